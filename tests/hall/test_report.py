"""The report is one file that a browser opens without the network and without an error."""

from __future__ import annotations

import html.parser
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from porism.charts import FrontPoint, claim_graph_svg, pareto_svg
from porism.ledger import Ledger
from porism.provers.verdict import MINT, Checker, Proved, Refuted, Unknown, Verdict, verdict_record
from porism.report import report_html, run_fragment, write_report
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.parse import parse_term
from porism.symbolic.term import number, to_json

EXACT, KERNEL = Checker("porism-exact", "1", "exact"), Checker("rocq", "8.16.1", "kernel", ("classic",))
HOSTILE = "</script><script>document.title='OWNED'</script><img src=x onerror=\"document.title='OWNED'\">"


def verdicts() -> list[Verdict]:
    certificate = Certificate("derivation", {"note": HOSTILE})
    cancel, root = Claim.parse("x/x == 1"), Claim.parse("sqrt(x**2) == x")
    return [
        Proved(cancel, (Relation.parse("x != 0"),), certificate, (EXACT, KERNEL), 0.01, key=MINT),
        Refuted(root, (("x", number(-1)),), certificate, (EXACT,), 0.02, key=MINT),
        Unknown(Claim.parse("x**4 - x + 1 != 0"), "undecided", HOSTILE, 0.03),
    ]


@pytest.fixture
def ledger_folder(tmp_path: Path) -> Path:
    with Ledger.open(tmp_path) as ledger:
        run = ledger.start("discover", "planets.csv", "0" * 64, {"target": "T"})
        front = [("a", 1, 0.4), ("a**(3/2)", 3, 1e-6), ("2*a**(3/2) - a", 8, 9e-7)]
        laws = [
            {"text": text, "term": to_json(parse_term(text)), "size": n, "error": error, "chosen": n == 3}
            for text, n, error in front
        ]
        ledger.commit_laws(run, laws)
        for position, verdict in enumerate(verdicts()):
            ledger.commit(run, position, verdict_record(verdict, f"consequence-{position}"))
        batch = ledger.start("run", f"{HOSTILE}.jsonl", "1" * 64, {}, 4)
        for position, verdict in enumerate(verdicts()):
            ledger.commit(
                batch, position, verdict_record(verdict, f"{HOSTILE}{position}") | {"expect": "proved"}
            )
        ledger.commit_bad_line(batch, 4, 3, HOSTILE)
        ledger.finish(batch)
    return tmp_path


class Collector(html.parser.HTMLParser):
    """What a page has: tags, and everything that could load something."""

    def __init__(self) -> None:
        super().__init__()
        self.tags = list[str]()
        self.loads = list[str]()
        self.handlers = list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loads += [
            f"{tag} {name}={value}" for name, value in attrs if name in ("src", "href", "srcset", "action")
        ]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


def test_the_page_is_self_contained_and_free_of_foreign_markup(ledger_folder: Path) -> None:
    page = write_report(ledger_folder).read_text(encoding="utf-8")
    found = Collector()
    found.feed(page)
    assert found.loads == []
    assert found.handlers == []
    assert found.tags.count("script") == 1
    assert "img" not in found.tags
    assert found.tags.count("math") > 5
    assert found.tags.count("svg") == 3  # a front and two graphs
    assert not re.search(r"https?://|url\(|@import", page)


def test_the_page_holds_what_the_ledger_holds(ledger_folder: Path) -> None:
    with Ledger.open(ledger_folder) as ledger:
        page = report_html(ledger)
    for part in (
        "consequence-0",
        "planets.csv",
        "x = -1",
        "expected: proved",
        "Bad lines: 1",
        "Pareto front",
    ):
        assert part in page
    assert "<b>2</b>proved by a kernel" in page
    assert "<b>2</b>refuted" in page


def test_an_empty_ledger_has_a_page_too(tmp_path: Path) -> None:
    Ledger.open(tmp_path).__exit__()
    assert "Porism report" in write_report(tmp_path).read_text(encoding="utf-8")


def test_a_run_shows_its_counts_in_a_notebook(ledger_folder: Path) -> None:
    assert "proved by a kernel" in run_fragment(ledger_folder, 1)


def test_charts_of_nothing_and_of_one_point() -> None:
    import networkx

    assert pareto_svg([]) == ""
    assert claim_graph_svg(networkx.DiGraph()) == ""
    one = pareto_svg([FrontPoint(1, 0.0, "<b>", True)])
    assert "nan" not in one
    assert "&lt;b&gt;" in one


@pytest.mark.browser
def test_a_browser_opens_it_filters_and_has_no_complaint(ledger_folder: Path) -> None:
    path = write_report(ledger_folder)
    page = path.read_text(encoding="utf-8")
    # A second script plays the person: it types into the filter, and reports through the title.
    player = """<script>
    const box = document.querySelector("input[type=search]");
    box.value = "sqrt"; box.dispatchEvent(new Event("input", {bubbles: true}));
    const shown = document.querySelector("output").textContent;
    const heights = [...document.querySelectorAll("math")].filter(m => m.getBoundingClientRect().height > 5).length;
    document.body.dataset.seen = JSON.stringify({shown, heights, title: document.title});
    </script>"""
    path.write_text(page.replace("</body>", player + "</body>"), encoding="utf-8")
    command = [
        shutil.which("chromium") or "chromium", "--headless", "--no-sandbox", "--disable-gpu",
        "--enable-logging=stderr", "--v=0", "--window-size=1200,900",
        f"--user-data-dir={ledger_folder / 'profile'}", "--dump-dom", path.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0
    seen = re.search(r'data-seen="([^"]*)"', done.stdout)
    assert seen is not None
    state = json.loads(seen[1].replace("&quot;", '"'))
    assert state["shown"] == "1 of 3"
    assert state["heights"] > 5
    assert state["title"] == "Porism report"
    assert [line for line in done.stderr.splitlines() if "CONSOLE" in line] == []
