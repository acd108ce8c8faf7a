"""Reads of departures: what is missing, how they travel, whether they left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from homeward.access.models import Organisation
from homeward.access.queries import name_users
from homeward.cases.choices import ArrivalStatus, Stage
from homeward.cases.models import Arrival, Case
from homeward.departures import rules
from homeward.departures.choices import Answer, ForWhom, ItemState
from homeward.departures.models import ChecklistItem, DepartureAnswer, DepartureItem, TravelLeg
from homeward.departures.rules import AnsweringFacts, PreparingFacts
from homeward.persons import queries as persons
from homeward.persons.choices import HouseholdRole
from homeward.persons.models import Person
from homeward.programmes.models import Programme


@dataclass(frozen=True)
class Somebody:
    """A traveller, as the checklist asks of them."""

    person: Person
    is_child: bool


def checklist_on(programme_id: int, on: date) -> list[ChecklistItem]:
    """The programme's own items in force; where it states none, those that are shipped."""
    found = ChecklistItem.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=on), valid_from__lte=on
    ).filter(Q(programme=programme_id) | Q(programme__isnull=True))
    items = list(found)
    own = [item for item in items if item.programme_id is not None]
    return own or items


def travellers(case: Case, on: date) -> list[Somebody]:
    """Who is not known to be grown up, and stands in the household as a child, is one."""
    found = []
    for person in persons.members(case.household_id):
        age = person.age_on(on)
        by_role = age is None and person.household_role == HouseholdRole.CHILD
        found.append(Somebody(person, by_role or persons.is_minor(person, on=on)))
    return found


def asked_of(case: Case, *, on: date) -> list[tuple[ChecklistItem, Person]]:
    people = travellers(case, on)
    return [
        (item, each.person)
        for item in checklist_on(case.programme_id, on)
        for each in rules.concerned(ForWhom(item.for_whom), people)
    ]


def items_of(case: Case) -> list[DepartureItem]:
    """What stands on the list: what is missing first, the most urgent of it first."""
    found = list(
        DepartureItem.objects.filter(case=case).select_related(
            "template", "holder_org", "holder", "person"
        )
    )
    name_users(changed_by=found)
    return sorted(
        found,
        key=lambda item: (
            item.state in rules.DONE,
            not item.template.is_required,
            item.due_on or date.max,
            item.template.position,
        ),
    )


def missing(case: Case, *, on: date) -> list[tuple[ChecklistItem, Person]]:
    """What is required and not there. What the reader may not see counts as missing."""
    done = {
        (item.template_id, item.person_id)
        for item in DepartureItem.objects.filter(case=case, state__in=list(rules.DONE))
    }
    return [
        (item, person)
        for item, person in asked_of(case, on=on)
        if item.is_required and (item.pk, person.pk) not in done
    ]


def due_on(item: ChecklistItem, travels_on: date | None) -> date | None:
    return None if travels_on is None else travels_on - timedelta(days=item.days_before)


def legs_of(case: Case) -> list[TravelLeg]:
    return list(TravelLeg.objects.filter(case=case))


def local(leg: TravelLeg) -> tuple[str, str]:
    """Departure and arrival on the clocks of their places."""
    departs = leg.departs_at.astimezone(ZoneInfo(leg.departs_zone))
    arrives = leg.arrives_at.astimezone(ZoneInfo(leg.arrives_zone))
    return departs.strftime("%Y-%m-%d %H:%M"), arrives.strftime("%Y-%m-%d %H:%M")


def answers_of(case: Case) -> list[DepartureAnswer]:
    found = list(DepartureAnswer.objects.filter(case=case))
    name_users(by=found)
    return found


def settled(case_id: UUID) -> Answer | None:
    last = DepartureAnswer.objects.filter(
        case=case_id, answer__in=[Answer.DEPARTED, Answer.NOT_DEPARTED]
    ).first()
    return Answer(last.answer) if last else None


def arrival_of(case: Case) -> Arrival | None:
    return Arrival.objects.filter(case=case).select_related("reception_org", "case_org").first()


def preparing_facts(case: Case) -> PreparingFacts:
    return PreparingFacts(
        is_open=case.is_open,
        stage=Stage(case.stage),
        has_host_leg=case.host_country_id is not None,
    )


def answering_facts(
    case: Case,
    *,
    departed_on: date | None = None,
    postponed_to: date | None = None,
    why_given: bool = False,
) -> AnsweringFacts:
    arrival = arrival_of(case)
    return AnsweringFacts(
        is_open=case.is_open,
        stage=Stage(case.stage),
        has_host_leg=case.host_country_id is not None,
        has_arrived=arrival is not None and arrival.status == ArrivalStatus.ARRIVED,
        settled=settled(case.pk),
        departed_on=departed_on,
        postponed_to=postponed_to,
        why_given=why_given,
    )


def is_settled_departed(case: Case) -> bool:
    return settled(case.pk) == Answer.DEPARTED


def nothing_missing(case: Case) -> bool:
    return not missing(case, on=timezone.localdate())


def checklist_of(programme: Programme) -> Sequence[ChecklistItem]:
    """Its own items of every time; none where those that are shipped hold."""
    return list(ChecklistItem.objects.filter(programme=programme).order_by("position", "pk"))


def shipped() -> Sequence[ChecklistItem]:
    return list(ChecklistItem.objects.filter(programme__isnull=True, valid_until__isnull=True))


def is_done(item: DepartureItem) -> bool:
    return ItemState(item.state) in rules.DONE


def name_of_code(code: str) -> str:
    """What a wait's note names, in the reader's language."""
    item = ChecklistItem.objects.filter(code=code).order_by("-valid_from").first()
    return str(item) if item else code


def holders(case: Case) -> list[Organisation]:
    """Who can bring something: whoever answers for the case, its owner, and who receives it."""
    named = (case.owner_org_id, case.accountable_org_id, case.reception_org_id, case.case_org_id)
    return list(Organisation.objects.filter(pk__in=[pk for pk in named if pk]).order_by("name"))
