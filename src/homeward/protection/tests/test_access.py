"""Who learns of what: by rows, waits, pages and counts, as the app role."""

import re
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from homeward.access.choices import DataClass, Purpose, Role
from homeward.cases.models import Case
from homeward.protection import actions, queries
from homeward.protection.actions.incidents import Told
from homeward.protection.actions.risks import Risk, View
from homeward.protection.choices import (
    CourtStage,
    FlagKind,
    NeedKind,
    Severity,
    Source,
    Strength,
    TermList,
)
from homeward.protection.models import (
    BestInterest,
    CareConfirmation,
    CareHandover,
    Factor,
    Flag,
    Guardian,
    HealthNeed,
    Incident,
    LegalNote,
    LegalNoteReader,
    Measure,
    Pathway,
    PathwayStep,
    RiskAssessment,
    Tracing,
)
from homeward.tasks.models import Task

PROTECTED = (
    Flag, Factor, RiskAssessment, Incident, Measure, Pathway, PathwayStep, Guardian, Tracing,
    BestInterest,
)  # fmt: skip
OURS = (*PROTECTED, HealthNeed, CareHandover, CareConfirmation, LegalNote, LegalNoteReader)
KINDS = [
    "follow_concern", "follow_health", "follow_legal", "pathway_step", "care_step", "take_measure",
    "review_protection", "confirm_care",
]  # fmt: skip


def seen(ward: Any, user: Any, purpose: Purpose = Purpose.CASEWORK) -> dict[str, int]:
    """What this user finds of each table and of the waits; empty where there is nothing."""
    with ward.cast.as_app(user, purpose):
        found = {model.__name__: model.objects.count() for model in OURS}
        found["Task"] = Task.objects.filter(kind__in=KINDS).count()
    return {name: number for name, number in found.items() if number}


@pytest.fixture
def full(ward: Any) -> Any:
    """A row in every table of class Protection, without a seal."""
    by, at, today = ward.focal, ward.cast.now, ward.today
    ward.concern()
    pathway = ward.pathway()
    with ward.as_focal():
        case = Case.objects.get(pk=ward.case.pk)
        (kind, *_rest) = queries.terms(TermList.INCIDENT, on=today)
        (term, *_rest) = queries.terms(TermList.FACTOR, on=today)
        person = ward.people[0]
        actions.see_factors(
            case,
            person,
            {term: View(strength=Strength.STRONG)},
            source=Source.PERSON,
            said_on=today,
            by=by,
            at=at,
        )
        actions.assess_risk(case, person, Risk(fear="Him", assessed_on=today), by=by, at=at)
        told = Told(kind=kind, what="Beaten", severity=Severity.GRAVE)
        actions.log_incident(case, person, told, by=by, at=at)
        actions.plan_measure(case, person.pk, "Call", holder=by, due_on=today, by=by, at=at)
        actions.name_guardian(pathway, "Office", named_on=today, by=by, at=at)
        actions.ask_tracing(
            pathway, sought="Mother", asked_of="Red Cross", asked_on=today, by=by, at=at
        )
    return ward


def test_the_focal_point_sees_every_row(full: Any) -> None:
    found = seen(full, full.focal)
    assert found.keys() >= {model.__name__ for model in PROTECTED} - {"BestInterest"}
    assert found["Task"] > 3


@pytest.mark.parametrize("who", ["owner", "colleague", "health", "manager"])
def test_an_uncleared_colleague_learns_nothing(full: Any, who: str) -> None:
    user = full.cast.owner if who == "owner" else getattr(full, who)
    assert seen(full, user) == {}


@pytest.mark.parametrize("who", ["partner", "stranger", "officer"])
def test_other_organisations_learn_nothing(full: Any, who: str) -> None:
    assert seen(full, getattr(full.cast, who)) == {}
    assert seen(full, full.border, Purpose.ARRIVAL) == {}


def test_a_partner_s_focal_point_sees_rows_under_clause_and_consent_and_never_our_waits(
    full: Any,
) -> None:
    assert seen(full, full.partner_focal) == {}
    full.cast.agree(full.cast.host, full.cast.partner_org)
    for person in full.people:
        full.cast.consent(person, full.cast.partner_org)
    found = seen(full, full.partner_focal)
    assert found["Flag"] == 1
    assert "Task" not in found
    # A case manager of the same partner is not cleared for it.
    assert seen(full, full.cast.partner) == {}


def test_whoever_raised_it_can_t_read_it_back_nor_change_it(ward: Any) -> None:
    pk = ward.concern()
    owner = ward.cast.owner
    with ward.cast.as_app(owner):
        assert not Flag.objects.filter(pk=pk).exists()
        assert Flag.objects.filter(pk=pk).update(state="closed") == 0


def test_nobody_raises_a_concern_in_another_s_name_or_for_another_s_file(ward: Any) -> None:
    cast = ward.cast
    for by, raised_by, org in (
        (cast.owner, ward.focal, cast.host),
        (cast.owner, cast.owner, cast.partner_org),
        (cast.stranger, cast.stranger, cast.stranger_org),
    ):
        flag = Flag(
            case=ward.case, person=ward.people[0], programme=cast.programme, owner_org=org,
            data_class=DataClass.PROTECTION, kind=FlagKind.OTHER, source=Source.WORKER,
            said_on=ward.today, raised_at=cast.now, raised_by=raised_by,
        )  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic(), cast.as_app(by):
            Flag.objects.bulk_create([flag], ignore_conflicts=True)


@pytest.mark.parametrize("who", ["colleague", "health"])
def test_pages_answer_alike_whether_a_flag_is_there_or_not(
    full: Any, client_of: Any, who: str
) -> None:
    flag = Flag.objects.get()
    page = client_of(getattr(full, who))
    assert page.get(reverse("protection:flag", args=[flag.pk])).status_code in {403, 404}
    case = reverse("desk:case", args=[full.case.pk])
    before = page.get(case).content
    Task.objects.filter(kind__in=KINDS).delete()
    for model in (Measure, Incident, RiskAssessment, Factor, Flag):
        model.objects.all().delete()
    assert secret_free(page.get(case).content) == secret_free(before)


def secret_free(body: bytes) -> bytes:
    return re.sub(rb'\b[A-Za-z0-9]{64}\b|page_mark" value="[\w-]+', b"", body)


def test_a_sealed_file_s_concern_is_its_team_s_alone(ward: Any) -> None:
    cast = ward.cast
    other = cast.user("second", cast.host, Role.PROTECTION_FOCAL_POINT)
    ward.concern(FlagKind.TRAFFICKING)
    assert seen(ward, ward.focal).keys() == {"Flag", "Task"}
    with cast.as_app(other):
        # Named for the team by the rule, as every focal point is.
        assert Flag.objects.count() == 1
    late = cast.user("late", cast.host, Role.PROTECTION_FOCAL_POINT)
    assert seen(ward, late) == {}


def test_health_is_read_by_the_cleared_and_the_clinic_sees_one_hand_over(ward: Any) -> None:
    cast = ward.cast
    with cast.as_app(cast.owner):
        actions.add_need(
            ward.case, ward.people[0], NeedKind.ILLNESS, "Cough", source=Source.PERSON,
            said_on=ward.today, by=cast.owner, at=cast.now,
        )  # fmt: skip
    ward.agree_with_clinic()
    ward.drafted()
    assert seen(ward, ward.nurse, Purpose.REFERRAL) == {}
    ward.sent()
    assert seen(ward, ward.nurse, Purpose.REFERRAL) == {"CareHandover": 1, "Task": 1}
    assert seen(ward, ward.nurse) == {"Task": 1}
    assert seen(ward, ward.colleague).keys() == {"HealthNeed", "CareHandover", "Task"}
    assert seen(ward, cast.stranger) == seen(ward, ward.manager) == {}
    with cast.as_app(ward.nurse, Purpose.REFERRAL):
        assert not Case.objects.exists()


def test_a_legal_note_is_its_readers_even_among_the_cleared(ward: Any) -> None:
    cast = ward.cast
    with cast.as_app(cast.owner):
        note = actions.write_legal_note(
            ward.case, ward.people[0], "Witness", stage=CourtStage.TRIAL, by=cast.owner, at=cast.now
        )
    for user in (ward.colleague, ward.focal, ward.health, cast.partner, cast.stranger):
        assert seen(ward, user) == {}
    with cast.as_app(cast.owner):
        LegalNote.objects.filter(pk=note.pk).update(stage=CourtStage.ENDED)
    for user, number in ((ward.colleague, 0), (cast.owner, 1)):
        with cast.as_app(user), connection.cursor() as cursor:
            cursor.execute("select count(*) from protection_legalnotechange")
            assert cursor.fetchone() == (number,), user


def test_figures_of_incidents_tell_nothing_below_ten(full: Any) -> None:
    cast, today = full.cast, full.today
    before = today.replace(year=today.year + 1)

    def counted() -> list[int | None]:
        with cast.as_app(full.manager):
            return [n for _term, n in queries.incident_figures(today.replace(day=1), before)]

    assert set(counted()) == {None}
    first = Incident.objects.get()
    with full.as_focal():
        for _more in range(9):
            told = Told(kind=first.kind, what="Again", severity=Severity.LIGHT)
            actions.log_incident(full.case, full.people[0], told, by=full.focal, at=cast.now)
    assert [n for n in counted() if n] == [10]
    with cast.as_app(full.colleague):
        assert queries.incident_figures(today.replace(day=1), before) == []
