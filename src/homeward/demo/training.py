"""Staff trained, an institution assessed, pathways and employers of the corridor; all invented."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from homeward.access import gate
from homeward.access.models import User
from homeward.actors.models import Actor
from homeward.capacity import actions, jobs, queries
from homeward.capacity.actions import GoalGiven, Said
from homeward.capacity.choices import Came
from homeward.capacity.models import CourseSession
from homeward.circles.models import Circle
from homeward.countries import actions as countries
from homeward.demo.world import World
from homeward.offers.models import Offer
from homeward.pathways import actions as pathways
from homeward.pathways import jobs as markets
from homeward.pathways.actions import EventGiven, PathwayGiven
from homeward.pathways.choices import RequirementKind
from homeward.pathways.rules import Asked
from homeward.places.models import Country

SOURCE = "Invented for the demonstration"
LEVELS = {
    "mandate": (2, 3, "Standing order of the airport"), "staff": (1, 3, "Two posts of four filled"),
    "casework": (2, 3, "Register of arrivals"), "referral": (2, 4, "Letters of last year"),
    "protection": (1, 3, "Talk with the two officers"), "data": (2, 3, "Locked cupboard, seen"),
    "money": (None, 2, ""), "learning": (1, 3, "Monthly count"),
}  # fmt: skip


def show(world: World) -> None:
    _institution(world)
    _training(world)
    _markets(world)
    _catalogue(world)
    _employers(world)


def figures(world: World) -> None:
    """As the first nights would."""
    jobs.compute(at=world.now)
    jobs.ask_owners(at=world.now)
    markets.watch(at=world.now)


def _institution(world: World) -> None:
    officer, lead = world.cast.officer, world.cast.programme_manager
    with gate.acting_user(officer.pk):
        held = actions.begin(by=officer, at=world.now - timedelta(days=60))
        said = {code: Said(*line) for code, line in LEVELS.items()}
        actions.answer(held, said, by=officer, at=world.now - timedelta(days=60))
        actions.finish(held, share=True, by=officer, at=world.now - timedelta(days=58))
    at = world.now - timedelta(days=40)
    with gate.acting_user(lead.pk):
        plan = actions.draft(
            world.cast.desk, title="Training at the airport desk", from_on=at.date(),
            until_on=world.today + timedelta(days=200), assessment=held, by=lead, at=at,
        )  # fmt: skip
        modules = {one.code: one for one in queries.modules(world.today)}
        for code, text, who, days in (
            ("special-needs", "Officers ask for special needs", "All four officers", 60),
            ("asylum", "Officers know when a return stops", "Two shift leaders", 120),
        ):
            goal = GoalGiven(
                text=text, who=who, module=modules[code], by_partner=code == "asylum",
                by_when=world.today + timedelta(days=days),
                payer=world.cast.fund if code == "asylum" else None,
            )  # fmt: skip
            actions.add_goal(plan, goal, by=lead, at=at)
        actions.propose(plan, by=lead, at=at)
    with gate.acting_user(officer.pk):
        actions.approve(plan, by=officer, at=at + timedelta(days=5))


def _training(world: World) -> None:
    """One session long past, whose certificates lapse soon; one of last month; one to come."""
    lead = world.cast.programme_manager
    with gate.acting_user(lead.pk):
        taught = [one for one in queries.modules(world.today)
                  if one.code in {"special-needs", "data-protection"}]  # fmt: skip
        course = actions.keep_course(
            None, title="Receiving people with special needs", language="en",
            about="Two days with cases to act out.", modules=taught, by=lead,
            at=world.now - timedelta(days=720),
        )  # fmt: skip
        sessions = [
            actions.plan_session(
                course, starts_on=world.today + timedelta(days=days),
                ends_on=world.today + timedelta(days=days + 1), place="Accra, training room",
                trainer="Ways Home, protection team", seats=16, by=lead,
                at=world.now - timedelta(days=730),
            )
            for days in (-690, -30, 25)
        ]  # fmt: skip
    old, recent, coming = sessions
    for session, names in ((old, ("Akua Danso", "")), (recent, ("Peter Addo",)), (coming, ("",))):
        for name in names:
            _enrol(world.cast.officer, session, name, world)
    for session in (old, recent):
        with gate.acting_user(lead.pk):
            said = {one.pk: Came.PASSED for one in queries.attendances(session)}
            actions.record(session, said, by=lead, at=world.now - timedelta(days=20))


def _enrol(by: User, session: CourseSession, name: str, world: World) -> None:
    at = world.now - timedelta(days=22)
    with gate.acting_user(by.pk):
        if name:
            actions.enrol(session, name=name, post="Reception officer", by=by, at=at)
        else:
            actions.enrol(session, user=by, by=by, at=at)


def _markets(world: World) -> None:
    lead, adviser = world.cast.programme_manager, world.cast.adviser
    ghana, belgium = Country.objects.get(pk="GH"), Country.objects.get(pk="BE")
    with gate.acting_user(lead.pk):
        pathways.state_rule(
            ghana, seekers_per_vacancy=Decimal(8), oldest_days=365, source=SOURCE,
            valid_from=world.today - timedelta(days=100), by=lead, at=world.now,
        )  # fmt: skip
        pathways.state_interest(
            country=belgium, side="host", sector="Care", occupation="", source=SOURCE,
            source_url="", stated_on=world.today - timedelta(days=90), valid_until=None, by=lead,
            at=world.now,
        )  # fmt: skip
    with gate.acting_user(adviser.pk):
        for occupation, vacancies, seekers in (("tailor", 12, 160), ("electrician", 90, 140)):
            countries.state_fact(
                ghana, occupation=occupation, vacancies=vacancies, seekers=seekers, source=SOURCE,
                observed_on=world.today - timedelta(days=15), by=adviser, at=world.now,
            )  # fmt: skip
        pathways.state_interest(
            country=ghana, side="origin", sector="Care", occupation="", source=SOURCE,
            source_url="", stated_on=world.today - timedelta(days=30), valid_until=None,
            by=adviser, at=world.now,
        )  # fmt: skip


# The last is what the course of the demo meets.
REQUIREMENTS = [
    Asked(kind=RequirementKind.AGE, least=18, most=45),
    Asked(kind=RequirementKind.LANGUAGE, language="fr", level="A2"),
    Asked(kind=RequirementKind.OCCUPATION, text="Care assistant"),
    Asked(kind=RequirementKind.EXPERIENCE, least=1, text="in care", is_must=False),
    Asked(kind=RequirementKind.DOCUMENT, text="Passport that is valid for two years"),
    Asked(kind=RequirementKind.MONEY, amount=Decimal(180), currency="EUR", text="Fee of the visa"),
    Asked(kind=RequirementKind.EARLIER, text="No entry ban in force"),
    Asked(kind=RequirementKind.TRAINING, text="Care course, 6 months"),
]


def _catalogue(world: World) -> None:
    lead = world.cast.programme_manager
    ghana, belgium = Country.objects.get(pk="GH"), Country.objects.get(pk="BE")
    given = PathwayGiven(
        title="Care assistants, two years", kind="work", origin=ghana, host=belgium, sector="Care",
        occupation="", about="An employer asks for a single permit; the visa follows.", quota=60,
        opens_on=world.today - timedelta(days=20), closes_on=world.today + timedelta(days=160),
        cost=Decimal(180), currency="EUR", cost_note="Visa; the employer pays the journey.",
        ask="Employment adviser, Adwumapa", agreement=None, source=SOURCE, source_url="",
        verify_by=world.today + timedelta(days=80),
    )  # fmt: skip
    with gate.acting_user(lead.pk):
        way = pathways.keep_pathway(None, given, by=lead, at=world.now - timedelta(days=10))
        asked = [
            pathways.ask_for(
                way, replace(one, source=SOURCE, valid_from=world.today - timedelta(days=200)),
                by=lead, at=world.now,
            )
            for one in REQUIREMENTS
        ]  # fmt: skip
        offer = Offer.objects.filter(kind="training", status="open").order_by("title").first()
        if offer:
            pathways.tie(
                way, offer=offer, service=None, note="", requirement=asked[-1], by=lead,
                at=world.now,
            )  # fmt: skip


def _employers(world: World) -> None:
    adviser, counsellor = world.cast.adviser, world.cast.programme_manager
    employer = Actor.objects.filter(country="GH", kind="private").order_by("name").first()
    employer = employer or Actor.objects.order_by("name")[0]
    with gate.acting_user(adviser.pk):
        pathways.log(
            employer, area=None, way="visit", on=world.today - timedelta(days=6),
            result="trainees", note="Would take two trainees in the workshop.",
            next_step="Send the course dates", next_on=world.today + timedelta(days=4),
            by=adviser, at=world.now,
        )  # fmt: skip
        pathways.open_lead(
            employer, country=Country.objects.get(pk="GH"), area=None, sector="Food processing",
            about="A second drying hall, if roads are passable in the rains.", jobs=25,
            source="Talk at the fair", next_step="Visit the district together",
            next_on=world.today + timedelta(days=21), by=adviser, at=world.now,
        )  # fmt: skip
    with gate.acting_user(counsellor.pk):
        past = world.today - timedelta(days=35)
        event = pathways.plan_event(
            EventGiven(
                kind="diaspora", title="Evening with growers in Ghent", about="",
                country=Country.objects.get(pk="BE"), place="Ghent, community hall",
                starts_on=past, ends_on=past, is_public=True,
            ),
            by=counsellor, at=world.now - timedelta(days=60),
        )  # fmt: skip
        lists = Circle.objects.filter(organisation=counsellor.organisation_id)[:1]
        pathways.invite_lists(
            event, list(lists), text="Evening with growers: come to the hall.", by=counsellor,
            at=world.now - timedelta(days=50),
        )  # fmt: skip
        pathways.report(
            event, visitors=64, employers=5, vacancies=None, contacts=11,
            outcome="Two growers look for partners at home.", by=counsellor, at=world.now,
        )  # fmt: skip
        pathways.plan_event(
            EventGiven(
                kind="job_fair", title="Job fair of the coast", about="Bring your certificates.",
                country=Country.objects.get(pk="GH"), place="Takoradi, market hall",
                starts_on=world.today + timedelta(days=30),
                ends_on=world.today + timedelta(days=30), is_public=True,
            ),
            by=counsellor, at=world.now,
        )  # fmt: skip
