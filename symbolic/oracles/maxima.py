"""Maxima as an oracle: `integrate` in a fresh process, its questions answered from the scope.

Maxima asks whether a parameter is positive, or an exponent an integer. Parameters that the scope makes positive are assumed
so; other questions get `p` (positive) and `n` (no, negative) in turn. An answer that rests on a wrong guess is refused later,
or is proved where it holds.

References: Maxima 5.46 manual, §19 (integration).
"""

from __future__ import annotations

from porism.symbolic.errors import PorismError
from porism.symbolic.oracles.notation import MAXIMA, read, renaming, written
from porism.symbolic.oracles.process import output
from porism.symbolic.oracles.question import IntegralQuestion, OracleError
from porism.symbolic.term import Term

# Integration by exponential integrals calls `facsum` of the package maxima-share; without it nothing is collected.
_SETTINGS = "display2d: false$\nlinel: 1000000$\nfacsum([zza]) := first(zza)$\n"
QUESTIONS = 12  # that are answered; a spare answer is a statement without an effect
_BEGIN, _END = "zzbegin", "zzend"


def antiderivatives(question: IntegralQuestion) -> list[Term]:
    """Maxima's antiderivative, if it has one in the language."""
    names = renaming(question.integrand, question.variable)
    positive = [new for name, new in names.items() if question.scope.domain(name).name == "positive"]
    assumed = "".join(f"assume({name} > 0)$\n" for name in positive)
    call = f"zzresult: integrate({written(question.integrand, names, MAXIMA)}, {names[question.variable]})$\n"
    answers = "p;\nn;\n" * (QUESTIONS // 2)
    script = f'{_SETTINGS}{assumed}{call}{answers}print("{_BEGIN}", zzresult, "{_END}")$\n'
    text = output(["maxima", "--very-quiet"], script, question.seconds, question.memory_mb, "maxima")
    _, begin, rest = text.rpartition(_BEGIN)
    answer, end, _ = rest.partition(_END)
    if (
        not begin
        or not end
        or "'integrate" in answer
        or "integrate(" in answer
        or answer.strip() == "zzresult"
    ):
        raise OracleError("Maxima has no answer")
    try:
        return [read(answer, names, MAXIMA)]
    except PorismError as error:
        raise OracleError(f"Maxima's answer is outside the language: {str(error).splitlines()[0]}") from error
