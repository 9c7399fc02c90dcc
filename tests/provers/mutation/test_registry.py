"""The registry is complete: every rule and every field that a checker reads is in some genuine data, so that it is changed.

What there is to read is taken from the checkers' own text (`dispatch.py`): a new kind of certificate fails here until
`questions.py` and `falsehoods.py` have it.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from porism.provers import calculus
from porism.provers.calculus.checker import RULES as KINDS
from porism.provers.calculus.series_table import NAMES
from porism.provers.calculus.solution_set import LEAVES, STEPS
from porism.provers.exact import checker, laws, rules
from porism.symbolic.known_integrals import KNOWN
from tests.provers.mutation import dispatch
from tests.provers.mutation.exact_pairs import written
from tests.provers.mutation.falsehoods import NEAR
from tests.provers.mutation.genuine import genuine, of_kind
from tests.provers.mutation.laws import LAW, LEMMA

FEWEST_FALSE = 4  # of one kind
MODULES = [
    import_module(f"{calculus.__name__}.{module.name}") for module in pkgutil.iter_modules(calculus.__path__)
]


def test_every_kind_of_statement_has_true_and_false_ones() -> None:
    assert {g.statement.kind for g in genuine()} == set(KINDS)
    few = [kind for kind in KINDS if len({s.hash for g in of_kind(kind) for s in g.false}) < FEWEST_FALSE]
    assert few == []


def test_every_false_statement_is_near_a_genuine_one() -> None:
    assert set(NEAR) <= {g.name for g in genuine()}
    same = [g.name for g in genuine() if g.statement in g.false]
    assert same == []


def test_every_rule_of_the_calculus_is_in_some_data() -> None:
    data = [g.data for g in genuine()]
    heads, keys = dispatch.heads_in(data), dispatch.keys_in(data)
    known = set(STEPS) | set(LEAVES) | {rule for module in MODULES for rule in dispatch.rules(module)}
    assert known - heads == set()
    assert {key for module in MODULES for key in dispatch.fields(module)} - keys == set()


def test_every_known_integral_and_series_is_used() -> None:
    words = dispatch.words_in([g.data for g in genuine()])
    assert (set(KNOWN) | set(NAMES)) - words == set()


def test_every_rule_of_the_exact_checker_is_in_some_certificate() -> None:
    certificates = [certificate for _, certificate in written()]
    heads, keys = dispatch.heads_in(certificates), dispatch.keys_in(certificates)
    assert set(rules.RULES) - heads == set()
    read = dispatch.fields(checker) | dispatch.fields(rules)
    assert read - keys - {"variables", "hypotheses", "relation"} == set()  # these are the claim's
    assert (set(LAW), set(LEMMA)) == (set(laws.LAWS), set(laws.LEMMAS))
    assert {c["method"] for c in certificates} == {"derivation", "witness"}


def test_methods_are_those_that_the_checker_takes_apart() -> None:
    assert dispatch.methods(checker) == {"derivation", "witness"}
