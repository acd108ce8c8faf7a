from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from homeward.access.choices import DataClass, Purpose, Role
from homeward.cases import actions as cases
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.persons import actions as persons
from homeward.persons.models import Consent
from homeward.protection import actions, queries
from homeward.protection.actions.incidents import Told
from homeward.protection.actions.pathways import Held
from homeward.protection.actions.risks import Risk, View
from homeward.protection.choices import (
    BestInterestDecision,
    BestInterestKind,
    CourtStage,
    FlagKind,
    FlagState,
    NeedKind,
    NeedState,
    Reason,
    Severity,
    Source,
    Strength,
    TermList,
)
from homeward.protection.models import (
    CareConfirmation,
    CareHandover,
    DepartureHold,
    Factor,
    FlagRule,
    HealthNeed,
    LegalNote,
    PathwayStep,
)
from homeward.seals.models import Seal, TeamMember
from homeward.tasks import queries as tasks
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

from .conftest import stored


def waits(kind: TaskKind) -> list[Task]:
    return list(Task.objects.filter(kind=kind, done_at__isnull=True))


def refused(*reasons: Reason) -> Any:
    return pytest.raises(Refused, match=", ".join(reason.value for reason in reasons))


# Flags.


def test_a_counsellor_without_clearance_hands_a_concern_to_the_focal_point(ward: Any) -> None:
    flag = stored(ward.concern())
    assert (flag.data_class, flag.state, flag.raised_by) == (
        DataClass.PROTECTION, FlagState.SUSPECTED, ward.cast.owner,
    )  # fmt: skip
    assert flag.detail == "He waits at the gate."
    (wait,) = waits(TaskKind.FOLLOW_CONCERN)
    due = tasks.working_day_after(ward.cast.now.date(), 3, holder_org_id=ward.focal.organisation_id)
    assert (wait.subject_id, wait.holder, wait.due_on) == (flag.pk, ward.focal, due)


def test_the_programme_s_own_rule_says_who_follows_up_and_until_when(ward: Any) -> None:
    FlagRule.objects.create(
        kind=FlagKind.EXCLUSION, programme_id=ward.case.programme_id,
        valid_from=ward.today, holder_role=Role.HEALTH_FOCAL_POINT, days=3,
        source="Programme manual",
    )  # fmt: skip
    ward.concern()
    (wait,) = waits(TaskKind.FOLLOW_CONCERN)
    assert (wait.holder, wait.due_on) == (ward.health, ward.today + timedelta(days=3))


def test_a_kind_that_seals_closes_the_file_at_once_to_all_but_those_who_know(ward: Any) -> None:
    ward.concern(FlagKind.TRAFFICKING)
    seal = Seal.objects.get()
    team = set(TeamMember.objects.filter(seal=seal).values_list("user", flat=True))
    assert team == {ward.focal.pk, ward.cast.owner.pk}
    assert stored(queries.Flag.objects.get().pk).sealed
    ward.concern(FlagKind.RETRAFFICKING)
    assert Seal.objects.count() == 1


def test_a_concern_needs_words_and_an_open_case(ward: Any) -> None:
    with refused(Reason.NO_WORDS):
        ward.concern(detail=" ")
    ward.case.closed_at = ward.cast.now
    with refused(Reason.CASE_CLOSED):
        ward.concern()


def test_a_provider_may_not_raise_one(ward: Any) -> None:
    with pytest.raises(PermissionDenied):
        ward.concern(by=ward.cast.trainer)


def test_an_excluded_concern_ends_its_wait_and_is_decided_once(ward: Any) -> None:
    flag = stored(ward.concern())
    with ward.as_focal():
        actions.decide_flag(flag, FlagState.EXCLUDED, "Her uncle", by=ward.focal, at=ward.cast.now)
    assert waits(TaskKind.FOLLOW_CONCERN) == []
    with refused(Reason.WRONG_STATE), ward.as_focal():
        actions.decide_flag(flag, FlagState.CONFIRMED, "No", by=ward.focal, at=ward.cast.now)


def test_a_confirmed_concern_is_followed_up_on_the_agreed_day(ward: Any) -> None:
    flag = stored(ward.concern())
    day = ward.today + timedelta(days=5)
    with ward.as_focal():
        actions.decide_flag(flag, FlagState.CONFIRMED, "Seen", by=ward.focal, at=ward.cast.now)
        actions.set_follow_up(flag, day, by=ward.focal, at=ward.cast.now)
    assert [wait.due_on for wait in waits(TaskKind.FOLLOW_CONCERN)] == [day]
    with ward.as_focal():
        assert queries.categories_of(ward.people[0].pk) == {}


# Children.


def announce(ward: Any) -> None:
    cast = ward.cast
    cast.agree(cast.host, cast.partner_org)
    cast.agree(cast.host, cast.desk, Purpose.ARRIVAL)
    for person in ward.people:
        cast.consent(person, cast.partner_org)
        cast.consent(person, cast.desk, Purpose.ARRIVAL)
    with cast.as_app(cast.owner):
        cases.announce_arrival(
            ward.case, reception_org=cast.desk, case_org=cast.partner_org,
            expected_at=cast.now + timedelta(days=1), by=cast.owner, at=cast.now,
        )  # fmt: skip


def determine(ward: Any, pathway: Any, decision: BestInterestDecision) -> None:
    by, at = ward.focal, ward.cast.now
    with ward.as_focal():
        actions.record_best_interest(
            pathway,
            Held(
                kind=BestInterestKind.DETERMINATION, held_on=ward.today, members="Ama\nKofi",
                decision=decision, review_on=ward.today + timedelta(days=30),
            ),
            by=by, at=at,
        )  # fmt: skip


def test_a_child_s_departure_waits_for_the_determination(ward: Any) -> None:
    child = ward.people[1]
    ward.concern(FlagKind.SEPARATED_CHILD, person=child)
    with refused(Reason.CHECK_OPEN):
        announce(ward)
    pathway = ward.pathway()
    with refused(Reason.NO_GUARDIAN, Reason.NO_ASSESSMENT):
        determine(ward, pathway, BestInterestDecision.RETURN)
    with ward.as_focal():
        actions.name_guardian(
            pathway, "Child welfare office", is_authority=True, named_on=ward.today,
            by=ward.focal, at=ward.cast.now,
        )  # fmt: skip
        actions.record_best_interest(
            pathway, Held(kind=BestInterestKind.ASSESSMENT, held_on=ward.today, finding="Calm"),
            by=ward.focal, at=ward.cast.now,
        )  # fmt: skip
    determine(ward, pathway, BestInterestDecision.NOT_RETURN)
    assert DepartureHold.objects.filter(lifted_at__isnull=True).count() == 1
    determine(ward, pathway, BestInterestDecision.RETURN)
    assert not DepartureHold.objects.filter(lifted_at__isnull=True).exists()
    assert len(waits(TaskKind.REVIEW_PROTECTION)) == 1
    announce(ward)


def test_a_child_s_excluded_concern_lets_the_departure_go_on(ward: Any) -> None:
    flag = stored(ward.concern(FlagKind.UNACCOMPANIED_CHILD, person=ward.people[1]))
    assert DepartureHold.objects.filter(lifted_at__isnull=True).exists()
    with ward.as_focal():
        actions.decide_flag(flag, FlagState.EXCLUDED, "Aunt", by=ward.focal, at=ward.cast.now)
    assert not DepartureHold.objects.filter(lifted_at__isnull=True).exists()
    announce(ward)


# Pathways.


def test_each_step_of_a_pathway_is_a_wait_and_needs_a_word(ward: Any) -> None:
    pathway = ward.pathway("survivor", ward.people[0])
    steps = list(PathwayStep.objects.filter(pathway=pathway))
    assert len(waits(TaskKind.PATHWAY_STEP)) == len(steps) > 3
    with refused(Reason.NO_EVIDENCE), ward.as_focal():
        actions.do_step(steps[0], " ", by=ward.focal, at=ward.cast.now)
    with refused(Reason.STEPS_OPEN), ward.as_focal():
        actions.end_pathway(pathway, "Safe", by=ward.focal, at=ward.cast.now)
    for step in steps:
        with ward.as_focal():
            actions.do_step(step, "Done with her", by=ward.focal, at=ward.cast.now)
    assert waits(TaskKind.PATHWAY_STEP) == []
    with ward.as_focal():
        actions.end_pathway(pathway, "Safe with her aunt", by=ward.focal, at=ward.cast.now)
    with refused(Reason.WRONG_STATE), ward.as_focal():
        actions.do_step(steps[0], "Again", by=ward.focal, at=ward.cast.now)


def test_a_pathway_is_begun_once(ward: Any) -> None:
    ward.pathway()
    with refused(Reason.BEGUN_ALREADY):
        ward.pathway()


# Risks.


def test_a_newer_view_of_a_factor_replaces_the_one_before(ward: Any) -> None:
    with ward.as_focal():
        term, other = queries.terms(TermList.FACTOR, on=ward.today)[:2]
        case = Case.objects.get(pk=ward.case.pk)
        for strength in (Strength.UNKNOWN, Strength.STRONG, Strength.STRONG):
            actions.see_factors(
                case, ward.people[0], {term: View(strength=strength)}, source=Source.PERSON,
                said_on=ward.today, by=ward.focal, at=ward.cast.now,
            )  # fmt: skip
        summary = queries.summary(queries.factors_of(ward.people[0], on=ward.today))
        assert [line.term for line in summary.raises] == [term]
        assert other in [line.term for line in summary.unknown]
    assert Factor.objects.count() == 2


def test_an_assessment_waits_for_its_review(ward: Any) -> None:
    risk = Risk(fear="Him", assessed_on=ward.today, review_on=ward.today + timedelta(days=9))
    for _time in range(2):
        with ward.as_focal():
            actions.assess_risk(ward.case, ward.people[0], risk, by=ward.focal, at=ward.cast.now)
    assert len(waits(TaskKind.REVIEW_PROTECTION)) == 1


def test_a_measure_is_held_by_somebody_who_may_read_it(ward: Any) -> None:
    def plan(holder: Any) -> Any:
        with ward.as_focal():
            return actions.plan_measure(
                ward.case, ward.people[0].pk, "Call every evening", holder=holder,
                due_on=ward.today, by=ward.focal, at=ward.cast.now,
            )  # fmt: skip

    with refused(Reason.HOLDER_NOT_CLEARED):
        plan(ward.colleague)
    measure = plan(ward.focal)
    with ward.as_focal():
        actions.take_measure(measure, "She answers", by=ward.focal, at=ward.cast.now)
    assert waits(TaskKind.TAKE_MEASURE) == []


def test_an_incident_closes_when_what_follows_is_done(ward: Any) -> None:
    by, at = ward.focal, ward.cast.now
    with ward.as_focal():
        kind = queries.terms(TermList.INCIDENT, on=ward.today)[0]
        told = Told(kind=kind, what="Beaten at the border", severity=Severity.SERIOUS)
        incident = actions.log_incident(ward.case, ward.people[0], told, by=by, at=at)
        step = actions.plan_measure(
            ward.case, ward.people[0].pk, "Tell the ombudsman", holder=by, due_on=ward.today,
            incident=incident, by=by, at=at,
        )  # fmt: skip
    with refused(Reason.STEPS_OPEN), ward.as_focal():
        actions.close_incident(incident, "Complaint lodged", by=by, at=at)
    with ward.as_focal():
        actions.take_measure(step, "Sent", by=by, at=at)
        actions.close_incident(incident, "Complaint lodged", by=by, at=at)
    with refused(Reason.WRONG_STATE), ward.as_focal():
        actions.close_incident(incident, "Again", by=by, at=at)


# Care.


def test_a_need_is_open_until_something_covers_it(ward: Any) -> None:
    cast = ward.cast
    with cast.as_app(cast.owner):
        need = actions.add_need(
            ward.case, ward.people[0], NeedKind.MEDICINE, "Insulin", source=Source.PERSON,
            said_on=ward.today, by=cast.owner, at=cast.now,
        )  # fmt: skip
        assert list(queries.open_health_needs(ward.case)) == [need]
        actions.settle_need(need, NeedState.COVERED, "Clinic", by=cast.owner, at=cast.now)
        assert not queries.open_health_needs(ward.case).exists()
    assert HealthNeed.objects.get().state_by == cast.owner


def test_a_treatment_goes_to_a_clinic_under_agreement_and_consent_alone(ward: Any) -> None:
    with refused(Reason.NO_AGREEMENT, Reason.NO_CONSENT):
        ward.sent()
    ward.agree_with_clinic()
    ward.sent()
    (wait,) = waits(TaskKind.CONFIRM_CARE)
    assert (wait.holder_org, wait.waiter) == (ward.clinic, ward.cast.owner)


def confirm(ward: Any, handover: CareHandover, days: int) -> CareConfirmation:
    with ward.cast.as_app(ward.nurse, Purpose.REFERRAL):
        return actions.confirm_care(
            CareHandover.objects.get(pk=handover.pk),
            first_appointment=ward.today + timedelta(days=days), received_by="Sister Comfort",
            by=ward.nurse, at=ward.cast.now,
        )  # fmt: skip


def test_the_clinic_confirms_once_and_the_sender_sees_it(ward: Any) -> None:
    ward.agree_with_clinic()
    handover = ward.sent(supply_until=ward.today + timedelta(days=20))
    confirm(ward, handover, 5)
    assert waits(TaskKind.CONFIRM_CARE) == waits(TaskKind.FOLLOW_HEALTH) == []
    with ward.cast.as_app(ward.cast.owner):
        (care,) = queries.handovers_of(ward.case)
        assert care.confirmation is not None
        assert (care.confirmation.received_by, care.gap) == ("Sister Comfort", 0)
    with refused(Reason.CONFIRMED_ALREADY):
        confirm(ward, handover, 6)


def test_days_without_medicine_are_told_to_the_sender(ward: Any) -> None:
    ward.agree_with_clinic()
    handover = ward.sent(supply_until=ward.today + timedelta(days=2))
    confirm(ward, handover, 9)
    (wait,) = waits(TaskKind.FOLLOW_HEALTH)
    assert (wait.holder_org, wait.note, wait.due_on) == (
        ward.cast.host, "gap", ward.today + timedelta(days=2),
    )  # fmt: skip
    with ward.cast.as_app(ward.cast.owner):
        actions.bridge_gap(handover, "14 tablets more", by=ward.cast.owner, at=ward.cast.now)
    assert waits(TaskKind.FOLLOW_HEALTH) == []


def test_a_withdrawal_takes_the_treatment_back(ward: Any) -> None:
    cast = ward.cast
    ward.agree_with_clinic()
    handover = ward.sent()
    with cast.as_app(cast.owner):
        foreseen = persons.consequences([ward.people[0].pk], [ward.clinic.pk])
        assert any("hand-over to Clinic is taken back" in line for line in foreseen)
        given = Consent.objects.filter(recipient_org=ward.clinic)
        persons.withdraw_consent([one.pk for one in given], by=cast.owner, at=cast.now)
    handover.refresh_from_db()
    assert handover.taken_back_at is not None
    assert waits(TaskKind.CONFIRM_CARE) == []
    assert [wait.note for wait in waits(TaskKind.FOLLOW_HEALTH)] == ["taken_back"]
    with pytest.raises(CareHandover.DoesNotExist):
        confirm(ward, handover, 1)


# Legal notes.


def test_the_author_names_who_reads_a_legal_note(ward: Any) -> None:
    cast = ward.cast
    with cast.as_app(cast.owner):
        note = actions.write_legal_note(
            ward.case, ward.people[0], "Witness in Ghent", stage=CourtStage.TRIAL,
            by=cast.owner, at=cast.now,
        )  # fmt: skip
    with refused(Reason.NOT_CLEARED), cast.as_app(cast.owner):
        actions.name_reader(note, ward.health, by=cast.owner, at=cast.now)
    with cast.as_app(cast.owner):
        reader = actions.name_reader(note, ward.focal, by=cast.owner, at=cast.now)
    with ward.as_focal():
        assert LegalNote.objects.get().text == "Witness in Ghent"
    with refused(Reason.NOT_AUTHOR), ward.as_focal():
        actions.name_reader(note, ward.colleague, by=ward.focal, at=cast.now)
    with cast.as_app(cast.owner):
        actions.remove_reader(reader, by=cast.owner, at=cast.now)
    with ward.as_focal():
        assert not LegalNote.objects.exists()
