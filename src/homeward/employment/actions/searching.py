"""A person looks for work with our help; where nothing is found, the search leads elsewhere."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import actions as cases
from homeward.cases.models import Case
from homeward.core.refusals import Refused, refuse_if
from homeward.employment import queries, rules
from homeward.employment.choices import Reason, RuleKind, SearchEnd
from homeward.employment.models import JobSearch
from homeward.persons.models import Person
from homeward.places.models import Area
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def begin_search(
    case: Case,
    person: Person,
    *,
    began_on: date,
    kinds: Sequence[str] = (),
    area: Area | None = None,
    note: str = "",
    reorient_on: date | None = None,
    by: User,
    at: datetime,
) -> JobSearch:
    """The profile stands and work is looked for. Its wait says when to look elsewhere."""
    require(by, "employment.propose")
    checks = [
        (case.is_open, Reason.CASE_CLOSED),
        (began_on <= at.date(), Reason.IN_THE_FUTURE),
        (reorient_on is None or reorient_on > began_on, Reason.IN_THE_PAST),
        (queries.search_of(person) is None, Reason.SEARCH_RUNS),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    months = queries.term_or_none(
        RuleKind.SEARCH_MONTHS, on=began_on, programme_id=case.programme_id
    )
    search = JobSearch.objects.create(
        case=case,
        person=person,
        programme_id=case.programme_id,
        owner_org=by.organisation_of_rows,
        began_on=began_on,
        kinds=list(kinds),
        area=area,
        note=note,
        reorient_on=reorient_on or (rules.months_after(began_on, months) if months else None),
        begun_by=by,
        begun_at=at,
    )
    _wait_to_reorient(search, by=by, at=at)
    return search


def _wait_to_reorient(search: JobSearch, *, by: User, at: datetime) -> None:
    tasks.begin(
        TaskKind.REORIENT_SEARCH,
        search.pk,
        holder_org=search.owner_org_id,
        holder=by,
        waiter_org=search.owner_org_id,
        waiter=by,
        at=at,
        programme_id=search.programme_id,
        case_id=search.case_id,
        person_id=search.person_id,
        reference=search.case.reference,
        due_on=search.reorient_on,
    )


def locked_search(search: JobSearch) -> JobSearch:
    found = (
        JobSearch.objects.select_for_update(of=("self",))
        .select_related("case")
        .filter(pk=search.pk)
        .first()
    )
    if found is None:
        raise Refused(Reason.NOT_OURS)
    return found


@transaction.atomic
def end_search(
    search: JobSearch, reason: SearchEnd | str, *, on: date, by: User, at: datetime
) -> JobSearch:
    """Where it led. Candidacies that an employer has still to answer come first."""
    require(by, "employment.propose")
    search = locked_search(search)
    checks = [
        (search.ended_on is None, Reason.SEARCH_ENDED),
        (reason in SearchEnd.values, Reason.NO_REASON),
        (on <= at.date(), Reason.IN_THE_FUTURE),
        (not queries.at_employers(search), Reason.STILL_OPEN),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    return close_search(search, SearchEnd(reason), on=on, by=by, at=at)


def close_search(
    search: JobSearch, reason: SearchEnd, *, on: date, by: User, at: datetime
) -> JobSearch:
    search.ended_on, search.end_reason = on, reason
    search.save(update_fields=["ended_on", "end_reason"])
    tasks.end(TaskKind.REORIENT_SEARCH, search.pk, at=at)
    cases.ensure_next_step(search.case_id, by=by, at=at)
    return search


@transaction.atomic
def look_longer(search: JobSearch, *, until: date, by: User, at: datetime) -> JobSearch:
    """The person and the adviser agree to go on looking until another day."""
    require(by, "employment.propose")
    search = locked_search(search)
    checks = [
        (search.ended_on is None, Reason.SEARCH_ENDED),
        (until > at.date(), Reason.IN_THE_PAST),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    search.reorient_on = until
    search.save(update_fields=["reorient_on"])
    tasks.agree_day(TaskKind.REORIENT_SEARCH, search.pk, due_on=until)
    return search
