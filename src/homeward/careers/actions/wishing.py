"""Wishes, stated by a worker or by the person; and the day on which a search is looked at again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import connection, transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.careers import rules
from homeward.careers.actions.base import facts_of, locked
from homeward.careers.choices import SearchOutcome
from homeward.careers.models import SearchReview, Wish
from homeward.cases.actions import ensure_next_step
from homeward.cases.choices import SaidBy
from homeward.cases.models import Case
from homeward.core.refusals import refuse_if
from homeward.persons.models import Person
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class Wished:
    kinds: Sequence[str] = ()
    occupation_ids: Sequence[int] = ()
    area_ids: Sequence[int] = ()
    max_km: int | None = None
    weekly_hours: Decimal | None = None
    needs_child_care: bool | None = None
    needs_transport: bool | None = None
    intensity_at_most: str = ""
    wage_at_least: Decimal | None = None
    currency: str = ""
    wage_period: str = "month"
    from_on: date | None = None
    words: str = ""
    review_on: date | None = None
    said_by: SaidBy = field(default=SaidBy.PERSON)

    def says_something(self) -> bool:
        asked = (
            self.kinds, self.occupation_ids, self.area_ids, self.intensity_at_most,
            self.words.strip(),
        )  # fmt: skip
        told = (
            self.max_km, self.weekly_hours, self.needs_child_care, self.needs_transport,
            self.wage_at_least, self.from_on,
        )  # fmt: skip
        return any(asked) or any(value is not None for value in told)


@transaction.atomic
def wish(case: Case, person: Person, wished: Wished, *, by: User, at: datetime) -> Wish:
    """A new version of what the person wishes; those before stay to be read."""
    require(by, "careers.keep")
    case = locked(case)
    _refuse_wish(facts_of(case, person), wished, on=at.date())
    if wished.review_on:
        _look_again(case, person, wished.review_on, at=at)
    return _state(person, wished, owner_org_id=by.organisation_of_rows.pk, by=by, at=at)


@transaction.atomic
def review_search(
    case: Case,
    person: Person,
    outcome: SearchOutcome,
    *,
    words: str,
    next_on: date | None,
    by: User,
    at: datetime,
) -> SearchReview:
    """A search is never left without an end: it is found, stopped, or looked at on another day."""
    require(by, "careers.keep")
    case = locked(case)
    refuse_if(
        rules.reasons_not_to_review(
            facts_of(case, person),
            ends=outcome in rules.ENDS_SEARCH,
            has_words=bool(words.strip()),
            next_on=next_on,
            today=at.date(),
        )
    )
    tasks.end(TaskKind.REVIEW_SEARCH, person.pk, at=at)
    row = SearchReview(
        case=case, person=person, programme_id=person.programme_id,
        owner_org=by.organisation_of_rows, outcome=outcome, words=words,
        next_on=None if outcome in rules.ENDS_SEARCH else next_on, at=at, by=by,
    )  # fmt: skip
    row.save(force_insert=True)
    if row.next_on:
        _look_again(case, person, row.next_on, at=at)
    ensure_next_step(case.pk, by=by, at=at)
    return row


def _look_again(case: Case, person: Person, on: date, *, at: datetime) -> None:
    """The wait of whoever answers for the case; a later wish agrees on another day."""
    tasks.begin(
        TaskKind.REVIEW_SEARCH,
        person.pk,
        holder_org=case.accountable_org_id,
        holder=case.worker,
        waiter_org=case.accountable_org_id,
        waiter=case.worker,
        case_id=case.pk,
        person_id=person.pk,
        reference=case.reference,
        programme_id=case.programme_id,
        due_on=on,
        at=at,
    )
    tasks.agree_day(TaskKind.REVIEW_SEARCH, person.pk, due_on=on)


@transaction.atomic
def wish_own(person: Person, wished: Wished, *, by: User, at: datetime) -> Wish:
    """The person's own word, on their own pages."""
    require(by, "careers.wish_own")
    keeper = _keeper()
    facts = rules.CaseFacts(is_open=keeper is not None, of_household=True)
    _refuse_wish(facts, wished, on=at.date())
    return _state(person, wished, owner_org_id=keeper or 0, own=True, by=by, at=at)


def _refuse_wish(facts: rules.CaseFacts, wished: Wished, *, on: date) -> None:
    refuse_if(
        rules.reasons_not_to_wish(
            facts,
            says_something=wished.says_something(),
            has_currency=wished.wage_at_least is None or bool(wished.currency),
            review_on=wished.review_on,
            today=on,
        )
    )


def _state(
    person: Person,
    wished: Wished,
    *,
    owner_org_id: int,
    own: bool = False,
    by: User,
    at: datetime,
) -> Wish:
    said = {name: list(v) if isinstance(v, tuple) else v for name, v in vars(wished).items()}
    row = Wish(
        **said, person=person, programme_id=person.programme_id, owner_org_id=owner_org_id,
        is_from_portal=own, added_at=at, added_by=by,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def _keeper() -> int | None:
    with connection.cursor() as cursor:
        cursor.execute("select careers_keeper()")
        (org,) = cursor.fetchone()
    return None if org is None else int(org)
