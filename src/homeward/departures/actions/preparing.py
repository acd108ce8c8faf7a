"""The list of what a departure needs: begun from the checklist, and ticked off one by one."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from homeward.access.choices import DataClass
from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.cases.actions.files import ensure_next_step
from homeward.cases.actions.stages import locked
from homeward.cases.models import Case
from homeward.core.refusals import refuse_if
from homeward.departures import queries, rules
from homeward.departures.choices import ItemState, Reason
from homeward.departures.models import DepartureItem
from homeward.files import actions as files
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def begin_list(
    case: Case, *, cleared: set[DataClass], by: User, at: datetime
) -> list[DepartureItem]:
    """Puts on the list what the checklist in force asks and is not there yet.

    Of a class that the actor is not cleared for, somebody who is puts it there.
    """
    require(by, "departures.prepare")
    case = locked(case)
    refuse_if(rules.reasons_not_to_prepare(queries.preparing_facts(case)))
    asked = queries.asked_of(case, on=at.date())
    refuse_if([] if asked else [Reason.NO_CHECKLIST])
    there = set(DepartureItem.objects.filter(case=case).values_list("template_id", "person_id"))
    return [
        DepartureItem.objects.create(
            case=case,
            person=person,
            programme_id=case.programme_id,
            owner_org=by.organisation_of_rows,
            data_class=template.data_class,
            template=template,
            due_on=queries.due_on(template, case.travels_on),
            changed_at=at,
            changed_by=by,
        )
        for template, person in asked
        if template.data_class in cleared and (template.pk, person.pk) not in there
    ]


@dataclass(frozen=True, kw_only=True)
class ItemSaid:
    """What the page says of one item; a file shows what is there."""

    state: ItemState
    holder_org: Organisation | None = None
    holder: User | None = None
    due_on: date | None = None
    remark: str = ""
    why_not: str = ""
    file: tuple[bytes, str] | None = None


@transaction.atomic
def set_item(item: DepartureItem, said: ItemSaid, *, by: User, at: datetime) -> DepartureItem:
    """Missing, asked for (its holder has the wait), there (with the file that shows it), or not
    needed, and why.
    """
    require(by, "departures.prepare")
    case = locked(item.case_id)
    item = DepartureItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    refuse_if(
        [
            *rules.reasons_not_to_prepare(queries.preparing_facts(case)),
            *rules.reasons_not_to_set(
                before=ItemState(item.state),
                to=said.state,
                has_holder=said.holder_org is not None,
                why_not=said.why_not,
            ),
        ]
    )
    item.state, item.changed_at, item.changed_by = said.state, at, by
    item.holder_org, item.holder = said.holder_org, said.holder
    item.due_on, item.remark, item.why_not = said.due_on, said.remark, said.why_not
    if said.file is not None:
        content, name = said.file
        item.file = files.store(
            content, name, person_id=item.person_id, programme_id=item.programme_id,
            data_class=DataClass(item.data_class), by=by,
        )  # fmt: skip
    item.save()
    tasks.end(TaskKind.BRING_DEPARTURE_ITEM, item.pk, at=at)
    if said.state == ItemState.ASKED and said.holder_org is not None:
        _wait(case, item, said, at=at)
    ensure_next_step(case.pk, by=by, at=at)
    return item


def _wait(case: Case, item: DepartureItem, said: ItemSaid, *, at: datetime) -> None:
    """The kind of thing is named to its holder by the checklist's code; it may tell of health,
    so a health item is named to nobody.
    """
    if said.holder_org is None:
        return
    tasks.begin(
        TaskKind.BRING_DEPARTURE_ITEM,
        item.pk,
        holder_org=said.holder_org,
        holder=said.holder,
        waiter_org=case.accountable_org_id,
        waiter=case.worker,
        at=at,
        programme_id=case.programme_id,
        case_id=case.pk,
        person_id=item.person_id,
        reference=case.reference,
        note="" if item.data_class == DataClass.HEALTH else item.template.code,
        due_on=said.due_on,
    )
