"""What the focal points have in hand: a concern, a risk, a child's pathway, a treatment."""

from datetime import date, timedelta

from homeward.cases.choices import Stage
from homeward.cases.models import Case
from homeward.demo.world import World
from homeward.persons import queries as persons
from homeward.persons.models import Person
from homeward.protection import actions, queries
from homeward.protection.actions.care import Treatment
from homeward.protection.actions.pathways import Held
from homeward.protection.actions.risks import Risk, View
from homeward.protection.choices import (
    BestInterestKind,
    Conclusion,
    FlagKind,
    NeedKind,
    Source,
    Strength,
    TermList,
)
from homeward.protection.models import FlagRule
from homeward.tasks.choices import DayKind

# The first ones are what a newcomer opens, the two after them are sealed and opened in emergency.
AFTER_THE_GUARDED = 2


def add(world: World) -> None:
    _rules(world)
    cases = Case.objects.filter(
        owner_org=world.cast.belgian_ngo, accountable_org=world.cast.ghanaian_ngo,
        closed_at__isnull=True, stage__in=[Stage.PLAN, Stage.SUPPORT],
    ).order_by("reference")  # fmt: skip
    # A household of one has no child to look after.
    start = len(world.cast.managers) + AFTER_THE_GUARDED
    found = [(case, persons.members(case.household_id)) for case in cases[start:][:12]]
    for case, people in found[:1]:
        _shunned(world, case, people[0])
        _treated(world, case, people[0])
    with_child = [one for one in found[1:] if any(_is_child(world, p) for p in one[1])]
    for case, people in with_child[:1]:
        child = next(person for person in people if _is_child(world, person))
        _child(world, case, child)


def _rules(world: World) -> None:
    """The corridor's own procedure says how soon a concern is looked into."""
    programme = world.ground.programme
    FlagRule.objects.bulk_create(
        FlagRule(
            kind=rule.kind, programme_id=programme.pk, valid_from=rule.valid_from,
            holder_role=rule.holder_role, days=3, day_kind=DayKind.WORKING, seals=rule.seals,
            holds_departure=rule.holds_departure, pathway=rule.pathway,
            source="Corridor procedure, made up",
        )
        for rule in FlagRule.objects.filter(programme_id=0)
    )  # fmt: skip


def _is_child(world: World, person: Person) -> bool:
    return persons.is_minor(person, on=world.today)


def _concern(
    world: World, case: Case, person: Person, kind: FlagKind, detail: str, days: int
) -> None:
    worker = case.worker or world.cast.managers[0]
    at = world.now - timedelta(days=days)
    actions.raise_flag(
        actions.About.of_case(case, person.pk, by=worker),
        actions.Observation(kind=kind, said_on=at.date(), detail=detail, source=Source.PERSON),
        by=worker,
        at=at,
    )


def _shunned(world: World, case: Case, person: Person) -> None:
    focal, at = world.cast.focal_point, world.now - timedelta(days=4)
    said = "The neighbours say that money came with the return, and that the family keeps it."
    _concern(world, case, person, FlagKind.EXCLUSION, said, 6)
    listed = {term.code: term for term in queries.terms(TermList.FACTOR, on=at.date())}
    views = {"stigma": Strength.STRONG, "debt": Strength.SOME, "family_welcomes": Strength.SOME}
    actions.see_factors(
        case, person, {listed[code]: View(strength=strength) for code, strength in views.items()},
        source=Source.PERSON, said_on=at.date(), by=focal, at=at,
    )  # fmt: skip
    actions.assess_risk(
        case,
        person,
        Risk(
            fear="That the lender comes to the stall in front of the customers",
            from_whom="A lender of the neighbourhood",
            wishes="To speak with the elders before the stall opens",
            conclusion=Conclusion.CAN_BE_LOWERED,
            assessed_on=at.date(),
            review_on=world.today + timedelta(days=24),
        ),
        by=focal,
        at=at,
    )
    actions.plan_measure(
        case, person.pk, "Meet the elders together with the family", holder=focal,
        due_on=world.today + timedelta(days=3), by=focal, at=at,
    )  # fmt: skip


def _treated(world: World, case: Case, person: Person) -> None:
    by, at = world.cast.health_focal_point, world.now - timedelta(days=2)
    need = actions.add_need(
        case, person, NeedKind.MEDICINE, "Tablets against high blood pressure, every morning",
        source=Source.PERSON, said_on=at.date(), by=by, at=at,
    )  # fmt: skip
    actions.draft_handover(
        case,
        person,
        Treatment(
            condition="High blood pressure",
            treatment="Tablets since 2023; measured last in the week before the departure",
            dose="Amlodipine 5 mg, one in the morning",
            doctor="Community health centre, Ghent",
            supply_until=_in(world, 17),
        ),
        receiver=None,
        need=need,
        by=by,
        at=at,
    )


def _child(world: World, case: Case, child: Person) -> None:
    focal, at = world.cast.focal_point, world.now - timedelta(days=5)
    said = "The child came with an aunt; the mother is in another town, the father unknown."
    _concern(world, case, child, FlagKind.SEPARATED_CHILD, said, 7)
    templates = queries.templates(programme_id=case.programme_id, on=world.today)
    template = next(one for one in templates if one.decides_best_interest)
    pathway = actions.begin_pathway(case, child, template, by=focal, at=at)
    actions.name_guardian(
        pathway, "Department of Social Welfare, district office", is_authority=True,
        named_on=at.date(), by=focal, at=at,
    )  # fmt: skip
    actions.ask_tracing(
        pathway, sought="The mother", asked_of="Tracing service of the national society",
        asked_on=at.date(), by=focal, at=at,
    )  # fmt: skip
    actions.record_best_interest(
        pathway,
        Held(
            kind=BestInterestKind.ASSESSMENT,
            held_on=at.date(),
            child_s_view="To go to school where the cousins go",
            finding="Sleeps and eats well with the aunt; asks for the mother every day.",
            review_on=_in(world, 9),
        ),
        by=focal,
        at=at,
    )


def _in(world: World, days: int) -> date:
    return world.today + timedelta(days=days)
