"""What the wizard's pages show: its steps, the one to take now, and what waits for a decision."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.core.commas import enumerated
from homeward.core.patterns import NextStep, Stage
from homeward.exchange.sheets import columns, matching, queries
from homeward.exchange.sheets.choices import Kind, Unplaced, Way
from homeward.exchange.sheets.choices import Stage as How
from homeward.exchange.sheets.importing import Plan, SheetReport
from homeward.exchange.sheets.models import Sheet
from homeward.exchange.sheets.prepared import Group
from homeward.files.sheets import Table

KINDS = {
    How.COLUMNS: "draft",
    How.MATCHING: "now",
    How.QUEUED: "wait",
    How.IMPORTING: "now",
    How.IMPORTED: "ok",
    How.FAILED: "no",
}
SAMPLES = 3
SHOWN_ROWS, FIRST_ROWS = 50, 8
PERCENT = 100


@dataclass(frozen=True)
class Column:
    heading: str
    field: Any
    samples: list[str]
    because: str


def because(why: str) -> str:
    return {
        "tag": _("by its HXL tag"),
        "heading": _("by its heading"),
        "alike": _("by a similar heading"),
        "values": _("its values look like P-codes"),
    }.get(why, "")


def shown_columns(table: Table, form: Any, guesses: dict[int, columns.Guess]) -> list[Column]:
    found = []
    for number, heading in enumerate(table.header):
        values = dict.fromkeys(row[number] for _n, row in table.rows[:200] if row[number])
        guess = guesses.get(number)
        found.append(
            Column(
                heading or str(number + 1),
                form[f"column_{number}"],
                list(values)[:SAMPLES],
                because(guess.because) if guess else "",
            )
        )
    return found


def step(sheet: Sheet, plan: Plan | None) -> NextStep:
    """The one thing to do now."""
    if sheet.stage == How.COLUMNS:
        return NextStep(
            title=_("Say what the columns tell"),
            why=_("They were guessed from their headings and values. Look, put right, and go on."),
            holder=_("You"),
            url=reverse("exchange:sheet_columns", args=[sheet.pk]),
            label=_("Name the columns"),
            mine=True,
        )
    if sheet.is_running:
        return NextStep(
            title=_("The worker imports the sheet"),
            why=_("%(done)d of %(total)d rows. Come back later; nothing is lost.")
            % {"done": sheet.done, "total": sheet.total},
            holder=_("The worker"),
            waiting_for=_("The worker"),
        )
    if sheet.stage == How.IMPORTED:
        return NextStep(title=_("The sheet is imported"), nothing=True)
    return NextStep(
        title=_("Import the sheet"),
        why=_why(plan),
        holder=_("You"),
        url=reverse("exchange:import_sheet", args=[sheet.pk]),
        label=_("Import it"),
        mine=True,
        post=True,
    )


def _why(plan: Plan | None) -> str:
    waiting = len(plan.prepared.organisations) if plan else 0
    if not waiting:
        return _("Every organisation of the sheet is known.")
    return ngettext(
        "%(count)d organisation is not known. It becomes an actor of its own unless you decide.",
        "%(count)d organisations are not known. They become actors of their own unless you decide.",
        waiting,
    ) % {"count": waiting}


def stages(sheet: Sheet) -> list[Stage]:
    done = [How.COLUMNS, How.MATCHING, How.QUEUED, How.IMPORTING, How.IMPORTED].index(
        How.MATCHING if sheet.stage == How.FAILED else How(sheet.stage)
    )
    return [
        Stage(_("Upload"), "done"),
        Stage(_("Columns"), "current" if done == 0 else "done"),
        Stage(_("Match and look"), "current" if done == 1 else "done" if done > 1 else "to_come"),
        Stage(
            _("Import"),
            "done" if sheet.stage == How.IMPORTED else "current" if done > 1 else "to_come",
        ),
    ]


def figures(report: SheetReport) -> list[tuple[str, list[int]]]:
    """Each kind of record with new, changed, unchanged."""
    labels = {"presence": _("Rows"), "programme": _("Programmes")}
    return [
        (labels.get(kind, kind), [counter[name] for name in ("new", "changed", "unchanged")])
        for kind, counter in report.counts.items()
    ]


def ways(told: dict[str, int]) -> list[tuple[str, int]]:
    return [(str(Way(way).label), told[way]) for way in Way if told.get(way)]


def percent(part: int, whole: int) -> str:
    return f"{part * PERCENT / whole:.1f}" if whole else "0"


@dataclass(frozen=True)
class Asked:
    """A word that waits for a decision, with the answers that are offered."""

    key: str
    text: str
    rows: int
    note: str
    offered: list[tuple[str, str]]
    country: str = ""
    typed: str = ""
    error: str = ""


def asked(plan: Plan, kind: Kind) -> list[Asked]:
    """What waits, the words of most rows first; of organisations those like a known one first."""
    build = {
        Kind.ORGANISATION: _organisations,
        Kind.SECTOR: _sectors,
        Kind.PLACE: _places,
    }[kind]
    return build(plan)


def _organisations(plan: Plan) -> list[Asked]:
    found = []
    for key, group in plan.prepared.organisations.items():
        near = plan.known.names.suggestions(group.named, group.country)
        offered = [
            (
                f"actor:{s.actor}",
                _("%(name)s (%(points)d of 100 alike)") % {"name": s.label, "points": s.points},
            )
            for s in near
        ]
        note = group.named.short if group.named.short != group.text else ""
        offered += [("new", _("An actor of its own")), ("out", _("Leave its rows out"))]
        found.append((bool(near), Asked(key, group.text, len(group.rows), note, offered)))
    ordered = sorted(found, key=lambda pair: (not pair[0], -pair[1].rows, pair[1].text))
    return [item for _near, item in ordered]


def _sectors(plan: Plan) -> list[Asked]:
    every = [(f"sector:{pk}", label) for pk, label in queries.cluster_labels()]
    codes = plan.known.sectors
    found = []
    for key, group in plan.prepared.sectors.items():
        likely = {
            f"sector:{codes[c.code]}"
            for c in matching.likely_clusters(group.text)
            if c.code in codes
        }
        offered = sorted(every, key=lambda pair: pair[0] not in likely)
        offered.append(("none", _("None of these")))
        found.append(Asked(key, group.text, len(group.rows), "", offered))
    return sorted(found, key=lambda item: -item.rows)


def _places(plan: Plan) -> list[Asked]:
    labels = queries.area_labels(
        area for group in plan.prepared.places.values() for area in group.areas
    )
    found = [
        Asked(key, group.text, len(group.rows), _place_note(group, labels), [], group.country)
        for key, group in plan.prepared.places.items()
    ]
    return sorted(found, key=lambda item: -item.rows)


def _place_note(group: Group, labels: dict[int, str]) -> str:
    if group.reason:
        return str(Unplaced(group.reason).label)
    named = _(", ").join(labels.get(area, "") for area in sorted(group.areas))
    return _("Placed for now: %(where)s. Only the rows around it tell so.") % {"where": named}


@dataclass(frozen=True)
class NoteGroup:
    """The same thing said of several rows; `first` names the first of them."""

    says: str
    text: str
    count: int
    first: str


def grouped(notes: list[dict[str, Any]]) -> list[NoteGroup]:
    found: dict[tuple[str, str], list[Any]] = {}
    for note in notes:
        found.setdefault((note["field"], note["text"]), []).append(note["row"])
    ordered = sorted(found.items(), key=lambda item: -len(item[1]))
    return [
        NoteGroup(says, text, len(rows), _("Rows %(rows)s") % {"rows": _numbers(rows)})
        for (says, text), rows in ordered
    ]


def _numbers(rows: list[Any]) -> str:
    shown = enumerated(str(row) for row in rows[:FIRST_ROWS])
    return f"{shown} …" if len(rows) > FIRST_ROWS else shown
