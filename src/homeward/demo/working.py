"""Employers, vacancies, and the way of some households to work. All of it is invented."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils import timezone

from homeward.access import gate
from homeward.access.choices import OrganisationKind, Purpose
from homeward.access.models import Organisation, User
from homeward.agreements.choices import Kind, Status
from homeward.agreements.models import Agreement, Clause, Party
from homeward.cases.models import Case
from homeward.demo.ground import CASE, CONTACT, IDENTITY, PROFILE
from homeward.demo.world import World
from homeward.employment import actions, rules
from homeward.employment.choices import (
    EmployerSays,
    Refusal,
    Retention,
    RuleKind,
    SearchEnd,
    Side,
    Wish,
)
from homeward.employment.choices import Status as Step
from homeward.employment.models import (
    Candidacy,
    Employer,
    Interview,
    JobSearch,
    MatchingRule,
    Placement,
    RetentionCheck,
    Subsidy,
    WageFloor,
)
from homeward.occupations.models import Occupation
from homeward.offers.models import Offer
from homeward.persons import actions as persons
from homeward.persons.choices import ConsentWay
from homeward.persons.models import Person
from homeward.places.models import Area, Country
from homeward.referrals import queries as referrals
from homeward.seals.models import Seal
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

SEED = 17
MOST = 60
LIVE = 5
SOURCE = "Invented for the demo"
EMPLOYERS: list[tuple[str, dict[str, Any]]] = [
    ("Harbour Logistics Ghana", {"sector": "H", "size_band": "large", "headquarters": "BE",
                                 "areas": ["Greater Accra"], "contact": "Personnel office"}),
    ("Golden Press oil mill", {"sector": "C", "size_band": "medium", "areas": ["Ashanti"]}),
    ("Kente House garments", {"sector": "C", "size_band": "small", "areas": ["Ashanti"]}),
    ("Chamber of Commerce of the Coast", {"sector": "S", "intermediary": "chamber",
                                          "areas": ["Greater Accra"]}),
]  # fmt: skip
VACANCIES: list[tuple[int, dict[str, Any]]] = [
    (0, {"kind": "vacancy", "title": "Forklift driver", "wage": 1400, "places_total": 3,
         "transport": "public", "intensity": "medium", "weekly_hours": 44, "apply": 12}),
    (0, {"kind": "on_the_job", "title": "Learn to run a warehouse", "wage": 800,
         "places_total": 4, "child_care": True, "weekly_hours": 40, "apply": 21}),
    (1, {"kind": "vacancy", "title": "Press operator", "wage": 1150, "places_total": 2,
         "intensity": "heavy", "transport": "provided", "weekly_hours": 45}),
    (2, {"kind": "internship", "title": "Internship as a seamstress", "wage": 450,
         "places_total": 6, "child_care": True, "weekly_hours": 36, "apply": 30,
         "occupation": "dressmaker"}),
    (2, {"kind": "vacancy", "title": "Tailor", "wage": 1250, "places_total": 2,
         "weekly_hours": 40, "occupation": "tailor"}),
]  # fmt: skip
# How likely one who came so far comes a step further.
CHANCES = (0.86, 0.82, 0.8, 0.7, 0.62, 0.88)
LATER = [
    (Retention.HERE, 60), (Retention.ELSEWHERE, 12), (Retention.SELF_EMPLOYED, 6),
    (Retention.NOT_IN_WORK, 14), (Retention.UNKNOWN, 8),
]  # fmt: skip


@dataclass
class Written:
    """Rows of the searches that are over or under way, kept back until all are made."""

    searches: list[JobSearch] = field(default_factory=list)
    candidacies: list[Candidacy] = field(default_factory=list)
    interviews: list[Interview] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    checks: list[RetentionCheck] = field(default_factory=list)

    def save(self) -> None:
        JobSearch.objects.bulk_create(self.searches)
        Candidacy.objects.bulk_create(self.candidacies)
        Interview.objects.bulk_create(self.interviews)
        Placement.objects.bulk_create(self.placements)
        RetentionCheck.objects.bulk_create(self.checks)


def add(world: World) -> None:
    adviser = world.cast.adviser
    rng = Random(SEED)  # noqa: S311 - a demo is made again by its seed
    _known(world)
    employers = _employers(world, adviser)
    offers = _vacancies(world, adviser, employers)
    _agree(world, [employer.organisation for employer in employers])
    cases = _cases(world)
    _live(world, adviser, cases[:LIVE], offers)
    with connection.cursor() as cursor:
        cursor.execute("select last_value from employment_number")
        number = cursor.fetchone()[0]
    done = Written()
    for case in cases[LIVE:MOST]:
        number = _past(world, rng, case, offers, done, number)
    done.save()
    _waits(world, adviser, done)
    with connection.cursor() as cursor:
        cursor.execute("select setval('employment_number', %s)", [number])


def _known(world: World) -> None:
    since = world.today - timedelta(days=500)
    MatchingRule.objects.create(
        kind=RuleKind.SEARCH_MONTHS, value=6, programme=world.ground.programme, valid_from=since,
        source="Follow-up plan of the programme",
    )  # fmt: skip
    WageFloor.objects.create(
        country_id="GH", amount=Decimal(540), currency="GHS", period="month", valid_from=since,
        source=f"{SOURCE}: order on the least wage",
    )  # fmt: skip


def _employers(world: World, by: User) -> list[Employer]:
    found = []
    with gate.acting_user(by.pk):
        for name, told in EMPLOYERS:
            organisation = Organisation.objects.create(
                name=name, kind=OrganisationKind.PROVIDER, country_id="GH", is_generated=True
            )
            areas = Area.objects.filter(country="GH", name__in=told["areas"])
            given = {**told, "areas": list(areas)}
            given["headquarters"] = Country.objects.filter(pk=told.get("headquarters")).first()
            described = actions.Described(
                source="Visit of the adviser", confirmed_on=world.today - timedelta(days=20),
                **given,
            )  # fmt: skip
            found.append(
                actions.add_employer(described, organisation=organisation, by=by, at=world.now)
            )
        chamber = found[-1]
        for employer in found[:2]:
            actions.speaks_for(chamber, employer, source="List of members", by=by, at=world.now)
        actions.note_contact(
            found[0], on=world.today - timedelta(days=9), way="visit",
            said="Looks for drivers before the season; takes people who learn at work.",
            next_on=world.today + timedelta(days=12), by=by, at=world.now,
        )  # fmt: skip
    return found


def _vacancies(world: World, by: User, employers: list[Employer]) -> list[Offer]:
    found = []
    with gate.acting_user(by.pk):
        for number, told in VACANCIES:
            given = dict(told)
            days = given.pop("apply", None)
            employer = employers[number]
            if title := given.get("occupation"):
                given["occupation"] = Occupation.objects.get(title=title)
            for name in ("wage", "weekly_hours"):
                given[name] = Decimal(given[name])
            vacant = actions.Vacant(
                **given, currency="GHS", wage_period="month", area=employer.areas.first(),
                apply_by=world.today + timedelta(days=days) if days else None,
            )  # fmt: skip
            found.append(actions.open_vacancy(employer.organisation, vacant, by=by, at=world.now))
        for offer in (found[1], found[3]):
            subsidy = actions.Subsidised(
                kind="share", share=Decimal(50), currency="GHS", months=6, ceiling=Decimal(2400),
                source="Call for places to learn at work", conditions="Attendance is proven.",
            )  # fmt: skip
            actions.subsidise(offer, subsidy, by=by, at=world.now)
    return found


def _agree(world: World, employers: list[Organisation]) -> None:
    """What employers may see of a candidate, signed with each of them."""
    since = world.today - timedelta(days=500)
    ngo = world.cast.ghanaian_ngo
    agreement = Agreement.objects.create(
        number="WH-2026-07", title="Candidates for work", kind=Kind.DATA_SHARING, lead_org=ngo,
        programmes=[world.ground.programme.pk], status=Status.IN_FORCE, starts_on=since,
        created_by=world.cast.programme_manager,
    )  # fmt: skip
    Party.objects.bulk_create(
        Party(agreement=agreement, organisation=org, part="Employer", signed_on=since,
              signatory=f"Director of {org}", is_controller=org == ngo)
        for org in [ngo, *employers]
    )  # fmt: skip
    Clause.objects.bulk_create(
        Clause(
            agreement=agreement, number=f"2.{number}", from_org=ngo, to_org=org,
            data_classes=[IDENTITY, CONTACT, PROFILE, CASE], purposes=[Purpose.REFERRAL],
            programmes=[world.ground.programme.pk],
            text="What a candidate chose to tell an employer.",
        )
        for number, org in enumerate(employers, start=1)
    )  # fmt: skip


def _cases(world: World) -> list[Case]:
    """After their arrival, of files that nobody sealed; those that are open first."""
    return list(
        Case.objects.filter(accountable_org=world.cast.ghanaian_ngo, arrived_on__isnull=False)
        .exclude(pk__in=Seal.objects.values("case"))
        .select_related("person")
        .order_by(F("closed_at").desc(nulls_first=True), "reference")[:MOST]
    )


def _live(world: World, by: User, cases: list[Case], offers: list[Offer]) -> None:
    """One candidacy at each step, by the real actions."""
    for step, case in enumerate(cases):
        if case.closed_at or not case.person.full_name:
            continue
        _consent(world, case, offers[step].organisation)
        with gate.acting_user(by.pk):
            _one(world, by, case, offers[step], step)


def _consent(world: World, case: Case, employer: Organisation) -> None:
    worker = case.worker or world.cast.managers[0]
    line = persons.ConsentLine(
        recipient=employer, purpose=Purpose.REFERRAL,
        classes=frozenset({IDENTITY, CONTACT, PROFILE, CASE}),
    )  # fmt: skip
    with gate.acting_user(worker.pk):
        persons.give_consent(
            case.person, [line], way=ConsentWay.SIGNATURE, language="en",
            given_on=world.today - timedelta(days=10), until=None, by=worker, at=world.now,
        )  # fmt: skip


def _one(world: World, by: User, case: Case, offer: Offer, step: int) -> None:
    person = Person.objects.get(pk=case.person_id)
    actions.begin_search(
        case, person, began_on=world.today - timedelta(days=30 + step), kinds=[offer.kind],
        by=by, at=world.now,
    )  # fmt: skip
    found = actions.propose(case, person, offer, by=by, at=world.now)
    if step == 0:
        return
    actions.record_wish(found, Wish.YES, may_be_named=step > 2, by=by, at=world.now)  # noqa: PLR2004
    if step == 1:
        return
    facts = referrals.facts_to_choose(case, person, on=world.today)
    actions.shortlist(found, facts, by=by, at=world.now)
    if step == 2:  # noqa: PLR2004
        return
    meeting = actions.Meeting(
        on=world.today + timedelta(days=2), starts_at=time(9, 30), place="Main gate, personnel"
    )
    actions.want(found, meeting, by=by, at=world.now)
    if step > 3:  # noqa: PLR2004
        actions.agree_interview(found, meeting, may_be_named=True, by=by, at=world.now)


def _past(
    world: World, rng: Random, case: Case, offers: list[Offer], done: Written, number: int
) -> int:
    """One search with its candidacy, as far as chance and time let it come."""
    began = (case.arrived_on or world.today) + timedelta(days=rng.randint(6, 24))
    if began >= world.today:
        return number
    common: dict[str, Any] = {
        "owner_org_id": world.cast.ghanaian_ngo.pk,
        "programme_id": case.programme_id,
        "person_id": case.person_id,
    }
    offer = rng.choice(offers)
    search = JobSearch(
        case=case, began_on=began, kinds=[offer.kind], area=offer.area, begun_by=world.cast.adviser,
        begun_at=_at(began), reorient_on=rules.months_after(began, 6), **common,
    )  # fmt: skip
    done.searches.append(search)
    days = _days(rng, began, world.today)
    placed = None
    if days:
        number += 1
        placed = _candidacy(world, rng, search, offer, days, done, number, common)
    if placed:
        search.ended_on, search.end_reason = placed, SearchEnd.PLACED
    elif case.closed_at or (search.reorient_on or began) < world.today:
        search.ended_on = min(search.reorient_on or began, world.today)
        search.end_reason = rng.choice([SearchEnd.TRAINING, SearchEnd.BUSINESS, SearchEnd.STOPPED])
    return number


def _days(rng: Random, began: date, today: date) -> list[date]:
    """The day of each step that was reached: proposed, agreed, shown, met, offered, placed."""
    days, on = [], began
    for chance in CHANCES:
        on += timedelta(days=rng.randint(3, 16))
        if on >= today or rng.random() > chance:
            break
        days.append(on)
    return days


def _candidacy(
    world: World,
    rng: Random,
    search: JobSearch,
    offer: Offer,
    days: list[date],
    done: Written,
    number: int,
    common: dict[str, Any],
) -> date | None:
    """A candidacy that came so far and ended; the day of the placement, where it came to one."""
    adviser = world.cast.adviser
    reached: list[date | None] = [*days, *[None] * (len(CHANCES) - len(days))]
    proposed, agreed, shown, met, offered, placed = reached
    candidacy = Candidacy(
        number=f"K-{number}", case=search.case, search=search, offer=offer,
        employer_org=offer.organisation, proposed_by=adviser, proposed_at=_at(proposed),
        person_wish=Wish.YES if agreed else Wish.NO, person_wish_on=agreed or proposed,
        person_wish_by=adviser, agreed_on=agreed, shortlisted_on=shown, interviewed_on=met,
        employer_wish=Wish.YES if offered else Wish.NO if shown else Wish.UNDECIDED,
        employer_wish_on=met or shown, offered_on=offered, placed_on=placed,
        status=Step.PLACED if placed else Step.REFUSED, ended_on=placed or days[-1], **common,
    )  # fmt: skip
    if not placed:
        by_employer = bool(shown) and not offered
        candidacy.refused_by = Side.EMPLOYER if by_employer else Side.CANDIDATE
        candidacy.refusal = rng.choice(
            [Refusal.SKILLS, Refusal.FILLED] if by_employer else [Refusal.WAGE, Refusal.DISTANCE]
        )
    done.candidacies.append(candidacy)
    if met:
        done.interviews.append(
            Interview(
                candidacy=candidacy, employer_org=offer.organisation, on=met, named_at=_at(met),
                agreed_at=_at(met), outcome="hire" if offered else "not_hire",
                outcome_at=_at(met), **common,
            )
        )  # fmt: skip
    if placed:
        _placement(world, rng, candidacy, placed, done, common)
    return placed


def _placement(
    world: World,
    rng: Random,
    candidacy: Candidacy,
    on: date,
    done: Written,
    common: dict[str, Any],
) -> None:
    offer, adviser = candidacy.offer, world.cast.adviser
    learns = Subsidy.objects.filter(offer=offer).exists()
    placement = Placement(
        case=candidacy.case, candidacy=candidacy, employer_org=offer.organisation, starts_on=on,
        contract="internship" if learns else "fixed_term", weekly_hours=offer.weekly_hours,
        wage=offer.wage, currency="GHS", wage_period="month",
        wage_floor=WageFloor.objects.first(), written_contract="yes",
        social_protection=rng.choice(["yes", "no", "unknown"]), safe="yes",
        recorded_by=adviser, recorded_at=_at(on), **common,
    )  # fmt: skip
    done.placements.append(placement)
    for rule in MatchingRule.objects.filter(kind=RuleKind.RETENTION_MONTHS).order_by("value"):
        due_on = rules.months_after(on, rule.value)
        check = RetentionCheck(
            placement=placement, employer_org=offer.organisation, months=rule.value,
            due_on=due_on, rule=rule, **common,
        )  # fmt: skip
        asked = due_on + timedelta(days=rng.randint(0, 9))
        if asked <= world.today:
            check.outcome = rng.choices(
                [outcome for outcome, _weight in LATER], [weight for _outcome, weight in LATER]
            )[0]
            check.asked_on, check.by = asked, adviser
            if check.outcome == Retention.HERE:
                check.employer_says, check.employer_says_on = EmployerSays.WORKS_HERE, asked
        elif candidacy.case.closed_at:
            continue
        done.checks.append(check)


def _at(on: date | None) -> datetime:
    return timezone.make_aware(datetime.combine(on or timezone.localdate(), time(10)))


def _waits(world: World, adviser: User, done: Written) -> None:
    common: dict[str, Any] = {
        "holder_org": adviser.organisation_of_rows, "holder": adviser,
        "waiter_org": adviser.organisation_of_rows, "waiter": adviser, "at": world.now,
    }  # fmt: skip
    for search in done.searches:
        if search.ended_on is None:
            tasks.begin(
                TaskKind.REORIENT_SEARCH, search.pk, programme_id=search.programme_id,
                case_id=search.case_id, person_id=search.person_id,
                reference=search.case.reference, due_on=search.reorient_on, **common,
            )  # fmt: skip
    for check in done.checks:
        if not check.outcome:
            candidacy = check.placement.candidacy
            tasks.begin(
                TaskKind.CHECK_RETENTION, check.pk, programme_id=check.programme_id,
                case_id=candidacy.case_id, person_id=check.person_id, reference=candidacy.number,
                note=str(check.months), due_on=check.due_on, **common,
            )  # fmt: skip
