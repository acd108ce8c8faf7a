"""The registry's pages: who reads, what is told, what is refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from homeward.access import jobs
from homeward.access.models import User
from homeward.cases.models import Case
from homeward.conftest import Cast
from homeward.indicators import actions
from homeward.indicators.jobs import COMPUTE
from homeward.indicators.models import Definition, Figure, Indicator

AsApp = Callable[..., Any]
Clients = Callable[[User], Any]
NEW = {
    "name": "Own share", "code": "own-share", "direction": "higher", "source": "work",
    "unit": "placement", "measure": "share", "periods": ["all"],
}  # fmt: skip


@pytest.fixture
def counted(cast: Cast, as_app: AsApp) -> Case:
    """One return, computed, and told however small."""
    case, _people = cast.arrived()
    Case.objects.filter(pk=case.pk).update(arrived_on=cast.now.date() - timedelta(days=400))
    with connection.cursor() as cursor:
        cursor.execute("update indicators_setting set value = 1")
    with as_app(), jobs.acting_job(COMPUTE):
        actions.compute_all(at=cast.now, codes=["left-again-regular", "days-to-first-delivery"])
    return case


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def test_the_registry_says_what_there_is_and_why_there_is_nothing(
    cast: Cast, counted: Case, client_of: Clients
) -> None:
    page = text(client_of(cast.owner).get("/indicators/"))
    assert "Time from return to the first help" in page
    assert "not yet half" in page
    assert "No instrument with a scoring sheet is loaded." in page
    assert client_of(cast.trainer).get("/indicators/").status_code == 403


def test_an_indicator_shows_its_definition_its_figures_and_its_cases(
    cast: Cast, counted: Case, client_of: Clients
) -> None:
    url = "/indicators/left-again-regular/"
    client = client_of(cast.partner)
    page = text(client.get(url, {"by": "programme", "period": "year"}))
    for said in ("persons who left again by visa", "IOM Reintegration Handbook", "Ways home",
                 "0%", "2 people"):  # fmt: skip
        assert said in page, said
    seen = text(client.get(f"{url}cases/", {"programme": cast.programme.pk}))
    assert counted.reference in seen
    assert "Counted, not reached" in seen
    # Another programme's and another period's cases are not among them.
    assert counted.reference not in text(client.get(f"{url}cases/", {"programme": "999999"}))
    assert counted.reference not in text(
        client.get(f"{url}cases/", {"period": "year", "from": "2001-01-01"})
    )
    # Who may not see the case sees the figure all the same, and no case.
    stranger = client_of(cast.stranger)
    assert "0%" in text(stranger.get(url))
    assert counted.reference not in text(stranger.get(f"{url}cases/"))
    assert client.get("/indicators/nothing/").status_code == 404


def test_a_figure_opens_what_it_was_before(
    cast: Cast, counted: Case, client_of: Clients, as_app: AsApp
) -> None:
    before = cast.now - timedelta(days=70)
    now = Figure.objects.get(definition__indicator__code="left-again-regular", cut="", period="all")
    Figure.objects.create(
        definition=now.definition, period="all", numerator=30, denominator=40, value=0.75,
        persons=40, computed_at=before, replaced_at=cast.now,
    )  # fmt: skip
    client = client_of(cast.partner)
    url = f"/indicators/left-again-regular/history/{now.pk}/"
    assert url in text(client.get("/indicators/left-again-regular/", {"period": "all"}))
    page = text(client.get(url))
    assert page.index("0%") < page.index("75%")
    assert "it stands" in page
    assert client.get(f"/indicators/referral-outcome/history/{now.pk}/").status_code == 404


def test_what_counts_organisations_has_no_cases(cast: Cast, client_of: Clients) -> None:
    page = text(client_of(cast.partner).get("/indicators/returnees-in-wider-projects/cases/"))
    assert "No case" in page


def test_a_draft_keeps_what_was_typed_and_is_refused_with_all_reasons(
    cast: Cast, keeper: User, client_of: Clients
) -> None:
    client = client_of(keeper)
    refused = client.post("/indicators/new/", NEW | {"formula": "{", "meaning": "Typed words"})
    assert refused.status_code == 422
    assert "Typed words" in refused.content.decode()
    assert client.post("/indicators/new/", NEW).status_code == 302
    assert client.post("/indicators/new/", NEW).status_code == 409
    late = client.post("/indicators/own-share/draft/publish/")
    assert late.status_code == 409
    for reason in ("Say what the indicator tells.", "Say what counts as reached.",
                   "Name the document that asks for it."):  # fmt: skip
        assert reason in late.content.decode()
    assert "Discard version 1" in text(client.get("/indicators/own-share/draft/discard/"))
    assert client.post("/indicators/own-share/draft/discard/").status_code == 302
    assert not Indicator.objects.filter(code="own-share").exists()


def test_a_version_is_begun_compared_agreed_to_and_put_in_use(
    cast: Cast, keeper: User, other: User, client_of: Clients
) -> None:
    client, second = client_of(keeper), client_of(other)
    url = "/indicators/referral-acceptance/"
    assert client.get(f"{url}draft/").status_code == 302
    assert client.post(f"{url}draft/").status_code == 302
    shown = text(client.get(f"{url}draft/"))
    assert "taken_back" not in shown
    first = Definition.objects.get(indicator__code="referral-acceptance", version=1)
    form = {
        "meaning": "Clearer", "numerator": "a", "denominator": "b", "source": "referrals",
        "unit": "referral", "measure": "share", "formula": first.formula_text,
        "dimensions": ["programme"], "periods": ["all"], "dated_by": "sent", "cited": "Minutes 4",
        "change_note": "Clearer words",
    }  # fmt: skip
    assert client.post(f"{url}draft/", form).status_code == 302
    assert client.post(f"{url}draft/publish/").status_code == 409
    assert (
        second.post(f"{url}agree/?version=2", {"programme": cast.programme.pk}).status_code == 302
    )
    assert client.post(f"{url}draft/publish/").status_code == 302
    page = text(client.get(url))
    assert "Clearer words" in page
    assert "Reintegration NGO" in page
    compared = text(client.get(f"{url}versions/", {"one": "1", "other": "2"}))
    assert "Minutes 4" in compared
    assert client_of(cast.partner).post(f"{url}draft/").status_code == 403


def test_a_benchmark_stands_beside_the_figure(
    cast: Cast, counted: Case, keeper: User, client_of: Clients
) -> None:
    client = client_of(keeper)
    url = "/indicators/left-again-regular/"
    form = {
        "programme": "", "kind": "benchmark", "value": "0.25", "currency": "",
        "valid_from_day": "1", "valid_from_month": "1", "valid_from_year": "2026", "source": "",
    }  # fmt: skip
    assert client.post(f"{url}targets/", form).status_code == 422
    assert (
        client.post(f"{url}targets/", form | {"source": "Annual report 2025, page 4"}).status_code
        == 302
    )
    page = text(client.get(url))
    assert "Annual report 2025, page 4" in page
    assert "25%" in page
    assert "not reached" in page


def test_computing_is_asked_of_the_worker(cast: Cast, keeper: User, client_of: Clients) -> None:
    client = client_of(keeper)
    assert client.post("/indicators/compute/").status_code == 302
    assert client.post("/indicators/compute/").status_code == 302
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from procrastinate_jobs"
            " where task_name = 'homeward.indicators.jobs.compute_indicators'"
        )
        assert cursor.fetchone() == (1,)
    assert client.get("/indicators/compute/").status_code == 405
