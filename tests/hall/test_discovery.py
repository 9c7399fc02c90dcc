"""From a table to proved consequences, with a regressor that is told the answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from porism.discovery import Discovery, Found, discovered
from porism.law import Law, Proposal
from porism.ledger import Ledger
from porism.provers.protocol import Budget
from porism.runner import Decided
from porism.stages import Stages
from porism.symbolic.domain import Domain
from porism.symbolic.errors import FormatError, LedgerError, PorismError
from porism.symbolic.parse import parse_term
from porism.table import Table, read_table

PLANETS = Path(__file__).parents[2] / "datasets" / "planets.csv"


def kepler(table: Table, seed: int, search_s: float) -> Proposal:
    front = (Law(parse_term("a"), 1, 0.3), Law(parse_term("a**(3/2)"), 4, 1e-7, chosen=True))
    return Proposal(f"a stand-in, seed {seed}", front)


def nothing(table: Table, seed: int, search_s: float) -> Proposal:
    return Proposal("a stand-in", ())


def planets() -> Table:
    return read_table(PLANETS, "T=period_years", ["a=semi_major_axis_au"])


def test_the_consequences_of_a_law_are_proved_and_recorded(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        events = list(discovered(planets(), ledger, Stages(), Budget(20.0), seed=3, propose=kepler))
        assert isinstance(events[0], Found)
        decided = {e.record["id"]: e.record for e in events if isinstance(e, Decided)}
        assert events[0].claims == len(decided)
        assert {"derivative", "inverse", "equation"} <= set(decided)
        assert {record["status"] for record in decided.values()} == {"proved"}
        assert {record["proposer"] for record in decided.values()} == {"a stand-in, seed 3"}
        found = Discovery.read(ledger, events[0].run)
    assert str(found.law) == "a**(3/2)"
    assert [law.size for law in found.front] == [1, 4]
    bundle = found._repr_mimebundle_()
    assert bundle["text/latex"] == r"$\displaystyle T = a^{3/2}$"
    assert "T = a**(3/2)" in bundle["text/plain"]
    assert "Pareto front" in bundle["text/html"]


def test_no_law_is_a_result_too(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        found, *_ = discovered(planets(), ledger, Stages(), Budget(), seed=0, propose=nothing)
        assert isinstance(found, Found)
        empty = Discovery.read(ledger, found.run)
    assert empty.law is None
    assert str(empty) == "no law found for T"
    assert "text/latex" not in empty._repr_mimebundle_()


def test_a_resumed_discovery_repeats_neither_the_search_nor_a_verdict(tmp_path: Path) -> None:
    def again(table: Table, seed: int, search_s: float) -> Proposal:
        raise AssertionError("the law is in the ledger")

    with Ledger.open(tmp_path) as ledger:
        events = discovered(planets(), ledger, Stages(), Budget(20.0), seed=3, propose=kepler)
        first = next(event for event in events if isinstance(event, Decided))
        events.close()  # as a kill does, apart from what a kill leaves running
        run, before = ledger.runs()[0], len(list(ledger.entries()))
        assert run.finished is None
        for finished in (False, True):
            events = discovered(planets(), ledger, Stages(), Budget(20.0), seed=3, propose=again, resume=True)
            found, *rest = events
            decided = [event for event in rest if isinstance(event, Decided)]
            assert isinstance(found, Found)
            assert (found.run, found.resumed, str(found.proposal.law and found.proposal.law.term)) == (
                1,
                True,
                "a**(3/2)",
            )
            assert found.claims == len(decided) == len({event.record["id"] for event in decided})
            assert (
                found.recorded
                == sum(event.resumed for event in decided)
                == (found.claims if finished else before)
            )
            assert first.record in [event.record for event in decided]
            assert {event.record["proposer"] for event in decided} == {"a stand-in, seed 3"}
        assert [r.finished is not None for r in ledger.runs()] == [True]
        assert len(list(ledger.entries())) == len(decided) > before


def test_a_discovery_cut_off_in_its_search_searches_again(tmp_path: Path) -> None:
    def interrupted(table: Table, seed: int, search_s: float) -> Proposal:
        raise KeyboardInterrupt

    with Ledger.open(tmp_path) as ledger:
        with pytest.raises(KeyboardInterrupt):
            list(discovered(planets(), ledger, Stages(), Budget(), seed=0, propose=interrupted))
        found, *_ = discovered(planets(), ledger, Stages(), Budget(), seed=0, propose=nothing, resume=True)
        assert isinstance(found, Found)
        assert (found.run, found.resumed) == (1, False)
        # Nothing was found, and nothing is looked for again.
        found, *_ = discovered(
            planets(), ledger, Stages(), Budget(), seed=0, propose=interrupted, resume=True
        )
        assert isinstance(found, Found)
        assert (found.run, found.resumed, found.proposal.law) == (1, True, None)


@pytest.mark.parametrize(
    ("arguments", "seed", "message"),
    [
        (("T=period_years", ["a=semi_major_axis_au"], {}), 1, r"other options \(seed\)"),
        (("T=period_days", ["a=semi_major_axis_au"], {}), 0, r"other options \(values\)"),
        (("T=period_years", ["a=semi_major_axis_au"], {"a": "real"}), 0, r"other options \(domains\)"),
        (("T=period_years", ["b=semi_major_axis_au"], {}), 0, r"other options \(inputs, domains\)"),
    ],
)
def test_resuming_needs_the_same_options(
    arguments: tuple[str, list[str], dict[str, str]], seed: int, message: str, tmp_path: Path
) -> None:
    with Ledger.open(tmp_path) as ledger:
        list(discovered(planets(), ledger, Stages(), Budget(), seed=0, propose=nothing))
        other = read_table(PLANETS, *arguments)
        with pytest.raises(LedgerError, match=message):
            list(discovered(other, ledger, Stages(), Budget(), seed=seed, propose=nothing, resume=True))
        assert len(ledger.runs()) == 1


def test_resuming_needs_the_same_table(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        list(discovered(planets(), ledger, Stages(), Budget(), seed=0, propose=nothing))
        changed = replace(planets(), digest="0" * 64)
        with pytest.raises(LedgerError, match=r"holds a run of .*planets\.csv"):
            list(discovered(changed, ledger, Stages(), Budget(), seed=0, propose=nothing, resume=True))


def test_a_table_has_short_names_domains_and_no_text() -> None:
    table = planets()
    assert (table.target, table.inputs, table.name) == ("T", ("a",), "planets")
    assert table.domains == {"a": Domain("positive")}
    assert table.columns["T"].shape == (14,)
    everything = read_table(PLANETS)
    assert (everything.target, everything.inputs) == ("semi_major_axis_au", ("period_days", "period_years"))


def test_rows_without_a_number_are_dropped_and_columns_of_text_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("name,x,y\na,1,2\nb,,3\nc,-2,4\nd,3,nan\ne,4,5\n")
    table = read_table(path, vars={"x": "[-2, 9]"})
    assert (list(table.columns["x"]), table.dropped) == ([1.0, -2.0, 4.0], 2)
    assert str(table.domains["x"]) == "[-2, 9]"


def test_a_mapping_is_a_table() -> None:
    table = read_table({"x": np.arange(5.0), "y": np.arange(5.0) ** 2}, "y")
    assert (table.inputs, table.domains["x"].name) == (("x",), "real")
    assert table.digest == read_table({"x": np.arange(5.0), "y": np.arange(5.0) ** 2}, "y").digest


@pytest.mark.parametrize(
    ("text", "target", "inputs", "message"),
    [
        ("x,y\n1,2\n", None, [], "need 3"),
        ("x,x\n1,2\n", None, [], "different name for each column"),
        ("", None, [], "at least two numeric columns"),
        ("a,b\nx,y\n", None, [], "at least two numeric columns"),
        ("x,y\n1,2\n1,2,3\n", None, [], "line 3: expected 2 columns, found 3"),
        ("x,y\n1,2\n2,3\n3,4\n", "z", [], "expected a numeric column"),
        ("x,y\n1,2\n2,3\n3,4\n", "y", ["w=z"], "found 'z'"),
        ("pi,y\n1,2\n2,3\n3,4\n", "y", [], "write x=pi"),
        ("sin,y\n1,2\n2,3\n3,4\n", "y", [], "write x=sin"),
        ("2x,y\n1,2\n2,3\n3,4\n", "y", [], "write x=2x"),
        ("__import__,y\n1,2\n2,3\n3,4\n", "y", [], "write x=__import__"),
    ],
)
def test_a_table_that_cannot_be_used_says_what_to_do(
    tmp_path: Path, text: str, target: str | None, inputs: list[str], message: str
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text)
    with pytest.raises(FormatError, match=message):
        read_table(path, target, inputs)


def test_a_domain_for_a_column_that_is_no_input_is_refused() -> None:
    with pytest.raises(PorismError, match="expected a domain for one of a"):
        read_table(PLANETS, "T=period_years", ["a=semi_major_axis_au"], {"b": "real"})
