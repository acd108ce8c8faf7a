from collections.abc import Callable
from typing import Any

import pytest
from django.db import ProgrammingError, connection
from django.urls import reverse

from homeward.access.choices import DataClass, OrganisationKind, Role
from homeward.handovers import actions
from homeward.handovers.models import Asking, Criterion, Handover, HandoverRow, Line, Stage
from homeward.persons.models import Consent
from homeward.tasks.models import Task

from .conftest import ALL, Act

ClientOf = Callable[..., Any]
TODAY = {"from_on_day": "1", "from_on_month": "1", "from_on_year": "2020"}


def test_it_is_drafted_offered_signed_rehearsed_and_begun(act: Act, client_of: ClientOf) -> None:
    case, _people = act.family()
    lead, second = client_of(act.manager), client_of(act.second)
    lead.post(
        reverse("handovers:new"), {"title": "To the agency", "programme": act.cast.programme.pk}
    )
    held = Handover.objects.get()
    here = [held.pk]
    page = lead.get(reverse("handovers:detail", args=here)).content.decode()
    assert "Say which cases go to whom" in page
    stage = {"receiver": act.agency.pk, "agreement": act.agreement.pk, "case_state": "all"} | TODAY
    refused = lead.post(reverse("handovers:plan", args=here), stage)
    assert refused.status_code == 409
    assert "say what becomes of asylum history" in refused.content.decode()
    lead.post(reverse("handovers:plan", args=here), stage | {"asylum": "erase"})
    assert lead.post(reverse("handovers:offer", args=here)).status_code == 409
    for line in Line.objects.all():
        lead.post(reverse("handovers:decide", args=[line.pk]), {f"line-{line.pk}-outcome": "stays"})
    assert client_of(act.head).get(reverse("handovers:detail", args=here)).status_code == 404
    lead.post(reverse("handovers:offer", args=here))
    assert Task.objects.filter(kind="sign_caseload", done_at__isnull=True).count() == 2
    assert lead.post(reverse("handovers:offer", args=here)).status_code == 409
    assert "No date agreed" not in lead.get(reverse("handovers:detail", args=here)).content.decode()
    for client in (lead, second, client_of(act.head), client_of(act.deputy)):
        client.post(reverse("handovers:sign", args=here))
    assert lead.post(reverse("handovers:sign", args=here)).status_code == 409
    planned = Stage.objects.get()
    at = [planned.pk]
    lead.post(reverse("handovers:rehearse", args=at))
    page = lead.get(reverse("handovers:stage", args=at)).content.decode()
    assert case.reference in page
    assert "Hand the stage over" in page
    assert case.reference in lead.get(reverse("handovers:report", args=at)).content.decode()
    assert lead.get(reverse("handovers:document", args=here)).content.startswith(b"%PDF")
    lead.post(reverse("handovers:begin", args=at))
    act.run(planned)
    page = lead.get(reverse("handovers:stage", args=at)).content.decode()
    assert case.reference not in page
    assert "This stage is done: 1 case has moved" in page
    page = client_of(act.head).get(reverse("handovers:stage", args=at)).content.decode()
    assert case.reference in page


def test_only_the_roles_of_the_table_act_and_a_stranger_finds_nothing(
    act: Act, client_of: ClientOf
) -> None:
    held, stage = act.draft()
    worker = client_of(act.cast.owner)
    assert worker.get(reverse("handovers:new")).status_code == 403
    assert worker.post(reverse("handovers:rehearse", args=[stage.pk])).status_code == 403
    other = act.cast.user("other", act.cast.stranger_org, Role.PROGRAMME_MANAGER)
    stranger = client_of(other)
    for name in ("detail", "sign", "offer", "take_back", "document"):
        assert stranger.get(reverse(f"handovers:{name}", args=[held.pk])).status_code == 404
    assert stranger.get(reverse("handovers:stage", args=[stage.pk])).status_code == 404


def test_a_worker_asks_the_person_and_a_yes_is_a_consent(act: Act, client_of: ClientOf) -> None:
    case, people = act.family(agrees=False)
    _held, stage = act.signed()
    act.rehearse(stage)
    worker = client_of(act.cast.owner)
    assert case.reference in worker.get(reverse("handovers:to_ask")).content.decode()
    row = HandoverRow.objects.get(case=case)
    address = reverse("handovers:ask", args=[row.pk])
    day = act.now.date()
    typed = {
        "person": str(people[0].pk), "answer": "agreed", "way": "phone",
        "consent_way": "witnessed_oral", "classes": [str(int(DataClass.CASE))],
        "asked_on_day": day.day, "asked_on_month": day.month, "asked_on_year": day.year,
    }  # fmt: skip
    refused = worker.post(address, typed)
    assert refused.status_code == 409
    assert not Asking.objects.exists()
    worker.post(address, typed | {"witness": "Ama"})
    assert Asking.objects.get().answer == "agreed"
    assert Consent.objects.get(recipient_org=act.agency).covers == DataClass.CASE
    assert client_of(act.cast.stranger).get(address).status_code == 404
    assert client_of(act.manager).get(address).status_code == 403


def test_criteria_are_stated_read_judged_and_dropped(act: Act, client_of: ClientOf) -> None:
    lead = client_of(act.manager)
    day = act.now.date()
    valid = {"valid_from_day": day.day, "valid_from_month": day.month, "valid_from_year": day.year}
    common = {"programme": act.cast.programme.pk, "about": act.agency.pk, "source": "Exit plan, 3"}
    for code, reading, threshold in (
        ("agreements", "agreements", 1), ("staff", "staff", 5), ("budget", "judgement", ""),
    ):  # fmt: skip
        lead.post(
            reverse("handovers:state"),
            common | valid
            | {"code": code, "wording": f"About {code}", "reading": reading,
               "threshold": threshold},
        )  # fmt: skip
    again = lead.post(
        reverse("handovers:state"),
        common | valid | {"code": "staff", "wording": "x", "reading": "staff", "source": ""},
    )
    assert again.status_code == 409
    page = lead.get(reverse("handovers:readiness")).content.decode()
    assert "1 of 3 criteria for leaving are met" in page
    assert "1 is unknown" in page
    budget = Criterion.objects.get(code="budget")
    judge = reverse("handovers:judge", args=[budget.pk])
    on = {"on_day": day.day, "on_month": day.month, "on_year": day.year}
    assert lead.post(judge, {"verdict": "met"} | on).status_code == 409
    lead.post(judge, {"verdict": "met", "evidence": "Budget law, line 12"} | on)
    page = client_of(act.head).get(reverse("handovers:readiness")).content.decode()
    assert "Budget law, line 12" in page
    lead.post(reverse("handovers:drop", args=[budget.pk]), {"source": "Committee, May"})
    assert Criterion.objects.filter(code="budget", is_dropped=True).count() == 1
    assert client_of(act.cast.owner).post(judge, {}).status_code == 403


def test_a_receiver_declines_and_a_lead_takes_back(act: Act, client_of: ClientOf) -> None:
    held, _stage = act.draft()
    lead, head = client_of(act.manager), client_of(act.head)
    lead.post(reverse("handovers:offer", args=[held.pk]))
    assert lead.post(reverse("handovers:decline", args=[held.pk])).status_code == 409
    head.post(reverse("handovers:decline", args=[held.pk]))
    assert Handover.objects.get().status == "declined"
    assert not Task.objects.filter(kind="sign_caseload", done_at__isnull=True).exists()
    assert lead.post(reverse("handovers:take_back", args=[held.pk])).status_code == 409
    second, stage = act.draft(title="Again")
    act.rehearse(stage)
    lead.post(reverse("handovers:take_out", args=[stage.pk]))
    assert not second.stages.exists()
    lead.post(reverse("handovers:take_back", args=[second.pk]))
    assert Handover.objects.get(pk=second.pk).status == "withdrawn"


def test_with_an_act_that_is_over_ends_every_wait_for_it(act: Act, client_of: ClientOf) -> None:
    held, _stage = act.draft()
    city = act.cast.organisation("City office", OrganisationKind.NGO, "GH")
    agreement = act.cast.agree(act.lead, city, classes=ALL)
    mayor = act.cast.user("mayor", city, Role.PROGRAMME_MANAGER)
    with act.as_app(act.manager):
        actions.plan(
            held, city, agreement, from_on=act.now.date(), by=act.manager, at=act.now
        )  # fmt: skip
        actions.offer(held, by=act.manager, at=act.now)
    waits = Task.objects.filter(kind="sign_caseload", done_at__isnull=True)
    assert {each.holder_org for each in waits} == {act.lead, act.agency, city}
    with act.as_app(mayor):
        actions.decline(held, by=mayor, at=act.now)
    assert not waits.all().exists()
    assert "over" in client_of(act.head).get(held.get_absolute_url()).content.decode()


def test_an_act_that_is_signed_and_taken_back_is_waited_for_by_nobody(act: Act) -> None:
    held, _stage = act.signed()
    waits = Task.objects.filter(kind="run_caseload", done_at__isnull=True)
    assert waits.count() == 1
    with act.as_app(act.manager):
        actions.take_back(held, by=act.manager, at=act.now)
    assert not waits.all().exists()


def test_nobody_else_ends_the_waits_of_an_act_or_of_one_that_goes_on(act: Act) -> None:
    held, _stage = act.draft()
    with act.as_app(act.manager):
        actions.offer(held, by=act.manager, at=act.now)
    for user in (act.head, act.cast.stranger):
        with (
            pytest.raises(ProgrammingError, match="handovers_end_waits"),
            act.as_app(user),
            connection.cursor() as cursor,
        ):
            cursor.execute("select handovers_end_waits(%s, now())", [held.pk])
