from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from homeward.cases.models import Case
from homeward.packages import identity
from homeward.packages.models import Peer, SentPackage, TakenPackage
from homeward.packages.tests.conftest import OTHER, THIRD


def at(name: str, *args: Any) -> str:
    return reverse(f"packages:{name}", args=args)


def test_a_case_goes_there_and_its_receipt_comes_back(agreed, client_of) -> None:
    cast = agreed.cast
    worker, partner = client_of(cast.owner), client_of(cast.partner)
    sent = worker.post(at("send", agreed.case.pk), {"recipient": cast.partner_org.pk})
    assert sent.headers["Content-Disposition"].startswith("attachment")
    assert b"Efua" not in sent.content
    package = SentPackage.objects.get()
    assert "Waiting for the receipt" in worker.get(at("index")).content.decode()

    agreed.be(OTHER)
    taken = partner.post(
        at("take"),
        {"package": SimpleUploadedFile("p", sent.content), "programme": cast.programme.pk},
    )
    assert taken.status_code == HTTPStatus.FOUND
    ours = TakenPackage.objects.get()
    assert Case.objects.get(pk=ours.case_id).reference in partner.get(at("index")).content.decode()
    receipt = partner.get(at("own_receipt", ours.pk)).content

    agreed.be(agreed.here)
    assert worker.get(at("receipt", package.pk)).status_code == HTTPStatus.OK
    worker.post(at("receipt", package.pk), {"receipt": SimpleUploadedFile("r", receipt)})
    package.refresh_from_db()
    assert package.status == "received"


def test_what_stands_in_the_way_is_said_on_the_page(world, client_of) -> None:
    worker = client_of(world.cast.owner)
    page = worker.post(at("send", world.case.pk), {"recipient": world.cast.partner_org.pk})
    assert page.status_code == HTTPStatus.CONFLICT
    assert "No agreement in force" in page.content.decode()
    taken = worker.post(
        at("take"),
        {"package": SimpleUploadedFile("p", b"x"), "programme": world.cast.programme.pk},
    )
    assert taken.status_code == HTTPStatus.CONFLICT
    assert "This is not a package" in taken.content.decode()


def test_a_card_is_entered_and_forgotten_by_who_may(world, client_of) -> None:
    manager = client_of(world.manager)
    card = identity.card(THIRD, "Third")
    form = {
        "organisation": world.cast.provider.pk,
        "card": SimpleUploadedFile("c", identity.write_card(card)),
        "fingerprint": card.fingerprint.upper(),
        "checked_how": "On paper",
    }
    assert manager.post(at("enter"), form).status_code == HTTPStatus.FOUND
    peer = Peer.objects.get(organisation=world.cast.provider)
    assert card.fingerprint in manager.get(at("peers")).content.decode()
    assert manager.get(at("forget", peer.pk)).status_code == HTTPStatus.OK
    manager.post(at("forget", peer.pk))
    assert not Peer.objects.filter(pk=peer.pk).exists()
    worker = client_of(world.cast.owner)
    assert worker.post(at("enter"), form).status_code == HTTPStatus.FORBIDDEN


def test_a_wrong_fingerprint_keeps_what_was_typed(world, client_of) -> None:
    form = {
        "organisation": world.cast.provider.pk,
        "card": SimpleUploadedFile("c", identity.write_card(identity.card(THIRD, "Third"))),
        "fingerprint": "12345",
        "checked_how": "On paper",
    }
    page = client_of(world.manager).post(at("enter"), form)
    assert page.status_code == HTTPStatus.CONFLICT
    assert "On paper" in page.content.decode()
    assert "Do not use this card" in page.content.decode()


def test_our_own_card_tells_no_secret(world, client_of) -> None:
    card = client_of(world.cast.owner).get(at("card"))
    assert identity.read_card(card.content) is not None
    assert b'"d"' not in card.content


@pytest.mark.parametrize("who", ["stranger", "trainer"])
def test_nobody_else_sends_the_case_or_sees_the_package(agreed, client_of, who) -> None:
    worker = client_of(agreed.cast.owner)
    worker.post(at("send", agreed.case.pk), {"recipient": agreed.cast.partner_org.pk})
    other = client_of(getattr(agreed.cast, who))
    package = SentPackage.objects.get()
    for url in (at("send", agreed.case.pk), at("receipt", package.pk)):
        assert other.get(url).status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN}
