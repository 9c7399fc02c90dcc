"""FriCAS as an oracle: the Risch algorithm of `integrate`, which may answer with one form for each sign of a parameter.

References: M. Bronstein (2005), Symbolic Integration I; FriCAS 1.3.8, FunctionSpaceComplexIntegration and `integrate`.
"""

from __future__ import annotations

from porism.symbolic.errors import PorismError
from porism.symbolic.oracles.notation import FRICAS, read, renaming, written
from porism.symbolic.oracles.process import SCRIPT, output
from porism.symbolic.oracles.question import IntegralQuestion, OracleError
from porism.symbolic.term import Term

_BEGIN, _END = "zzbegin", "zzend"
_SETTINGS = (
    ")set messages type off\n)set messages time off\n)set message autoload off\n)set output algebra off\n"
)


def antiderivatives(question: IntegralQuestion) -> list[Term]:
    """FriCAS's antiderivatives that lie in the language."""
    names = renaming(question.integrand, question.variable)
    call = f"zzr := integrate({written(question.integrand, names, FRICAS)}, {names[question.variable]})"
    shown = f'output("{_BEGIN}")\noutput(unparse(zzr::InputForm))\noutput("{_END}")\n'
    script = f"{_SETTINGS}{call}\n{shown})set quit unprotected\n)quit\n"
    command = ["fricas", "-nosman", "-eval", f")read {SCRIPT} )quiet", "-eval", ")quit"]
    text = output(command, script, question.seconds, question.memory_mb, "fricas")
    _, begin, rest = text.rpartition(_BEGIN)
    answer, end, _ = rest.partition(_END)
    parts = [part for part in _members("".join(line.strip() for line in answer.splitlines())) if part]
    if (
        not begin or not end or not parts or all("integral(" in part for part in parts)
    ):  # what it could not do
        raise OracleError("FriCAS has no answer")
    found, reasons = list[Term](), list[str]()
    for part in parts:
        try:
            found.append(read(part, names, FRICAS))
        except PorismError as error:
            reasons.append(str(error).splitlines()[0])
    if not found:
        raise OracleError(f"FriCAS's answer is outside the language: {reasons[0]}")
    return found


def _members(answer: str) -> list[str]:
    """The members of a list `[a, b]`, or the one answer; commas inside parentheses do not count."""
    answer = answer.strip()
    if not answer.startswith("["):
        return [answer]
    members, depth, start = list[str](), 0, 1
    for k, c in enumerate(answer):
        if c in "([":
            depth += 1
        elif c in ")]":
            depth -= 1
        if (c == "," and depth == 1) or (c == "]" and depth == 0):
            members.append(answer[start:k].strip())
            start = k + 1
    return members
