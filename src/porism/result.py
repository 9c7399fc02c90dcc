"""The answer to a question with what is proved about it: one frozen object for every verb of the library.

    result.value        plain SymPy                       result.status      proved | refuted | unknown
    result.conditions   where it holds, SymPy relations   result.complete    complete | generic | unknown
    result.parts        each statement with its verdict   result.verify()    checks again, in a new process

`status` is `proved` only if every statement that the answer makes was accepted by the exact checker.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from porism.provers.calculus.verdict import (
    Disproved,
    Established,
    Open,
    StatementVerdict,
    Theorem,
    statement_record,
)
from porism.provers.rendering import STYLE, SYMBOLS, cut, duration
from porism.provers.verdict import Proved, Refuted, Unknown, Verdict, verdict_record
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.proposals.proposal import Role
from porism.symbolic.statements.statement import Statement

Status: TypeAlias = Literal["proved", "refuted", "unknown"]
Completeness: TypeAlias = Literal["complete", "generic", "unknown"]


@dataclass(frozen=True)
class Answered:
    """One part of an answer with its verdict."""

    role: Role
    verdict: Verdict | StatementVerdict
    about: str = ""

    @property
    def statement(self) -> Claim | Statement:
        """What was to be proved, or refuted where the role is `rejected`."""
        return (
            self.verdict.claim
            if isinstance(self.verdict, Proved | Refuted | Unknown)
            else self.verdict.statement
        )

    @property
    def status(self) -> Status:
        """The verdict in a word."""
        match self.verdict:
            case Proved() | Established():
                return "proved"
            case Refuted() | Disproved():
                return "refuted"
            case _:
                return "unknown"

    @property
    def is_settled(self) -> bool:
        """Whether the part is what the answer needs: refuted for a rejected candidate, else proved."""
        return self.status == ("refuted" if self.role == "rejected" else "proved")

    @property
    def conditions(self) -> tuple[Relation, ...]:
        """Where the part was proved, and what its statement assumes."""
        if isinstance(self.verdict, Established):
            return tuple(dict.fromkeys((*self.verdict.statement.assumed, *self.verdict.conditions)))
        return self.verdict.conditions if isinstance(self.verdict, Proved) else ()

    def proved_claims(self) -> Iterator[Proved]:
        """The claims below it that were proved, in order."""
        if isinstance(self.verdict, Proved):
            yield self.verdict
        elif isinstance(self.verdict, Established):
            yield from self.verdict.parts

    def record(self) -> dict[str, Any]:
        """The part as plain data, with certificates."""
        verdict = self.verdict
        inner = (
            verdict_record(verdict)
            if isinstance(verdict, Proved | Refuted | Unknown)
            else statement_record(verdict)
        )
        return {"role": self.role, "about": self.about, **inner}

    def line(self) -> str:
        """The part in one line of text."""
        word = {"answer": "", "complete": "complete: ", "exact": "exactly: ", "rejected": "left out: "}[
            self.role
        ]
        text = f"{SYMBOLS[self.status]} {word}{cut(str(self.statement))}"
        match self.verdict:
            case Unknown() | Open():
                return f"{text}  [{self.verdict.reason}: {cut(self.verdict.detail)}]"
            case _:
                return text


@dataclass(frozen=True, repr=False)
class Result:
    """An answer and the state of its proof; `value` is None where nothing was found, and `reason` says why.

    `symbols` are SymPy's symbols of the question; the conditions are stated with them.
    """

    question: str
    value: Any
    parts: tuple[Answered, ...]
    proposer: str
    seconds: float
    reason: str = ""
    symbols: tuple[Any, ...] = ()

    @property
    def status(self) -> Status:
        """`proved` if every statement of the answer is, `refuted` if one is false, else `unknown`."""
        states = [part.status for part in self.parts if part.role in ("answer", "exact")]
        if "refuted" in states:
            return "refuted"
        states = states or [part.status for part in self.parts if part.role == "complete"]
        return "proved" if states and all(state == "proved" for state in states) else "unknown"

    @property
    def complete(self) -> Completeness:
        """Whether nothing is missing: proved without conditions, proved under conditions (`generic`), or not known."""
        whole = [part for part in self.parts if part.role in ("complete", "exact")]
        if not whole or any(part.status != "proved" for part in whole):
            return "unknown"
        return "generic" if any(part.conditions for part in whole) else "complete"

    @property
    def relations(self) -> tuple[Relation, ...]:
        """The conditions of all parts, each once, as relations; what the question's symbols assume is not repeated."""
        found = dict.fromkeys(c for part in self.parts if part.role != "rejected" for c in part.conditions)
        return tuple(c for c in found if c not in self._given)

    @property
    def _given(self) -> set[Relation]:
        if not self.symbols:
            return set()
        from porism.symbolic.sympy_bridge import symbols_scope

        return set(symbols_scope(self.symbols).relations())

    @property
    def conditions(self) -> tuple[Any, ...]:
        """Where the answer holds, as SymPy relations."""
        from porism.symbolic.sympy_bridge import relation_to_sympy

        known = {symbol.name: symbol for symbol in self.symbols}
        return tuple(relation_to_sympy(stated, known) for stated in self.relations)

    @property
    def certificate(self) -> list[dict[str, Any]]:
        """The parts as plain data, with a certificate for each claim."""
        return [part.record() for part in self.parts]

    @property
    def provenance(self) -> dict[str, Any]:
        """Who proposed, who checked."""
        named = [theorem.checker for theorem in self._theorems]
        named += [c for p in self.parts for v in p.proved_claims() for c in v.checkers]
        checkers = {c.name: c.to_json() for c in named}
        return {"proposer": self.proposer, "checkers": list(checkers.values()), "seconds": self.seconds}

    @property
    def _theorems(self) -> list[Theorem]:
        return [t for p in self.parts if isinstance(p.verdict, Established) for t in p.verdict.theorems]

    def verify(self, timeout_s: float = 60.0) -> bool:
        """Whether the checker accepts every proved part again, in a new process that does not load SymPy."""
        from porism.reverify import accepted_again

        return self.status == "proved" and accepted_again(self.certificate, timeout_s)

    def to_json(self) -> str:
        """The whole result as JSON text; the value as SymPy prints it."""
        return json.dumps(self.to_record(), ensure_ascii=False)

    def to_record(self) -> dict[str, Any]:
        """The result as plain data."""
        return {
            "question": self.question,
            "value": None if self.value is None else str(self.value),
            "status": self.status,
            "complete": self.complete,
            "conditions": [str(c) for c in self.relations],
            "given": sorted(map(str, self._given)),
            "reason": self.reason,
            "provenance": self.provenance,
            "parts": self.certificate,
        }

    def to_rocq(self) -> str:
        """The theorems that Rocq was asked: whole statements, and what the claims below the parts say, file after file."""
        return self._kernel_text("rocq")

    def to_lean(self) -> str:
        """The theorems that Lean was asked: whole statements, and what the claims below the parts say, file after file."""
        return self._kernel_text("lean")

    def to_mathlib(self) -> str:
        """Lean 4 theorems with Mathlib for the parts that were proved, one file's text; nothing needs to be installed.

        Parts for which there is no theorem are left out; `UnsupportedError` where there is none for any.
        """
        from porism.mathlib_text import written

        verdicts = [part.verdict for part in self.parts if part.role != "rejected"]
        return written([v for v in verdicts if isinstance(v, Proved | Established)])

    def _kernel_text(self, kernel: str) -> str:
        from porism.reverify import kernel_text

        files = [theorem.file for theorem in self._theorems if theorem.checker.name == kernel]
        return kernel_text([v for part in self.parts for v in part.proved_claims()], kernel, files)

    def __repr__(self) -> str:
        head = f"{SYMBOLS[self.status]} {self.status}  {self.question}\n  = {cut(str(self.value))}"
        lines = [head]
        if self.reason:
            lines.append(f"  reason    {cut(self.reason)}")
        if self.relations:
            lines.append("  where     " + ", ".join(map(str, self.relations)))
        if any(part.role in ("complete", "exact") for part in self.parts):
            lines.append(f"  complete  {self.complete}")
        lines += [f"  {part.line()}" for part in self.parts]
        lines.append(f"  by        {self.proposer or 'nobody'}, {duration(self.seconds)}")
        return "\n".join(lines)

    def _repr_latex_(self) -> str:
        import sympy

        return f"$\\displaystyle {sympy.latex(self.value)}$"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/plain": repr(self), "text/latex": self._repr_latex_(), "text/html": self._html()}

    def _html(self) -> str:
        import html

        import sympy

        rows = [("where", ", ".join(map(str, self.relations)))] if self.relations else []
        rows += [(part.role, part.line()) for part in self.parts]
        rows.append(("by", f"{self.proposer or 'nobody'}"))
        facts = "".join(f"<dt>{html.escape(k)}</dt><dd>{html.escape(v)}</dd>" for k, v in rows)
        value = f"$\\displaystyle {html.escape(sympy.latex(self.value))}$"
        return (
            f'<div class="porism"><style>{STYLE}</style><div class="porism-verdict porism-{self.status}">'
            f'<div class="porism-head"><span class="porism-badge">{SYMBOLS[self.status]} {self.status}</span>'
            f'<code>{html.escape(self.question)}</code><span class="porism-time">{duration(self.seconds)}</span></div>'
            f'<div class="porism-claim">{value}</div><dl>{facts}</dl></div></div>'
        )
