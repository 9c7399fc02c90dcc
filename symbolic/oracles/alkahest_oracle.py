"""alkahest as an oracle: its native `integrate`, where the package is installed (extra `oracles`).

Its answer is printed and read by our own grammar, as those of the external systems are.

References: alkahest 3.12, `alkahest.integrate`.
"""

from __future__ import annotations

from importlib import import_module

from porism.symbolic.errors import PorismError
from porism.symbolic.oracles.notation import read, renaming
from porism.symbolic.oracles.question import IntegralQuestion, OracleError
from porism.symbolic.term import Term, Variable, substitute
from porism.symbolic.text import term_text


def antiderivatives(question: IntegralQuestion) -> list[Term]:
    """alkahest's antiderivative, if it has one in the language."""
    try:
        alkahest = import_module("alkahest")
    except ImportError as error:
        raise OracleError("alkahest is not installed; pip install 'porism[oracles]'") from error
    names = renaming(question.integrand, question.variable)
    text = term_text(substitute(question.integrand, {name: Variable(new) for name, new in names.items()}))
    pool = alkahest.ExprPool()
    for new in names.values():
        pool.symbol(new)
    try:
        answer = alkahest.integrate(alkahest.parse(text, pool), pool.symbol(names[question.variable]))
    except Exception as error:  # its own tree of errors, in a package that may be missing
        raise OracleError(f"alkahest has no answer: {str(error).splitlines()[0][:120]}") from error
    try:
        return [read(str(answer.value), names)]
    except PorismError as error:
        raise OracleError(
            f"alkahest's answer is outside the language: {str(error).splitlines()[0]}"
        ) from error
