# Two commands to know: `make demo` and `make test`. Both set everything up in .venv by themselves.
#   make PYTHON=/usr/bin/python3.12 test     another interpreter
#   make EXTRAS=smt,notebook,dev test        fewer extras (without `neural`, torch is not downloaded)

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.PHONY: help demo test tools lint bench readme clean

VENV   ?= .venv
EXTRAS ?= all
# The constraints were tested with 3.11 and 3.12, so these go first; a newer python3 is the last resort.
PYTHON ?= $(shell for p in python3 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))' 2>/dev/null && echo $$p && exit; \
	done; python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo python3)

BIN     := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt

help:
	@echo "make demo    set up, then the whole pipeline on planetary data and on the corpus (a few minutes)"
	@echo "make test    set up with all extras, then ruff, mypy and the whole test suite; as root on Debian it installs"
	@echo "             Rocq, Chromium, Maxima and FriCAS, which some tests use"
	@echo "make lint    ruff and mypy only"
	@echo "make bench   the benchmarks, which write benchmarks/results/*.json"
	@echo "make readme  run the README's examples and write their output into it; write the notebooks"
	@echo "make clean   remove .venv, caches, builds and the demo's results"

$(BIN)/python:
	.ci/venv "$(PYTHON)" "$(VENV)"

# setuptools first: without build isolation the build uses the pinned one. The rest of the Python code is installed as links.
$(VENV)/.demo: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) setuptools
	$(INSTALL) --no-build-isolation --editable '.[lean]'
	touch $@

$(VENV)/.$(EXTRAS): pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) setuptools
	$(INSTALL) --no-build-isolation --editable '.[$(EXTRAS)]'
	touch $@ $(VENV)/.demo

# Exit codes 1 (something refuted) and 3 (something left unknown) are results: a quarter of the corpus is false.
demo: $(VENV)/.demo
	rm -rf runs/demo
	$(BIN)/porism doctor
	$(BIN)/porism discover datasets/planets.csv --target T=period_years --input a=semi_major_axis_au --out runs/demo \
		|| [ $$? = 3 ]
	status=0; $(BIN)/porism run datasets/corpora/elementary.jsonl --out runs/demo || status=$$?; \
		[[ $$status == [013] ]]
	$(BIN)/porism check runs/demo
	$(BIN)/porism report runs/demo

lint: $(VENV)/.$(EXTRAS)
	$(BIN)/ruff check .
	$(BIN)/mypy

test: tools lint
	$(BIN)/python -m pytest

tools:
	.ci/tools

bench: $(VENV)/.$(EXTRAS)
	for script in $(filter-out %/measurement.py %/rubi.py %/rebuilt.py %/asked.py %/minif2f.py $(if $(RUBI_WHEEL),,%/integrals.py),$(wildcard benchmarks/*.py)); do \
		echo "== $$script"; $(BIN)/python "$$script"; done

readme: $(VENV)/.$(EXTRAS)
	$(BIN)/python docs/readme.py
	$(BIN)/python docs/notebooks.py

clean:
	rm -rf $(VENV) build dist runs src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
