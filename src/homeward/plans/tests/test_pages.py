from typing import Any

import pytest
from django.urls import reverse

from homeward.access.choices import Role
from homeward.plans.choices import DecisionReason, Outcome, PlanStatus
from homeward.plans.models import Decision, Plan, PlanLine, Session


def url(name: str, *args: Any) -> str:
    return reverse(f"plans:{name}", args=args)


@pytest.fixture
def manager(table: Any, client_of: Any) -> Any:
    return client_of(table.cast.partner)


@pytest.fixture
def secretary(table: Any, client_of: Any) -> Any:
    return client_of(table.cast.secretary)


def test_a_plan_goes_from_draft_to_commission_on_its_pages(table: Any, manager: Any) -> None:
    case = table.case
    assert manager.get(url("plan", case.pk)).status_code == 200
    manager.post(url("draft", case.pk), {"goal": "A stall of her own"})
    line = {
        "dimension": "economic",
        "kind": "funded_item",
        "title": "Sewing machine",
        "cost": "1200",
        "currency": "eur",
        "due_on_day": "1",
        "due_on_month": "2",
        "due_on_year": "2027",
    }
    answer = manager.post(url("add_line", case.pk), line)
    assert answer.status_code == 302
    kept = PlanLine.objects.get()
    assert (kept.title, kept.currency, kept.due_on.isoformat()) == (
        "Sewing machine", "EUR", "2027-02-01"
    )  # fmt: skip
    page = manager.get(url("plan", case.pk)).content.decode()
    assert "Sewing machine" in page
    assert "1,200 of 1,500 EUR asked" in page
    refused = manager.post(url("submit", case.pk), {"session": table.session.pk})
    assert "has not agreed to the plan as it stands" in refused.content.decode()
    said = {"answer": "agreed", "way": "signature", "revision": Plan.objects.get().revision}
    assert manager.post(url("answer", case.pk), said).status_code == 302
    answer = manager.post(url("submit", case.pk), {"session": table.session.pk}, follow=True)
    assert "It decides in session 1." in answer.content.decode()
    assert Plan.objects.get().status == PlanStatus.SUBMITTED


def test_a_refused_line_keeps_what_was_typed(table: Any, manager: Any) -> None:
    table.draft()
    line = {"dimension": "social", "kind": "cash", "title": "Rent", "cost": "", "currency": "EUR"}
    answer = manager.post(url("add_line", table.case.pk), line)
    assert answer.status_code == 409
    assert "A funded line needs its cost" in answer.content.decode()
    assert 'value="Rent"' in answer.content.decode()


def test_the_directory_is_searched_inside_the_form(table: Any, manager: Any) -> None:
    table.draft()
    typed = {"find": "1", "title": "Course", "service_words": "nothing of the kind"}
    page = manager.post(url("add_line", table.case.pk), typed)
    assert page.status_code == 200
    assert 'value="Course"' in page.content.decode()
    assert "Nothing in the directory answers" in page.content.decode()
    assert not PlanLine.objects.exists()


def test_a_line_is_removed_on_its_own_page(table: Any, manager: Any) -> None:
    line = table.add(table.draft())
    where = url("remove_line", table.case.pk, line.pk)
    assert "Remove the line" in manager.get(where).content.decode()
    assert PlanLine.objects.exists()
    manager.post(where)
    assert not PlanLine.objects.exists()


def test_a_refused_submission_lists_every_reason(bare: Any, client_of: Any) -> None:
    bare.draft(goal="")
    answer = client_of(bare.cast.partner).post(url("submit", bare.case.pk), {})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "no goal yet" in page
    assert "no line yet" in page
    assert "Choose the session." in page


def test_the_commission_decides_on_its_page(table: Any, secretary: Any) -> None:
    plan = table.submit(table.drafted())
    where = url("session", table.session.pk)
    page = secretary.get(where).content.decode()
    assert "Ansah family" in page
    assert "Not shown and not used here" in page
    refused = secretary.post(url("decide", table.session.pk, plan.pk), {"outcome": "approved"})
    assert refused.status_code == 409
    said = {
        "outcome": "approved", "reason": "fits", "remark": "Well prepared",
        "text_1": "A second quote", "holder_1": table.cast.partner_org.pk,
        "due_1_day": "1", "due_1_month": "2", "due_1_year": "2027",
    }  # fmt: skip
    answer = secretary.post(url("decide", table.session.pk, plan.pk), said, follow=True)
    assert "Plan approved." in answer.content.decode()
    assert Decision.objects.get().conditions.get().due_on.isoformat() == "2027-02-01"
    again = secretary.post(url("decide", table.session.pk, plan.pk), said)
    assert again.status_code == 409
    assert Decision.objects.count() == 1


def test_the_case_manager_reads_the_decision(table: Any, manager: Any) -> None:
    plan = table.submit(table.drafted())
    table.decide(plan, Outcome.REJECTED, DecisionReason.NOT_VIABLE, remark="No market there")
    page = manager.get(url("plan", table.case.pk)).content.decode()
    assert "No market there" in page
    assert "Draft the next version" in page
    manager.post(url("draft", table.case.pk))
    assert Plan.objects.count() == 2


def test_sessions_are_opened_and_closed(table: Any, secretary: Any) -> None:
    day = {"held_on_day": "3", "held_on_month": "12", "held_on_year": "2030", "place": "Accra"}
    secretary.post(url("new_session"), day)
    opened = Session.objects.get(place="Accra")
    assert secretary.get(url("sessions")).status_code == 200
    secretary.post(url("close_session", opened.pk))
    opened.refresh_from_db()
    assert opened.closed_at
    table.submit(table.drafted())
    assert secretary.post(url("close_session", table.session.pk)).status_code == 409


def test_the_stranger_s_answer_is_that_of_what_does_not_exist(table: Any, client_of: Any) -> None:
    table.drafted()
    stranger = client_of(table.cast.stranger)
    missing = url("plan", table.people[0].pk)
    hidden = stranger.get(url("plan", table.case.pk))
    assert hidden.status_code == stranger.get(missing).status_code == 404
    assert stranger.post(url("submit", table.case.pk)).status_code == 404


def test_a_role_without_the_verb_is_turned_away(table: Any, client_of: Any) -> None:
    finance = client_of(table.cast.finance)
    assert finance.get(url("plan", table.case.pk)).status_code == 403
    assert finance.get(url("sessions")).status_code == 403


def test_another_commission_s_session_is_not_found(table: Any, client_of: Any) -> None:
    cast = table.cast
    other = cast.user("other", cast.stranger_org, Role.COMMISSION_SECRETARY)
    assert client_of(other).get(url("session", table.session.pk)).status_code == 404
