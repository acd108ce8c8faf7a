"""The pages, asked as the app role."""

from typing import Any

import pytest
from django.utils import timezone

from homeward.access.choices import Role
from homeward.matches.models import Placing, Proposal, RankingVersion


@pytest.fixture
def offers(market: Any) -> dict[str, Any]:
    market.worked("tailor", 6)
    market.has("cut fabric")
    market.wish(max_km=50, kinds=["vacancy"])
    return {
        "tailor": market.offer("Tailor at the market", occupation=market.work["tailor"]),
        "welder": market.offer("Welder", occupation=market.work["welder"], places_free=2),
        "full": market.offer("Full course", kind="training", places_free=0),
    }


def where(market: Any, *more: Any) -> str:
    return "/".join(["", "cases", str(market.case.pk), "matches", *map(str, more), ""])


def test_the_list_says_what_fits_why_and_why_the_others_don_t(
    market: Any, offers: Any, client_of: Any
) -> None:
    page = client_of(market.cast.owner).get(where(market)).content.decode()
    assert page.index("Tailor at the market") < page.index("Welder")
    for said in (
        "2 of 3 that are offered", "Has done this work", "cut fabric", "sew by hand",
        "How many places are free", "within 50 km", "tailor, 6 years", "No free place",
        "Never used: the way of return",
    ):  # fmt: skip
        assert said in page, said
    assert "Full course" not in page
    others = client_of(market.cast.owner).get(where(market, "others")).content.decode()
    assert "Full course" in others
    assert "Welder" not in others


def test_a_filter_by_kind_stays_in_the_address(market: Any, offers: Any, client_of: Any) -> None:
    page = client_of(market.cast.owner).get(where(market) + "?kind=training").content.decode()
    assert "No offer fits now" in page


def test_one_offer_shows_the_sum_of_its_score(market: Any, offers: Any, client_of: Any) -> None:
    page = client_of(market.cast.owner).get(where(market, offers["full"].pk)).content.decode()
    assert "Can&#x27;t take this person now" in page or "Can't take this person now" in page
    assert "Our own choice, not measured" in page


def test_putting_aside_asks_why_and_shows_it(market: Any, offers: Any, client_of: Any) -> None:
    client = client_of(market.cast.owner)
    url = where(market, offers["welder"].pk, "place")
    refused = client.post(url, {"standing": "aside", "reason": ""})
    assert refused.status_code == 409
    assert client.post(url, {"standing": "aside", "reason": "Bad back"}).status_code == 302
    page = client.get(where(market)).content.decode()
    assert "Bad back" in page
    back = f"/matches/placings/{Placing.objects.get().pk}/take-back/"
    assert client.post(back).status_code == 302
    assert client.post(back).status_code == 302
    assert Placing.objects.get().lifted_at is not None


def test_choosing_keeps_what_was_proposed_and_goes_on(
    market: Any, offers: Any, client_of: Any
) -> None:
    client = client_of(market.cast.owner)
    url = where(market, offers["welder"].pk, "choose")
    assert "Say why it is this one" in client.get(url).content.decode()
    assert client.post(url, {"reason": ""}).status_code == 409
    sent = client.post(url, {"reason": "He asked for it"})
    assert (sent.status_code, str(offers["welder"].pk) in sent["Location"]) == (302, True)
    assert Proposal.objects.get().place == 2
    assert "He asked for it" in client.get(where(market)).content.decode()


def test_who_could_take_up_an_offer_is_told_of_what_one_sees(
    market: Any, offers: Any, client_of: Any
) -> None:
    url = f"/matches/offers/{offers['tailor'].pk}/"
    assert "Efua" in client_of(market.cast.owner).get(url).content.decode()
    assert "Nobody fits now" in client_of(market.cast.stranger).get(url).content.decode()
    assert client_of(market.cast.trainer).get(url).status_code == 403


def test_what_one_may_not_see_is_not_there(market: Any, offers: Any, client_of: Any) -> None:
    stranger = client_of(market.cast.stranger)
    for url in (where(market), where(market, "others"), where(market, offers["welder"].pk)):
        assert stranger.get(url).status_code == 404
    assert client_of(market.cast.owner).get(where(market) + "?person=no").status_code == 404


def test_the_weights_are_shown_and_the_next_version_is_written(market: Any, client_of: Any) -> None:
    cast = market.cast
    manager = client_of(cast.user("manager", cast.host, Role.PROGRAMME_MANAGER))
    url = f"/programmes/{cast.programme.pk}/ranking/"
    assert "Our own choice, not measured" in manager.get(url).content.decode()
    today = timezone.localdate()
    form = {
        **dict.fromkeys(RankingVersion.objects.get().parts, 10), "reach_km": 40,
        "valid_from_day": today.day, "valid_from_month": today.month,
        "valid_from_year": today.year, "source": "Decided in May",
    }  # fmt: skip
    refused = manager.post(url + "new/", form | {"skills": 20})
    assert refused.status_code == 409
    assert "Decided in May" in refused.content.decode()
    assert manager.post(url + "new/", form).status_code == 302
    assert "Decided in May" in manager.get(url).content.decode()
    assert client_of(cast.owner).get(url + "new/").status_code == 403
