from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from homeward.access.choices import Role
from homeward.cases.models import Arrival
from homeward.protection.choices import FlagKind
from homeward.protection.models import (
    BestInterest,
    CareConfirmation,
    CareHandover,
    Factor,
    Flag,
    HealthNeed,
    Incident,
    LegalNote,
    LegalNoteReader,
    Measure,
    Pathway,
    PathwayStep,
    RiskAssessment,
    Term,
    Tracing,
)


def url(name: str, *args: Any) -> str:
    return reverse(f"protection:{name}", args=args)


def day(name: str, on: date) -> dict[str, int]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


@pytest.fixture
def focal(ward: Any, client_of: Any) -> Any:
    return client_of(ward.focal)


@pytest.fixture
def counsellor(ward: Any, client_of: Any) -> Any:
    return client_of(ward.cast.owner)


def concern(ward: Any, **more: Any) -> dict[str, Any]:
    return {
        "person": ward.people[0].pk, "kind": "exclusion", "detail": "Spat at in the street",
        "source": "worker", **day("said_on", ward.today), **more,
    }  # fmt: skip


def test_anybody_hands_over_what_they_saw_and_is_told_no_more(ward: Any, counsellor: Any) -> None:
    case = reverse("desk:case", args=[ward.case.pk])
    assert url("report", ward.case.pk) in counsellor.get(case).content.decode()
    answer = counsellor.post(url("report", ward.case.pk), concern(ward), follow=True)
    text = answer.content.decode()
    assert "Handed to the protection focal point." in text
    assert "Spat at" not in text
    assert "Follow up a concern" not in text
    assert Flag.objects.get().detail == "Spat at in the street"


def test_what_was_typed_stays_where_something_is_missing(ward: Any, counsellor: Any) -> None:
    tomorrow = ward.today + timedelta(days=1)
    answer = counsellor.post(
        url("report", ward.case.pk), concern(ward, kind="", **day("said_on", tomorrow))
    )
    assert answer.status_code == 422
    assert "Spat at in the street" in answer.content.decode()
    assert "The day lies in the future." in answer.content.decode()


def test_an_organisation_without_a_focal_point_is_told(ward: Any, counsellor: Any) -> None:
    ward.focal.roles = []
    ward.focal.save(update_fields=["roles"])
    text = counsellor.get(url("report", ward.case.pk)).content.decode()
    assert "Nobody is the protection focal point" in text


def test_the_focal_point_finds_it_in_my_work_and_decides(ward: Any, focal: Any) -> None:
    pk = ward.concern()
    assert url("flag", pk) in focal.get("/").content.decode()
    text = focal.get(url("flag", pk)).content.decode()
    assert "He waits at the gate." in text
    assert focal.post(url("decide", pk), {"to": "confirmed"}).status_code == 422
    focal.post(url("decide", pk), {"to": "confirmed", "why": "She showed his messages"})
    focal.post(url("follow_up", pk), day("due_on", ward.today))
    assert "She showed his messages" in focal.get(url("flag", pk)).content.decode()
    assert "Confirmed" in focal.get(url("case", ward.case.pk)).content.decode()
    # What the page offers no more is no answer to it.
    assert focal.post(url("decide", pk), {"to": "confirmed", "why": "Twice"}).status_code == 422


@pytest.mark.parametrize("who", ["colleague", "manager", "nurse"])
def test_the_protection_tab_is_the_focal_points(ward: Any, client_of: Any, who: str) -> None:
    answer = client_of(getattr(ward, who)).get(url("case", ward.case.pk))
    assert answer.status_code in {403, 404}


def test_a_stranger_s_focal_point_finds_no_case(ward: Any, client_of: Any) -> None:
    page = client_of(ward.partner_focal)
    for name in ("case", "report", "risk", "health", "new_handover", "legal", "new_incident"):
        assert page.get(url(name, ward.case.pk)).status_code == 404


def test_risk_factors_safety_and_incident_on_their_pages(ward: Any, focal: Any) -> None:
    case, person = ward.case.pk, ward.people[0].pk
    assert "Not assessed yet" in focal.get(url("case", case)).content.decode()
    term = Term.objects.filter(list="factor").first()
    focal.post(
        url("factors", case, person),
        {f"s{term.pk}": "strong", f"n{term.pk}": "Alone", "source": "person",
         **day("said_on", ward.today)},
    )  # fmt: skip
    assert Factor.objects.get().note == "Alone"
    focal.post(
        url("risk", case),
        {"person": person, "fear": "Her uncle", "conclusion": "can_be_lowered",
         **day("assessed_on", ward.today), **day("review_on", ward.today + timedelta(days=9))},
    )  # fmt: skip
    assert RiskAssessment.objects.get().fear == "Her uncle"
    step = {"what": "Sleeps at her aunt's", "holder": ward.focal.pk, **day("due_on", ward.today)}
    focal.post(url("new_measure", case), step)
    measure = Measure.objects.get()
    text = focal.get(url("case", case)).content.decode()
    for shown in (
        "Her uncle",
        "Sleeps at her aunt",
        str(term),
        "Take a measure of the safety plan",
    ):
        assert shown in text
    assert focal.get(url("measure", measure.pk)).status_code == 200
    assert focal.post(url("measure", measure.pk), {"result": ""}).status_code == 409
    focal.post(url("measure", measure.pk), {"result": "She does"})
    kind = Term.objects.filter(list="incident").first()
    told = {
        "person": person, "kind": kind.pk, "severity": "serious", "what": "Beaten",
        "source": "person",
    }  # fmt: skip
    focal.post(url("new_incident", case), told)
    incident = Incident.objects.get()
    assert incident.happened_on is None
    assert "Beaten" in focal.get(url("incident", incident.pk)).content.decode()
    focal.post(url("follow_incident", incident.pk), step)
    answer = focal.post(url("close_incident", incident.pk), {"outcome": "Complaint"})
    assert answer.status_code == 409
    focal.post(url("measure", incident.measures.get().pk), {"result": "Sent"})
    focal.post(url("close_incident", incident.pk), {"outcome": "Complaint"})
    incident.refresh_from_db()
    assert incident.closed_at is not None


def test_a_child_s_pathway_on_its_pages(ward: Any, focal: Any) -> None:
    ward.concern(FlagKind.SEPARATED_CHILD, person=ward.people[1])
    flag = Flag.objects.get()
    assert "Best interest of a child" in focal.get(url("flag", flag.pk)).content.decode()
    template = ward.pathway("survivor").template
    form = {"person": ward.people[1].pk, "template": template.pk}
    assert focal.post(url("begin_pathway", ward.case.pk), form).status_code == 409
    pathway = ward.pathway()
    held = {**day("held_on", ward.today), "finding": "Calm", **day("review_on", ward.today)}
    decided = {**held, "members": "Ama\nKofi", "decision": "return"}
    assert focal.post(url("determination", pathway.pk), decided).status_code == 409
    focal.post(url("guardian", pathway.pk), {"name": "Office", **day("named_on", ward.today)})
    focal.post(url("tracing", pathway.pk), {"sought": "Mother", **day("asked_on", ward.today)})
    tracing = Tracing.objects.get()
    focal.post(
        url("tracing_answer", tracing.pk),
        {"result": "found", "note": "In Tema", **day("result_on", ward.today)},
    )
    focal.post(url("assessment", pathway.pk), held)
    focal.post(url("determination", pathway.pk), decided)
    assert BestInterest.objects.count() == 2
    text = focal.get(url("pathway", pathway.pk)).content.decode()
    for shown in ("Office", "In Tema", "Return is in the child", "Calm"):
        assert shown in text
    for step in PathwayStep.objects.filter(pathway=pathway):
        assert focal.get(url("step", step.pk)).status_code == 200
        focal.post(url("step", step.pk), {"applies": "yes", "evidence": "Done"})
    focal.post(url("end_pathway", pathway.pk), {"outcome": "With the mother"})
    assert Pathway.objects.get(pk=pathway.pk).ended_at is not None


def test_a_treatment_goes_from_the_counsellor_to_the_clinic_and_back(
    ward: Any, counsellor: Any, client_of: Any
) -> None:
    case, nurse = ward.case.pk, client_of(ward.nurse)
    person = ward.people[0].pk
    need = {
        "person": person, "kind": "medicine", "what": "Insulin", "source": "person",
        **day("said_on", ward.today),
    }  # fmt: skip
    counsellor.post(url("new_need", case), need)
    found = HealthNeed.objects.get()
    assert "Cover the open health need" in counsellor.get(url("health", case)).content.decode()
    ward.agree_with_clinic()
    form = {
        "person": person, "receiver": ward.clinic.pk, "condition": "Diabetes",
        "treatment": "Since 2021", **day("supply_until", ward.today + timedelta(days=3)),
    }  # fmt: skip
    counsellor.post(url("new_handover", case), form)
    handover = CareHandover.objects.get()
    assert nurse.get(url("confirm_care", handover.pk)).status_code == 404
    counsellor.post(url("send_handover", handover.pk))
    assert counsellor.post(url("send_handover", handover.pk)).status_code == 409
    assert "Efua Ansah" in nurse.get(url("received_care")).content.decode()
    text = nurse.get(url("confirm_care", handover.pk)).content.decode()
    assert "Diabetes" in text
    assert "Yaw" not in text
    nurse.post(
        url("confirm_care", handover.pk),
        {"received_by": "Comfort", **day("first_appointment", ward.today + timedelta(days=9))},
    )
    assert CareConfirmation.objects.get().by == ward.nurse
    assert nurse.get(url("received_care_pdf", handover.pk)).content[:4] == b"%PDF"
    text = counsellor.get(url("handover", handover.pk)).content.decode()
    assert "The supply ends 6 days before the first appointment." in text
    assert counsellor.get(url("follow_health", handover.pk)).status_code == 302
    counsellor.post(url("bridge", handover.pk), {"what": "Ten doses more"})
    counsellor.post(url("need", found.pk), {"to": "covered", "why": "The clinic"})
    found.refresh_from_db()
    assert found.state == "covered"
    assert counsellor.get(url("handover_pdf", handover.pk)).content[:4] == b"%PDF"


def test_a_legal_note_is_opened_and_closed_to_a_colleague(
    ward: Any, counsellor: Any, focal: Any
) -> None:
    form = {"person": ward.people[0].pk, "text": "Witness in Ghent", "stage": "trial"}
    counsellor.post(url("new_legal_note", ward.case.pk), form)
    note = LegalNote.objects.get()
    assert focal.get(url("legal_note", note.pk)).status_code == 404
    assert "You have no legal note here" in focal.get(url("legal", ward.case.pk)).content.decode()
    counsellor.post(url("add_reader", note.pk), {"user": ward.focal.pk})
    assert "Witness in Ghent" in focal.get(url("legal_note", note.pk)).content.decode()
    reader = LegalNoteReader.objects.get()
    assert focal.post(url("remove_reader", reader.pk)).status_code == 409
    counsellor.post(url("remove_reader", reader.pk))
    assert focal.get(url("legal_note", note.pk)).status_code == 404
    assert focal.post(url("add_reader", note.pk), {"user": ward.focal.pk}).status_code == 404


def test_figures_are_the_programme_manager_s(ward: Any, client_of: Any, focal: Any) -> None:
    text = client_of(ward.manager).get(url("figures")).content.decode()
    assert "fewer than 10" in text
    assert focal.get(url("figures")).status_code == 403


def test_the_desk_hands_over_what_it_saw_to_the_case_manager_s_focal_point(
    cast: Any, client_of: Any
) -> None:
    _case, people = cast.arrived()
    arrival = Arrival.objects.get()
    form = {
        "person": people[0].pk, "kind": "trafficking", "detail": "A man took her papers",
        "source": "worker", **day("said_on", cast.now.date()),
    }  # fmt: skip
    answer = client_of(cast.officer).post(url("report_arrival", arrival.pk), form)
    assert answer.status_code == 302
    flag = Flag.objects.get()
    assert (flag.owner_org, flag.raised_by) == (cast.partner_org, cast.officer)


def test_help_for_longer_is_the_case_manager_s_to_plan(ward: Any, client_of: Any) -> None:
    manager = ward.cast.user("casemanager", ward.cast.host, Role.CASE_MANAGER)
    pk = ward.concern(FlagKind.LONGER_TERM, detail="Learns to read first")
    page = client_of(manager)
    assert url("flag", pk) in page.get("/").content.decode()
    assert "Learns to read first" in page.get(url("flag", pk)).content.decode()
    page.post(url("decide", pk), {"to": "confirmed", "why": "A second year is applied for"})
    assert Flag.objects.get().state == "confirmed"
    health = ward.concern(FlagKind.HEALTH_NEED)
    assert page.post(url("decide", health), {"to": "closed", "why": "x"}).status_code in {403, 422}
    assert Flag.objects.get(pk=health).state == "suspected"
