# %% [markdown]
# # A tour of Porism
# Each cell can be run in Jupyter (with Jupytext), in VS Code, or as a script. A verdict shows itself: formula, status,
# conditions, checkers, time.

# %%
import tempfile
from pathlib import Path

import porism

# %% [markdown]
# ## One claim
# Proved, with the condition under which everything in it is defined.

# %%
cancelled = porism.prove("(x**2 - 1)/(x - 1) == x + 1")
cancelled

# %%
if not isinstance(cancelled, porism.Proved):
    raise SystemExit("the first claim of the tour should be proved")
print("holds where", ", ".join(map(str, cancelled.conditions)), "· trust:", cancelled.trust)

# %% [markdown]
# ## A false rule of thumb
# The witness is an exact point, which anybody can evaluate again. On the right domain the rule holds.

# %%
rule = porism.prove("log(x*y) == log(x) + log(y)")
rule

# %%
porism.prove("log(x*y) == log(x) + log(y)", {"x": "positive", "y": "positive"})

# %% [markdown]
# ## SymPy objects
# Assumptions of the symbols become domains.

# %%
from sympy import Symbol, sqrt

a, b = Symbol("a", positive=True), Symbol("b", positive=True)
porism.prove(sqrt(a * b) <= (a + b) / 2)

# %% [markdown]
# ## A law from data
# Periods (years) and semi-major axes (astronomical units) of fourteen bodies of the solar system. The law is proposed;
# what follows from the formula is proved.

# %%
folder = Path(tempfile.mkdtemp())
planets = Path(porism.__file__).parent / "datasets" / "planets.csv"
found = porism.discover(planets, "T=period_years", ["a=semi_major_axis_au"], out=folder / "planets")
found

# %% [markdown]
# ## Many claims
# Every verdict is in the ledger before it is reported; `resume=True` goes on after an interruption.

# %%
claims = folder / "claims.jsonl"
claims.write_text(
    '{"id": "euler", "claim": "exp(I*x) == cos(x) + I*sin(x)"}\n'
    '{"id": "log", "claim": "log(x**2) == 2*log(x)"}\n'
    '{"id": "motzkin", "claim": "x**4*y**2 + x**2*y**4 + 1 >= 3*x**2*y**2"}\n'
)
summary = porism.run(claims, folder / "claims")
for record in summary.records():
    print(record["id"], record["status"], record["witness"] or "")
summary
