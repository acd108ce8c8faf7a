from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from homeward.access.choices import Purpose, Role
from homeward.cases import actions, queries, signals
from homeward.cases.choices import ArrivalNeed, ClosureReason, FactKind, Reason, SaidBy, Stage
from homeward.cases.models import Arrival, Case, Fact, StageChange
from homeward.core.refusals import Refused
from homeward.persons.actions import Member
from homeward.persons.choices import HouseholdRole
from homeward.persons.models import Household, Person
from homeward.programmes.models import Corridor
from homeward.tasks import queries as tasks
from homeward.tasks.choices import TaskKind


def open_kinds(case: Case) -> list[str]:
    return [task.kind for task in tasks.open_of_case(case.pk)]


def announce(cast: Any, case: Case, **changed: Any) -> Arrival:
    values = {
        "reception_org": cast.desk,
        "case_org": cast.partner_org,
        "expected_at": cast.now + timedelta(days=1),
        "needs": [ArrivalNeed.CHILD, ArrivalNeed.BED],
        "by": cast.owner,
        "at": cast.now,
    }
    return actions.announce_arrival(case, **(values | changed))


def ready(cast: Any) -> tuple[Case, list[Person]]:
    """A family whose arrival can be announced."""
    cast.agree(cast.host, cast.partner_org)
    cast.agree(cast.host, cast.desk, Purpose.ARRIVAL)
    case, people = cast.family()
    for person in people:
        cast.consent(person, cast.partner_org)
        cast.consent(person, cast.desk, Purpose.ARRIVAL)
    return case, people


def announced(cast: Any) -> tuple[Case, Arrival]:
    case, _people = ready(cast)
    with cast.as_app(cast.owner):
        return case, announce(cast, case)


def test_a_household_and_its_case_are_opened_together(cast: Any) -> None:
    with cast.as_app(cast.owner):
        case = actions.open_household(
            [Member(role=HouseholdRole.HEAD)],
            corridor=Corridor.objects.get(),
            by=cast.owner,
            at=cast.now,
        )
        assert (case.stage, case.worker, case.accountable_org) == (
            Stage.COUNSELLING,
            cast.owner,
            cast.host,
        )
        assert open_kinds(case) == [TaskKind.RECORD_CONSENT]


def test_a_refused_household_leaves_nothing(cast: Any) -> None:
    with cast.as_app(cast.owner):
        with pytest.raises(Refused):
            actions.open_household(
                [Member(role=HouseholdRole.CHILD)],
                corridor=Corridor.objects.get(),
                by=cast.owner,
                at=cast.now,
            )
        assert not Household.objects.exists()
        assert not Case.objects.exists()


def test_the_intake_comes_after_the_consent_and_the_announcement_after_the_intake(
    cast: Any,
) -> None:
    case, _people = cast.family()
    with cast.as_app(cast.owner):
        actions.consent_recorded(case, by=cast.owner, at=cast.now)
        assert open_kinds(case) == [TaskKind.FINISH_INTAKE]
        actions.take_intake(case, [], finish=True, by=cast.owner, at=cast.now)
        case.refresh_from_db()
        assert case.stage == Stage.DEPARTURE
        assert open_kinds(case) == [TaskKind.ANNOUNCE_ARRIVAL]


def test_an_intake_without_any_fact_is_not_finished(cast: Any) -> None:
    with cast.as_app(cast.owner):
        case = actions.open_household(
            [Member(role=HouseholdRole.HEAD)],
            corridor=Corridor.objects.get(),
            by=cast.owner,
            at=cast.now,
        )
        with pytest.raises(Refused) as refusal:
            actions.finish_intake(case, by=cast.owner, at=cast.now)
    assert refusal.value.reasons == [Reason.NO_INTAKE]


def test_a_page_of_the_intake_is_kept_whole_or_not_at_all(cast: Any) -> None:
    case, people = cast.family()

    def said(kind: FactKind, value: str) -> actions.Said:
        return actions.Said(
            kind=kind,
            value=value,
            person=people[0],
            said_by=SaidBy.PERSON,
            said_on=cast.now.date(),
        )

    with cast.as_app(cast.owner):
        kept = actions.record_facts(
            case,
            [said(FactKind.LANGUAGES, "Twi"), said(FactKind.DIET, "")],
            by=cast.owner,
            at=cast.now,
        )
        assert [fact.value for fact in kept] == ["Twi", ""]
        actions.close(case, ClosureReason.OWN_CHOICE, by=cast.owner, at=cast.now)
        with pytest.raises(Refused) as refusal:
            actions.record_facts(case, [said(FactKind.DIET, "x")], by=cast.owner, at=cast.now)
        assert refusal.value.reasons == [Reason.CLOSED]
        assert Fact.objects.count() == 3


def test_an_announcement_tells_everything_that_is_missing(cast: Any) -> None:
    case, _people = cast.family()
    with cast.as_app(cast.owner), pytest.raises(Refused) as refusal:
        announce(cast, case, expected_at=None)
    assert refusal.value.reasons == [Reason.NO_FLIGHT, Reason.NO_AGREEMENT, Reason.NO_CONSENT]
    with cast.as_app(cast.owner), pytest.raises(Refused) as refusal:
        announce(cast, case, reception_org=None)
    assert Reason.NO_RECEIVER in refusal.value.reasons


def test_an_announced_arrival_waits_at_the_desk_and_is_announced_once(cast: Any) -> None:
    case, arrival = announced(cast)
    with cast.as_app(cast.owner):
        case.refresh_from_db()
        assert case.stage == Stage.ARRIVAL
        assert open_kinds(case) == [TaskKind.CONFIRM_ARRIVAL]
        with pytest.raises(Refused) as refusal:
            announce(cast, case)
        assert refusal.value.reasons == [Reason.WRONG_STAGE]
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        actions.prepare(arrival, ArrivalNeed.BED, done=True, by=cast.officer, at=cast.now)
        actions.prepare(arrival, ArrivalNeed.CHILD, done=True, by=cast.officer, at=cast.now)
        ticked = actions.prepare(arrival, ArrivalNeed.BED, done=False, by=cast.officer, at=cast.now)
        assert ticked.prepared == [ArrivalNeed.CHILD]


def test_a_confirmed_arrival_hands_the_case_over_once(cast: Any) -> None:
    case, arrival = announced(cast)
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        actions.confirm_arrival(arrival, adults=1, children=1, by=cast.officer, at=cast.now)
        with pytest.raises(Refused) as refusal:
            actions.confirm_arrival(arrival, adults=1, children=1, by=cast.officer, at=cast.now)
        assert refusal.value.reasons == [Reason.ARRIVED_ALREADY]
    with cast.as_app(cast.partner):
        case = Case.objects.get()
        assert (case.stage, case.accountable_org, case.worker) == (
            Stage.PLAN,
            cast.partner_org,
            None,
        )
        taken = actions.take(case, by=cast.partner, at=cast.now)
        assert taken.worker == cast.partner
        assert [task.holder for task in tasks.open_of_case(case.pk)] == [cast.partner]
        assert StageChange.objects.filter(to=Stage.PLAN).count() == 1


def test_another_desk_confirms_nothing(cast: Any) -> None:
    _case, arrival = announced(cast)
    stranger = cast.user("other", cast.stranger_org, Role.RECEPTION_OFFICER)
    with cast.as_app(stranger, Purpose.ARRIVAL), pytest.raises(Arrival.DoesNotExist):
        actions.confirm_arrival(arrival, adults=1, children=0, by=stranger, at=cast.now)


def test_when_all_facts_are_confirmed_the_plan_is_next(cast: Any) -> None:
    case, _people = cast.arrived()
    with cast.as_app(cast.partner):
        assert open_kinds(case) == [TaskKind.CONFIRM_FACTS]
        actions.confirm_fact(Fact.objects.get(), by=cast.partner, at=cast.now)
        assert open_kinds(case) == [TaskKind.DRAFT_PLAN]


def test_a_correction_keeps_both_versions_and_is_made_once(cast: Any) -> None:
    case, _people = cast.arrived()
    with cast.as_app(cast.partner):
        said = Fact.objects.get()
        words = {"said_by": SaidBy.PERSON, "said_on": cast.now.date()}
        newer = actions.correct_fact(said, "Tailor, 4 years", by=cast.partner, at=cast.now, **words)
        (known,) = queries.known_facts(case)
        assert known.fact == newer
        assert known.earlier == [said]
        for again in (
            lambda: actions.confirm_fact(said, by=cast.partner, at=cast.now),
            lambda: actions.correct_fact(said, "x", by=cast.partner, at=cast.now, **words),
        ):
            with pytest.raises(Refused) as refusal:
                again()
            assert refusal.value.reasons == [Reason.FACT_REPLACED]


def test_a_case_closes_with_a_reason_and_when_no_floor_above_objects(cast: Any) -> None:
    case, _people = cast.family()

    def object_to_it(sender: Any, case: Case, **_rest: Any) -> list[Reason]:
        return [Reason.NO_FLIGHT]

    with cast.as_app(cast.owner):
        signals.closing.connect(object_to_it)
        try:
            with pytest.raises(Refused) as refusal:
                actions.close(case, "", by=cast.owner, at=cast.now)
        finally:
            signals.closing.disconnect(object_to_it)
        assert set(refusal.value.reasons) == {Reason.NO_REASON, Reason.NO_FLIGHT}
        closed = actions.close(case, ClosureReason.NOT_DEPARTED, by=cast.owner, at=cast.now)
        assert (closed.stage, open_kinds(case)) == (Stage.CLOSURE, [])
        with pytest.raises(Refused) as refusal:
            actions.close(case, ClosureReason.NOT_DEPARTED, by=cast.owner, at=cast.now)
        assert refusal.value.reasons == [Reason.CLOSED]


def test_a_note_stays_in_the_history(cast: Any) -> None:
    case, _people = cast.family()
    with cast.as_app(cast.owner):
        actions.note(case, "Called, all well", by=cast.owner, at=cast.now)
        assert "Called, all well" in [
            entry.text for entry in queries.history(case, changes=[], known=[])
        ]


def test_the_wrong_role_does_none_of_it(cast: Any) -> None:
    case, people = cast.family()
    reader = cast.user("reader", cast.host, Role.PROGRAMME_MANAGER)
    at = {"by": reader, "at": cast.now}
    with cast.as_app(reader):
        for forbidden in (
            lambda: actions.record_fact(
                case,
                FactKind.DIET,
                "x",
                person=people[0],
                said_by=SaidBy.PERSON,
                said_on=cast.now.date(),
                **at,
            ),
            lambda: actions.finish_intake(case, **at),
            lambda: announce(cast, case, by=reader),
            lambda: actions.take(case, **at),
            lambda: actions.note(case, "x", **at),
            lambda: actions.close(case, ClosureReason.DIED, **at),
        ):
            with pytest.raises(PermissionDenied):
                forbidden()


def test_a_stranger_finds_no_case_to_act_on(cast: Any) -> None:
    case, _people = cast.family()
    with cast.as_app(cast.stranger):
        for absent in (
            lambda: actions.take(case, by=cast.stranger, at=cast.now),
            lambda: actions.close(case, ClosureReason.DIED, by=cast.stranger, at=cast.now),
        ):
            with pytest.raises(Case.DoesNotExist):
                absent()


def test_whom_agreements_reach_comes_first(cast: Any) -> None:
    case, _people = ready(cast)
    with cast.as_app(cast.owner):
        found = queries.receivers(
            case,
            classes=queries.ARRIVAL_CLASSES,
            purpose=Purpose.ARRIVAL,
            on=cast.now.date(),
        )
    assert found.reached == [cast.desk]
    assert set(found.others) == {cast.partner_org, cast.stranger_org}
