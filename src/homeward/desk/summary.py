"""The case on paper: what its page shows the reader, and so no more than they may see."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.cases.models import Case
from homeward.core.commas import enumerated
from homeward.desk import casefile


def of(case: Case, *, user: User, on: date) -> dict[str, Any]:
    file = casefile.gather(case, user=user, on=on, whole=True)
    return {
        "title": file.title,
        "organisation": str(case.accountable_org),
        "reference": case.reference,
        "lead": case.reference,
        "heads": _heads(case, file),
        "step_title": _("Next step"),
        "step": _step(file.step),
        "parts": [_stages(file), _plan(file), _referrals(file), _facts(file), _history(file)],
    }


def _heads(case: Case, file: casefile.File) -> list[list[str]]:
    people = [f"{person}" + (f" ({age})" if age is not None else "") for person, age in file.people]
    way = [str(place) for place in (case.host_country, case.origin_country) if place]
    return [
        [_("People"), enumerated(people)],
        [_("Programme"), str(case.programme)],
        [_("From and to"), enumerated(way)],
        [_("Place of return"), case.destination],
        [_("Accountable"), str(case.accountable_org)],
        [_("Case worker"), str(case.worker) if case.worker else ""],
        [_("Arrived on"), date_format(case.arrived_on) if case.arrived_on else ""],
    ]


def _step(step: Any) -> str:
    due = date_format(step.due) if step.due else _("No date agreed")
    held = _("held by %(holder)s, due %(day)s") % {"holder": step.holder, "day": due}
    return f"{step.title} ({held})" if step.holder else str(step.title)


def _part(
    title: str, header: Sequence[str], rows: Sequence[Sequence[Any]], none: str
) -> dict[str, Any]:
    shown = [[str(cell) if cell is not None else "" for cell in row] for row in rows]
    return {"title": title, "header": list(header), "rows": shown, "none": none}


def _stages(file: casefile.File) -> dict[str, Any]:
    rows = [
        (stage.label, enumerated(stage.lines)) for stage in file.stages if stage.state != "to_come"
    ]
    return _part(_("Stages"), [_("Stage"), _("Since and with whom")], rows, "")


def _plan(file: casefile.File) -> dict[str, Any]:
    rows = [
        (dimension.label, line.title, cost or _("Unknown"), words)
        for dimension, lines in file.dimensions
        for line, cost, _kind, words in lines
    ]
    header = [_("Dimension"), _("What"), _("Cost"), _("Status")]
    return _part(_("Plan"), header, rows, _("No plan line yet"))


def _referrals(file: casefile.File) -> dict[str, Any]:
    rows = [
        (r.shown_name, r.receiver_org, date_format(r.sent_at) if r.sent_at else "", words)
        for r, _kind, words in file.referrals
    ]
    header = [_("Service"), _("To"), _("Sent"), _("Status and outcome")]
    return _part(_("Referrals"), header, rows, _("No referral yet"))


def _facts(file: casefile.File) -> dict[str, Any]:
    rows = [(fact.label, fact.value, fact.source) for fact in file.facts]
    header = [_("Fact"), _("Value"), _("Where it comes from")]
    return _part(_("Facts"), header, rows, _("No fact yet"))


def _history(file: casefile.File) -> dict[str, Any]:
    rows = [(date_format(entry.at), entry.text) for entry in file.entries]
    return _part(_("What happened"), [_("When"), _("What")], rows, "")
