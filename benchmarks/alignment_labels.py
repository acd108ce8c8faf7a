"""How well the comparison finds what a reader found, on forty labelled pairs of real programmes.

    python benchmarks/alignment_labels.py [FOLDER OF THE PUBLIC DATA]

Prints precision and recall for each label. Every activity and project of both files is compared
with every other; only the labelled pairs are judged. See tests/real_data/alignment_labels.md.
"""

import csv
import gzip
import os
import sys
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeward.config.settings")

from homeward.alignment import rules  # noqa: E402
from homeward.alignment.choices import Aspect, Verdict  # noqa: E402
from homeward.alignment.rules import ENDED, PLANNED, RUNNING, ProgrammeFacts  # noqa: E402

DATA = Path(os.environ.get("HOMEWARD_REAL_DATA", ROOT.parent / "shared" / "data"))
LABELS = ROOT / "tests" / "real_data" / "alignment_labels.csv"
IATI, SHEET = "iati/UNHCR-Activities-2023.xml", "3w/raw_3w_ethiopia_2025-08.csv.gz"
SHEET_MONTH = date(2025, 8, monthrange(2025, 8)[1])
VERDICTS = {"contradict": Verdict.CONTRADICT, "meet": Verdict.MEET, "unknown": Verdict.UNKNOWN}
ACTIVITY = {"1": PLANNED, "2": RUNNING, "3": RUNNING, "4": ENDED, "5": ENDED}
# "Several" names nobody.
NOBODY = {"", "Multiple Donor"}


@dataclass
class Score:
    """What was found against what was labelled."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    agreed: int = 0

    def add(self, found: bool, labelled: bool) -> None:
        self.right += found and labelled
        self.wrong += found and not labelled
        self.missed += labelled and not found
        self.agreed += found == labelled

    @property
    def precision(self) -> float | None:
        found = self.right + self.wrong
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        labelled = self.right + self.missed
        return self.right / labelled if labelled else None


def labels() -> list[dict[str, str]]:
    with LABELS.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def activities(path: Path) -> Iterator[tuple[str, ProgrammeFacts]]:
    """IATI activities as the comparison takes them."""
    found = ElementTree.parse(path).getroot().findall("iati-activity")
    number = {element.findtext("iati-identifier"): n for n, element in enumerate(found)}
    for element in found:
        name = element.findtext("iati-identifier") or ""
        yield name, _activity(element, number[name], number)


def _activity(element: Any, key: int, number: dict[str | None, int]) -> ProgrammeFacts:
    def codes(tag: str) -> frozenset[str]:
        return frozenset(e.get("code") for e in element.findall(tag))

    dates = {
        e.get("type"): date.fromisoformat(e.get("iso-date"))
        for e in element.findall("activity-date")
    }
    parent = [e.get("ref") for e in element.findall("related-activity") if e.get("type") == "1"]
    budgets: dict[int, Decimal] = {}
    for budget in element.findall("budget"):
        year = int(budget.find("period-start").get("iso-date")[:4])
        budgets[year] = max(budgets.get(year, Decimal(0)), Decimal(budget.findtext("value")))
    countries = codes("recipient-country")
    status = element.find("activity-status").get("code")
    return ProgrammeFacts(
        key=key,
        title=element.findtext("title/narrative") or "",
        lead=element.findtext("reporting-org/narrative") or "",
        lead_key=element.find("reporting-org").get("ref"),
        part_of=number.get(parent[0]) if parent else None,
        starts_on=dates.get("2") or dates.get("1"),
        ends_on=dates.get("4") or dates.get("3"),
        status=ACTIVITY.get(status, ""),
        places=countries,
        countries=countries,
        # 998 is "unspecified": no place.
        wide=codes("recipient-region") - {"998"},
        sectors=frozenset(
            f"{e.get('vocabulary', '1')}:{e.get('code')}" for e in element.findall("sector")
        ),
        funders=frozenset(
            e.findtext("narrative")
            for e in element.findall("participating-org")
            if e.get("role") == "1"
        ),
        currencies=frozenset({element.get("default-currency")}) if budgets else frozenset(),
        budgets=budgets,
    )


def projects(path: Path) -> Iterator[tuple[str, ProgrammeFacts]]:
    """Projects of the sheet: all rows of one programme partner, donor and cluster."""
    rows = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            parts = [
                row[n].strip() for n in ("Program partner Acronym", "Donor Acronym", "Cluster")
            ]
            if row["WoredaPcod"].strip():
                rows["|".join(parts)].append(row)
    for key, (name, held) in enumerate(sorted(rows.items())):
        yield name, _project(key, held)


def _project(key: int, rows: list[dict[str, str]]) -> ProgrammeFacts:
    first = rows[0]
    lead = first["Program Partner Name"].strip() or first["Program partner Acronym"].strip()
    statuses = {row["Activity status"] for row in rows}
    status = RUNNING
    if statuses == {"Completed"}:
        status = ENDED
    elif statuses == {"Planned"}:
        status = PLANNED
    places = {row["WoredaPcod"]: row for row in rows}
    donor = first["Donor Acronym"].strip()
    return ProgrammeFacts(
        key=key,
        title=f"{lead}: {first['Cluster']} ({donor})",
        lead=lead,
        lead_key=first["Program partner Acronym"].strip(),
        ends_on=SHEET_MONTH if status == ENDED else None,
        status=status,
        places=frozenset(places),
        # A P-code begins with those of the areas above it: country, region, zone, district.
        above={code: (code[:6], code[:4], "ET") for code in places},
        countries=frozenset({"ET"}),
        sectors=frozenset({first["Cluster"]}),
        funders=frozenset({donor} - NOBODY),
    )


def scores(data: Path = DATA) -> tuple[dict[str, Score], list[str]]:
    """Label -> score over all forty pairs, and a line for each that differs."""
    found: dict[str, Score] = defaultdict(Score)
    differences = []
    for source, read, path, today in (
        ("iati", activities, IATI, date(2023, 12, 19)),
        ("3w", projects, SHEET, SHEET_MONTH),
    ):
        named = dict(read(data / path))
        place = {name: number for number, name in enumerate(named)}
        comparison = rules.compare(list(named.values()), today=today)
        for row in labels():
            if row["source"] == source:
                differences += _judge(row, comparison, place, found)
    return found, differences


def _judge(
    row: dict[str, str],
    comparison: rules.Comparison,
    place: dict[str, int],
    found: dict[str, Score],
) -> list[str]:
    at = place[row["a"]], place[row["b"]]
    differs = []
    for aspect in Aspect:
        said = Verdict(int(comparison.verdicts[aspect][at]))
        labelled = VERDICTS[row[aspect]]
        found[f"{aspect}: do not meet"].add(
            said == Verdict.CONTRADICT, labelled == Verdict.CONTRADICT
        )
        found[f"{aspect}: meet"].add(said == Verdict.MEET, labelled == Verdict.MEET)
        found[f"{aspect}: unknown"].add(said == Verdict.UNKNOWN, labelled == Verdict.UNKNOWN)
        if said != labelled:
            differs.append(
                f"{row['pair']:>3} {aspect}: found {said.name}, labelled {labelled.name}"
            )
    for name, flags in (("overlap", comparison.overlaps), ("duplicate", comparison.duplicates)):
        said_so = bool(flags[at])
        found[name].add(said_so, row[name] == "yes")
        if said_so != (row[name] == "yes"):
            differs.append(f"{row['pair']:>3} {name}: found {said_so}, labelled {row[name]}")
    return differs


def report(data: Path = DATA) -> str:
    found, differences = scores(data)
    lines = [f"{'label':26} {'pairs':>5} {'precision':>10} {'recall':>7}"]
    for name, score in found.items():
        labelled = score.right + score.missed
        lines.append(
            f"{name:26} {labelled:5} {_figure(score.precision):>10} {_figure(score.recall):>7}"
        )
    against = [score for name, score in found.items() if name.endswith("do not meet")]
    right, wrong = sum(s.right for s in against), sum(s.wrong for s in against)
    missed = sum(s.missed for s in against)
    lines.append(
        f"all contradictions together: precision {_figure(right / (right + wrong))},"
        f" recall {_figure(right / (right + missed))}"
    )
    return "\n".join([*lines, "", "Where it differs from the reader:", *differences])


def _figure(value: float | None) -> str:
    return "none" if value is None else f"{value:.2f}"


if __name__ == "__main__":
    print(report(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA))
