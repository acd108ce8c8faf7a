"""The list of cases as a sheet to take away: the columns and the rows of its page."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.access.models import User
from homeward.cases.choices import Stage
from homeward.desk import queries
from homeward.exports.rules import MOST_ROWS
from homeward.exports.sheets import Sheet, register

STATES = {"closed", "all"}


def filters_of(given: Mapping[str, str]) -> queries.Filters:
    """What was asked for, as far as it is one of the list's filters."""
    stage, state = given.get("stage", ""), given.get("state", "")
    return queries.Filters(
        stage=stage if stage in Stage.values else "",
        whose="mine" if given.get("whose") == "mine" else "",
        state=state if state in STATES else "",
        text=given.get("text", "").strip(),
    )


def header() -> Sequence[str]:
    return [
        _("Case"),
        _("Reference"),
        _("Place of return"),
        _("Stage"),
        _("Next step"),
        _("Held by"),
        _("Due"),
        _("Case worker"),
        _("Organisation"),
        _("Changed on"),
    ]


def found(given: Mapping[str, str], user: User) -> Sequence[tuple[UUID, UUID]]:
    """One more than may be exported at most, which is enough to refuse it."""
    listed = queries.listed(filters_of(given), user).values_list("pk", "person_id")
    return list(listed[: MOST_ROWS + 1])


def rows(ids: Sequence[UUID], user: User) -> Sequence[Sequence[str]]:
    by_id = {row.case.pk: row for row in queries.rows(queries.cases_by_id(ids), user)}
    return [_cells(by_id[pk]) for pk in ids if pk in by_id]


def _cells(row: queries.Row) -> Sequence[str]:
    case, task = row.case, row.task
    return [
        row.title,
        case.reference,
        case.destination,
        str(case.get_stage_display()),
        str(task.get_kind_display()) if task else "",
        row.holder,
        task.due_on.isoformat() if task and task.due_on else "",
        str(case.worker or ""),
        str(case.accountable_org),
        case.changed_at.date().isoformat(),
    ]


register(
    Sheet(
        kind="cases",
        title=gettext_lazy("Cases"),
        action="cases.read",
        header=header,
        found=found,
        rows=rows,
    )
)
