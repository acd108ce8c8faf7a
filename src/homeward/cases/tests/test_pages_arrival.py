"""Pages from the announcement to the closed case."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from homeward.access.choices import DataClass, Purpose, Role
from homeward.cases.models import Arrival, Case, Fact
from homeward.persons.models import Person
from homeward.places.models import Country, PointOfEntry

ClientOf = Callable[[Any], Any]


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


def ready(cast: Any) -> tuple[Case, list[Person]]:
    cast.agree(cast.host, cast.partner_org)
    arrival = frozenset({DataClass.IDENTITY, DataClass.PROFILE})
    cast.agree(cast.host, cast.desk, Purpose.ARRIVAL, arrival)
    case, people = cast.family()
    for person in people:
        cast.consent(person, cast.partner_org)
        cast.consent(person, cast.desk, Purpose.ARRIVAL, arrival)
    return case, people


def travel(cast: Any, days: int = 1, **changed: Any) -> dict[str, Any]:
    on = cast.now.date() + timedelta(days=days)
    return {
        "reception_org": cast.desk.pk,
        "case_org": cast.partner_org.pk,
        "flight": "YY 512",
        "lands_on_day": on.day,
        "lands_on_month": on.month,
        "lands_on_year": on.year,
        "lands_at": "14:35",
        "adults": "1",
        "children": "1",
        "needs": ["child", "wheelchair"],
    } | changed


def announced(cast: Any, client_of: ClientOf, days: int = 1) -> tuple[Case, Arrival]:
    case, _people = ready(cast)
    response = client_of(cast.owner).post(
        reverse("cases:announce", args=[case.pk]), travel(cast, days)
    )
    assert response.status_code == 302, response.content.decode()
    with cast.as_app(cast.owner):
        return Case.objects.get(), Arrival.objects.get()


def test_what_is_missing_is_told_at_once_each_with_its_remedy(
    cast: Any, client_of: ClientOf
) -> None:
    case, _people = cast.family()
    data = travel(cast, lands_on_day="", lands_on_month="", lands_on_year="", lands_at="")
    response = client_of(cast.owner).post(reverse("cases:announce", args=[case.pk]), data)
    page = response.content.decode()
    assert response.status_code == 409
    assert "3 things are missing" in page
    assert "Airport desk, Reintegration NGO" in page
    assert reverse("agreements:index") in page
    assert reverse("persons:consent", args=[case.pk]) in page
    assert 'value="YY 512"' in page
    with cast.as_app(cast.owner):
        assert not Arrival.objects.exists()


def test_half_a_time_is_no_time(cast: Any, client_of: ClientOf) -> None:
    case, _people = ready(cast)
    client, url = client_of(cast.owner), reverse("cases:announce", args=[case.pk])
    for changed in (
        {"lands_at": ""},
        {"lands_at": "half past two"},
        {"adults": "0", "children": "0"},
    ):
        assert client.post(url, travel(cast, **changed)).status_code == 422


def test_the_announcement_is_filled_with_what_is_known(cast: Any, client_of: ClientOf) -> None:
    case, _people = ready(cast)
    page = client_of(cast.owner).get(reverse("cases:announce", args=[case.pk])).content.decode()
    assert f'<option value="{cast.desk.pk}" selected>' in page
    assert "No agreement yet" in page


def test_a_second_announcement_is_refused(cast: Any, client_of: ClientOf) -> None:
    case, _arrival = announced(cast, client_of)
    again = client_of(cast.owner).post(reverse("cases:announce", args=[case.pk]), travel(cast))
    assert again.status_code == 409


def test_the_board_shows_what_arrival_needs_and_nothing_else(
    cast: Any, client_of: ClientOf
) -> None:
    case, _arrival = announced(cast, client_of)
    tomorrow = (cast.now.date() + timedelta(days=1)).isoformat()
    page = client_of(cast.officer).get("/arrivals/", {"day": tomorrow}).content.decode()
    assert "Ansah family" in page
    assert "Wheelchair" in page
    assert "Tailor" not in page
    assert str(case.pk) not in page
    assert "Nobody is expected" in client_of(cast.officer).get("/arrivals/").content.decode()


def test_another_desk_sees_nobody(cast: Any, client_of: ClientOf) -> None:
    _case, arrival = announced(cast, client_of)
    other = cast.user("other", cast.stranger_org, Role.RECEPTION_OFFICER)
    assert "Ansah" not in client_of(other).get("/arrivals/?day=later").content.decode()
    assert client_of(other).get(reverse("reception:receive", args=[arrival.pk])).status_code == 404
    assert (
        client_of(other)
        .post(reverse("reception:prepare", args=[arrival.pk]), {"need": "child", "done": "1"})
        .status_code
        == 404
    )
    assert client_of(cast.owner).get("/arrivals/").status_code == 403


def test_the_desk_ticks_and_unticks(cast: Any, client_of: ClientOf) -> None:
    _case, arrival = announced(cast, client_of)
    client, url = client_of(cast.officer), reverse("reception:prepare", args=[arrival.pk])
    for done, ticked in (("1", ["child"]), ("1", ["child"]), ("0", [])):
        assert client.post(url, {"need": "child", "done": done}).status_code == 302
        with cast.as_app(cast.officer, Purpose.ARRIVAL):
            assert Arrival.objects.get().prepared == ticked
    assert client.post(url, {"need": "bed", "done": "1"}).status_code == 404


def test_the_desk_confirms_and_a_second_click_is_told(cast: Any, client_of: ClientOf) -> None:
    case, arrival = announced(cast, client_of, days=0)
    client, url = client_of(cast.officer), reverse("reception:receive", args=[arrival.pk])
    assert client.post(url, {"adults": "0", "children": "0"}).status_code == 422
    data = {"adults": "1", "children": "1", "remark": "Tired but well"}
    assert client.post(url, data).status_code == 302
    again = client.post(url, data)
    assert again.status_code == 409
    assert "confirmed already" in again.content.decode()
    facts = client_of(cast.partner).get(reverse("cases:facts", args=[case.pk]))
    assert "Take the case" in facts.content.decode()


def test_an_arrival_of_an_earlier_day_waits_under_overdue(cast: Any, client_of: ClientOf) -> None:
    announced(cast, client_of, days=-2)
    client = client_of(cast.officer)
    assert "never confirmed" in client.get("/arrivals/").content.decode()
    assert "Ansah family" in client.get("/arrivals/?day=overdue").content.decode()


def test_facts_are_confirmed_and_corrected(cast: Any, client_of: ClientOf) -> None:
    case, _people = cast.arrived()
    client, url = client_of(cast.partner), reverse("cases:facts", args=[case.pk])
    with cast.as_app(cast.partner):
        fact = Fact.objects.get()
    page = client.get(url).content.decode()
    assert "1 fact is still to be confirmed" in page
    assert "recorded by Return Counselling" in page
    assert client.post(reverse("cases:confirm_fact", args=[fact.pk])).status_code == 302
    assert "Partner, Reintegration NGO" in client.get(url).content.decode()
    on = cast.now.date()
    said = {
        "value": "Tailor, 4 years",
        "said_by": "person",
        "said_on_day": on.day,
        "said_on_month": on.month,
        "said_on_year": on.year,
    }
    correct = reverse("cases:correct_fact", args=[fact.pk])
    assert client.post(correct, said | {"said_by": ""}).status_code == 422
    assert client.post(correct, said).status_code == 302
    both = client.get(url).content.decode()
    assert "Tailor, 6 years" in both
    assert "Tailor, 4 years" in both
    assert client.post(correct, said).status_code == 409
    assert client.post(reverse("cases:confirm_fact", args=[fact.pk])).status_code == 409


def test_the_case_is_taken_noted_on_and_closed(cast: Any, client_of: ClientOf) -> None:
    case, _people = cast.family()
    client = client_of(cast.owner)
    note = reverse("cases:note", args=[case.pk])
    assert client.post(note, {"text": ""}).status_code == 422
    assert client.post(note, {"text": "Called"}).headers["Location"] == f"/cases/{case.pk}/"
    close = reverse("cases:close", args=[case.pk])
    refused = client.post(close, {})
    assert refused.status_code == 409
    assert "Choose a reason" in refused.content.decode()
    assert client.post(close, {"reason": "own_choice"}).status_code == 302
    assert client.post(close, {"reason": "own_choice"}).status_code == 409
    assert client.post(reverse("cases:take", args=[case.pk])).status_code == 409


@pytest.mark.parametrize("name", ["cases:take", "cases:note", "cases:close", "cases:facts"])
def test_the_wrong_role_is_told_so_and_a_stranger_finds_nothing(
    cast: Any, client_of: ClientOf, name: str
) -> None:
    case, _people = cast.family()
    url = reverse(name, args=[case.pk])
    verb = "post" if name == "cases:take" else "get"
    assert getattr(client_of(cast.officer), verb)(url).status_code == 403
    assert getattr(client_of(cast.stranger), verb)(url).status_code == 404


def test_where_they_arrive_is_suggested_from_the_country_s_points_of_entry(
    cast: Any, client_of: ClientOf
) -> None:
    case, _people = cast.family()
    PointOfEntry.objects.create(country=case.origin_country, name="Northern gate", kind="land")
    PointOfEntry.objects.create(
        country=case.origin_country, name="Closed gate", kind="land", is_open=False
    )
    elsewhere = Country.objects.exclude(pk=case.origin_country_id)[0]
    PointOfEntry.objects.create(country=elsewhere, name="Another gate", kind="land")
    page = client_of(cast.owner).get(reverse("cases:announce", args=[case.pk])).content.decode()
    assert 'list="points-of-entry"' in page
    assert '<option value="Northern gate">' in page
    assert "Closed gate" not in page
    assert "Another gate" not in page
