from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from homeward.access.choices import Role
from homeward.alignment import actions
from homeward.alignment.models import Judgement, Mend, PairDecision
from homeward.tasks.models import Task

ClientOf = Callable[[Any], Client]
AsApp = Callable[..., Any]
PAGES = ["index", "pairs", "gaps", "calendar", "programmes", "sides", "funding"]


def pair_url(ground: Any, name: str = "pair") -> str:
    return reverse(f"alignment:{name}", args=[ground.skills.pk, ground.coast.pk])


@pytest.mark.parametrize("name", PAGES)
def test_each_page_opens_with_and_without_programmes(
    cast: Any, client_of: ClientOf, name: str
) -> None:
    manager = cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)
    assert client_of(manager).get(reverse(f"alignment:{name}")).status_code == 200


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_each_page_opens_in_each_language(
    ground: Any, expected: Any, client_of: ClientOf, as_app: AsApp, name: str, language: str
) -> None:
    with as_app(ground.manager):
        actions.compare(by=ground.manager, at=timezone.now())
    client = client_of(ground.manager)
    client.post(reverse("set_language"), {"language": language})
    assert client.get(reverse(f"alignment:{name}")).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_a_provider_has_no_page_of_alignment(cast: Any, client_of: ClientOf, name: str) -> None:
    assert client_of(cast.trainer).get(reverse(f"alignment:{name}")).status_code == 403


def test_the_matrix_names_what_does_not_meet_in_words(ground: Any, client_of: ClientOf) -> None:
    page = client_of(ground.manager).get(reverse("alignment:index")).content.decode()
    assert pair_url(ground) in page
    for word in ("Area", "Objectives", "Money", "duplicate?"):
        assert word in page


def test_filters_stay_in_the_address_and_narrow_the_matrix(
    ground: Any, client_of: ClientOf
) -> None:
    page = client_of(ground.manager).get(reverse("alignment:index"), {"need": "health"})
    assert [p.code for p in page.context["programmes"]] == ["CO"]
    assert 'value="health" selected' in page.content.decode()


def test_a_pair_says_all_reasons_and_what_would_change_them(
    ground: Any, client_of: ClientOf
) -> None:
    page = client_of(ground.manager).get(pair_url(ground)).content.decode()
    assert "They work in the same country, in different areas." in page
    assert "Their budgets are in different currencies; nothing is converted." in page
    assert "Publish the criteria that are missing." in page


def test_a_programme_with_itself_is_no_pair(ground: Any, client_of: ClientOf) -> None:
    url = reverse("alignment:pair", args=[ground.skills.pk, ground.skills.pk])
    assert client_of(ground.manager).get(url).status_code == 404


def test_what_was_typed_stays_when_a_decision_is_refused(ground: Any, client_of: ClientOf) -> None:
    client = client_of(ground.manager)
    page = client.post(pair_url(ground, "decide"), {"decision": "merge", "reason": ""})
    assert page.context["form"]["decision"].value() == "merge"
    assert "hw-errors" in page.content.decode()
    assert not PairDecision.objects.exists()


def test_deciding_and_proposing(cast: Any, ground: Any, client_of: ClientOf) -> None:
    client = client_of(ground.manager)
    client.post(pair_url(ground, "decide"), {"decision": "not_same", "reason": "Two places."})
    client.post(
        pair_url(ground, "propose"),
        {"aspect": "area", "asked": cast.partner_org.pk, "text": "Cover Upland too."},
    )
    page = client.get(pair_url(ground)).content.decode()
    assert "Two places." in page
    assert "Cover Upland too." in page


def test_a_case_manager_reads_and_does_not_decide(
    cast: Any, ground: Any, client_of: ClientOf
) -> None:
    client = client_of(cast.partner)
    assert client.get(pair_url(ground)).status_code == 200
    assert client.get(pair_url(ground, "decide")).status_code == 403
    assert client.post(reverse("alignment:compare")).status_code == 403


def test_whoever_is_asked_finds_it_in_my_work_and_answers(
    cast: Any, ground: Any, client_of: ClientOf
) -> None:
    client_of(ground.manager).post(
        pair_url(ground, "propose"),
        {"aspect": "area", "asked": cast.partner_org.pk, "text": "Cover Upland too."},
    )
    mend = Mend.objects.get()
    client = client_of(ground.other_manager)
    assert reverse("alignment:mend", args=[mend.pk]) in client.get("/").content.decode()
    refused = client_of(ground.stranger_manager).post(
        reverse("alignment:answer", args=[mend.pk]), {"answer": "agreed", "reason": "Yes."}
    )
    assert refused.status_code == 409
    client.post(
        reverse("alignment:answer", args=[mend.pk]), {"answer": "agreed", "reason": "From May."}
    )
    assert Task.objects.get(subject_id=mend.pk).done_at is not None
    page = client.get(reverse("alignment:mend", args=[mend.pk])).content.decode()
    assert "From May." in page


def test_judging_keeps_the_reason_and_who_said_it(ground: Any, client_of: ClientOf) -> None:
    client = client_of(ground.manager)
    url = reverse("alignment:judge") + "?corridor=BE-GH"
    on = date(ground.today.year + 1, 1, 1)
    typed = {"category": "training", "side": "origin", "reason": "Certificates count there."}
    typed |= {"review_on_day": on.day, "review_on_month": on.month, "review_on_year": on.year}
    assert client.post(url, typed).status_code == 302
    page = client.get(reverse("alignment:sides")).content.decode()
    assert "Certificates count there." in page
    assert Judgement.objects.get().by == ground.manager


def test_sums_of_two_currencies_are_never_added(ground: Any, client_of: ClientOf) -> None:
    page = client_of(ground.manager).get(reverse("alignment:funding"), {"by": "funder"})
    rows = page.context["found"].rows
    assert {(row.currency, row.budget) for row in rows} == {("EUR", 1000), ("USD", 1000)}
    # Nobody has promised anything that is known, so what is missing is unknown too.
    assert {row.gap for row in rows} == {None}


def test_an_opening_of_another_organisation_is_not_found(ground: Any, client_of: ClientOf) -> None:
    url = reverse("alignment:opening", args=["00000000-0000-0000-0000-000000000000"])
    assert client_of(ground.manager).get(url).status_code == 404


def test_programmes_are_shown_by_place_time_sector_and_places(
    ground: Any, client_of: ClientOf
) -> None:
    page = client_of(ground.manager).get(reverse("alignment:programmes"), {"need": "health"})
    span = page.context["spans"][0]
    assert (span.programme, span.is_begin_known, span.is_end_known) == (ground.coast, True, False)
    assert [(area.name, count) for area, count in page.context["areas"]] == [("Farcoast", 1)]
    text = page.content.decode()
    assert "Clinics" in text
    assert ">40<" in text


def test_a_programme_without_dates_is_open_on_no_day(ground: Any, client_of: ClientOf) -> None:
    type(ground.twin).objects.filter(pk=ground.twin.pk).update(starts_on=None, ends_on=None)
    page = client_of(ground.manager).get(reverse("alignment:programmes"), {"open": "now"})
    shown = {span.programme for span in page.context["spans"]}
    assert ground.skills in shown
    assert not shown & {ground.twin, ground.coast}
