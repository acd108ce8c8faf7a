from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from homeward.core import spreadsheets
from homeward.offers.choices import OfferStatus
from homeward.offers.models import JointVisit, Offer, SeatContract

from .conftest import Market

ClientOf = Callable[..., Any]
FIELDS = {"kind": "training", "title": "Baking", "language": "en"}


def day(name: str, value: Any) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month),
            f"{name}_year": str(value.year)}  # fmt: skip


def test_the_list_says_what_nobody_has_said_and_keeps_its_filters(
    market: Market, client_of: ClientOf
) -> None:
    market.offer(intensity="light")
    client = client_of(market.cast.stranger)
    page = client.get(reverse("offers:index"), {"intensity": "medium", "page": "1"})
    assert "whether children are looked after" in page.content.decode()
    none = client.get(reverse("offers:index"), {"child_care": "1", "kind": "nonsense"})
    assert "No offer found" in none.content.decode()


def test_an_offer_is_written_opened_confirmed_copied_and_closed(
    market: Market, client_of: ClientOf
) -> None:
    client = client_of(market.trainer)
    refused = client.post(reverse("offers:new"), FIELDS | {"wage": "12"})
    assert (refused.status_code, "Baking" in refused.content.decode()) == (409, True)
    client.post(reverse("offers:new"), FIELDS | {"child_care": "no", "needs": ["training"]})
    offer = Offer.objects.get()
    assert (offer.status, offer.child_care, offer.intensity) == ("draft", False, "")
    here = [offer.pk]
    client.post(reverse("offers:status", args=here))
    client.post(reverse("offers:confirm", args=here), {"places": "4"})
    page = client.get(reverse("offers:detail", args=here)).content.decode()
    assert "4 free places" in page
    client.post(reverse("offers:copy", args=here))
    assert Offer.objects.count() == 2
    assert "Close" in client.get(reverse("offers:close", args=here)).content.decode()
    client.post(reverse("offers:close", args=here))
    offer.refresh_from_db()
    assert offer.status == OfferStatus.CLOSED
    assert client.post(reverse("offers:close", args=here)).status_code == 409


def test_who_does_not_keep_it_reads_it_and_changes_nothing(
    market: Market, client_of: ClientOf
) -> None:
    offer = market.offer()
    here = [offer.pk]
    assert client_of(market.manager).get(reverse("offers:detail", args=here)).status_code == 200
    assert client_of(market.manager).get(reverse("offers:edit", args=here)).status_code == 403
    stranger = client_of(market.cast.stranger)
    assert stranger.post(reverse("offers:status", args=here)).status_code == 403
    Offer.objects.update(status="draft")
    assert stranger.get(reverse("offers:detail", args=here)).status_code == 404


def test_an_entry_becomes_an_offer_by_one_click_and_stands_on_its_public_page(
    market: Market, client_of: ClientOf, client: Any
) -> None:
    service = market.cast.service(is_published=True)
    signed_in = client_of(market.trainer)
    signed_in.post(reverse("offers:of_service", args=[service.pk]))
    offer = Offer.objects.get()
    public = reverse("public:service", args=["en", service.pk])
    assert "On offer now" not in client.get(public).content.decode()
    signed_in.post(reverse("offers:status", args=[offer.pk]))
    assert "On offer now" in client.get(public).content.decode()


def test_a_sheet_is_looked_through_then_read_in(market: Market, client_of: ClientOf) -> None:
    client, url = client_of(market.trainer), reverse("offers:sheet")
    assert client.get(reverse("offers:template")).status_code == 200

    def send(kind: str, button: str) -> Any:
        content = spreadsheets.csv_table(["number", "kind", "title"], [["1", kind, "Baking"]])
        return client.post(url, {"file": SimpleUploadedFile("a.csv", content), button: "1"})

    assert "is none of the words" in send("baking", "take").content.decode()
    assert "would write 1 new" in send("training", "look").content.decode()
    assert not Offer.objects.exists()
    assert send("training", "take").status_code == 302
    assert Offer.objects.count() == 1
    assert client.post(url, {"file": SimpleUploadedFile("a.xls", b"\x00no")}).status_code == 409


@pytest.fixture
def signed(market: Market) -> SeatContract:
    return market.signed()


def test_both_sides_see_the_same_contract_and_a_stranger_none(
    market: Market, signed: SeatContract, client_of: ClientOf
) -> None:
    url = reverse("offers:contract", args=[signed.pk])
    for user in (market.manager, market.trainer):
        page = client_of(user).get(url).content.decode()
        assert "0 of 20" in page
        assert "The report due on" in page
    assert client_of(market.cast.stranger).get(url).status_code == 404


def test_a_contract_goes_from_draft_to_its_end_by_its_pages(
    market: Market, client_of: ClientOf
) -> None:
    client = client_of(market.manager)
    fields = {
        "number": "S9", "title": "Seats", "partner": market.cast.provider.pk, "seats": "5",
        **day("starts_on", market.today), **day("ends_on", market.today + timedelta(days=90)),
    }  # fmt: skip
    crossed = fields | {"residents_at_least": "80", "residents_at_most": "20"}
    assert client.post(reverse("offers:new_contract"), crossed).status_code == 409
    client.post(reverse("offers:new_contract"), fields)
    held = SeatContract.objects.get()
    client.post(reverse("offers:send_to_sign", args=[held.pk]))
    client.post(reverse("offers:sign", args=[held.pk]))
    client_of(market.trainer).post(reverse("offers:sign", args=[held.pk]))
    held.refresh_from_db()
    assert held.status == "in_force"
    client.post(reverse("offers:end_contract", args=[held.pk]), {"text": "Money ran out"})
    held.refresh_from_db()
    assert (held.status, held.ended_because) == ("ended", "Money ran out")


def test_a_joint_visit_is_planned_held_confirmed_and_followed_up(
    market: Market, signed: SeatContract, client_of: ClientOf
) -> None:
    ours, theirs = client_of(market.manager), client_of(market.trainer)
    planned = {"kind": "visit", **day("planned_on", market.today)}
    ours.post(reverse("offers:plan_visit", args=[signed.pk]), planned)
    visit = JointVisit.objects.get()
    here = [visit.pk]
    ours.post(
        reverse("offers:held", args=here), {"summary": "Seen", **day("held_on", market.today)}
    )
    ours.post(
        reverse("offers:add_finding", args=here),
        {"text": "No shade", "side": "partner", **day("due_on", market.today)},
    )
    assert ours.post(reverse("offers:confirm_visit", args=here)).status_code == 409
    assert "Was it so?" in theirs.get(reverse("offers:visit", args=here)).content.decode()
    theirs.post(reverse("offers:confirm_visit", args=here))
    finding = visit.findings.get()
    url = reverse("offers:finding", args=[finding.pk])
    assert ours.post(url, {"text": "Built"}).status_code == 403
    theirs.post(url, {"text": "Built"})
    finding.refresh_from_db()
    assert finding.done_text == "Built"
