"""Law: `porism check` accepts no record of a false statement, whatever else in the record was changed with it.

A genuine record gets a false statement near its own, with the text, the value and the hash that go with it, and is then
changed at random; a genuine record of a claim gets the claim negated.
"""

from __future__ import annotations

import copy
import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from porism.recheck import Rechecked, _answer_rechecked, _rechecked
from porism.symbolic.claim import Claim
from porism.symbolic.errors import FormatError
from porism.symbolic.statements import Statement
from tests.examples import examples
from tests.fuzzing.targets import Here, answer_records, claim_records
from tests.provers.mutation.genuine import genuine
from tests.provers.mutation.perturbing import parts_in, perturbed

NEGATED = {"==": "!=", "!=": "==", "<": ">=", "<=": ">"}


def _forged(record: Any, false: Statement) -> Any:
    forged = copy.deepcopy(record)
    forged["value"] = str(getattr(false, "value", forged["value"]))
    part = forged["parts"][0]
    part.update(statement=false.to_json(), text=str(false), id=false.hash[:12])
    return forged


def _false_of(record: Any) -> list[Statement]:
    stated = record["parts"][0]["statement"]
    return next([*g.false] for g in genuine() if g.statement.to_json() == stated)


def _negated(record: Any) -> Any:
    claim = Claim.from_json(record["statement_json"])
    stated = claim.relation
    texts = f"{stated.left} {NEGATED[stated.kind]} {stated.right}"
    other = Claim.parse(texts, {name: str(domain) for name, domain in claim.variables})
    changed = {"claim": other.text, "hash": other.hash, "statement_json": other.to_json()}
    return {**copy.deepcopy(record), **changed, "statement": other.to_record("forged")}


def _checked(record: Any) -> Rechecked | None:
    try:
        if isinstance(record, dict) and "question" in record:
            return _answer_rechecked(record, Here(), 5.0, 2048)
        return _rechecked(record, Here(), 5.0, 2048)
    except FormatError:
        return None


def test_genuine_records_are_accepted() -> None:
    found = [_checked(record) for record in [*answer_records(), *claim_records()]]
    assert all(row is not None and row.outcome == "accepted" for row in found), found


@settings(max_examples=examples(150))
@given(seed=st.integers(0, 2**64))
def test_a_record_of_a_false_statement_is_rejected(seed: int) -> None:
    rng = random.Random(seed)
    if rng.random() < 0.7:
        genuine_record = rng.choice(answer_records())
        record = _forged(genuine_record, rng.choice(_false_of(genuine_record)))
        kept = ("statement", "text")
        for _ in range(rng.choice((0, 0, 1, 2))):
            rest = {key: v for key, v in record["parts"][0].items() if key not in kept}
            changed = perturbed(rest, rng, parts_in([rest]))
            if isinstance(changed, dict):
                record["parts"][0] = {**changed, **{key: record["parts"][0][key] for key in kept}}
    else:
        record = _negated(rng.choice([r for r in claim_records() if r["status"] == "proved"]))
        for _ in range(rng.choice((0, 0, 1, 2))):
            record["certificate"] = perturbed(record["certificate"], rng, parts_in([record["certificate"]]))
    found = _checked(record)
    unknown = found is not None and found.status == "unknown"
    assert found is None or unknown or found.outcome != "accepted", record
