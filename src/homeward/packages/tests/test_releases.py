"""A release of statistics goes signed to another installation, and is taken in there once."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from homeward.core.refusals import Refused
from homeward.packages import actions
from homeward.packages.tests.conftest import OTHER, THIRD
from homeward.statistics import actions as statistics
from homeward.statistics import queries
from homeward.statistics.choices import Reason, Status
from homeward.statistics.models import Release


@pytest.fixture
def release(world: Any, as_app: Any) -> Release:
    """Of the partner's installation. Called as owner: its figures are no part of this test."""
    other = world.cast.user("second", world.cast.partner_org)
    tables = [{
        "code": "work", "name": "Work", "definition": "d", "version": 1, "unit": "case",
        "measure": "share", "cut": [], "currency": "", "computed_at": "",
        "rows": [{
            "starts": "", "ends": "", "keys": {}, "labels": {}, "count": 120, "reached": 50,
            "value": 0.41, "hidden": "", "low": None, "high": None,
        }],
    }]  # fmt: skip
    return Release.objects.create(
        owner_org=world.cast.partner_org, number=1, title="North", status=Status.PUBLISHED,
        content={"method": "homeward-disclosure/1", "tables": tables},
        prepared_by=world.theirs, prepared_at=world.cast.now, published_by=other,
        published_at=world.cast.now,
    )  # fmt: skip


@pytest.fixture
def token(world: Any, release: Release, as_app: Any) -> bytes:
    world.be(OTHER)
    with as_app(world.theirs):
        made = actions.signed(release, by=world.theirs)
    world.be(world.here)
    return made


def test_it_is_taken_in_by_whoever_knows_the_sender(world: Any, token: bytes, as_app: Any) -> None:
    with as_app(world.manager):
        taken = actions.take_release(token, by=world.manager, at=world.cast.now)
        assert [row["count"] for row in taken.content["tables"][0]["rows"]] == [120]
        with pytest.raises(Refused) as refusal:
            actions.take_release(token, by=world.manager, at=world.cast.now)
    assert refusal.value.reasons == [Reason.TAKEN_ALREADY]
    with as_app(world.theirs):
        assert not queries.taken().exists()


@pytest.mark.parametrize("change", [b"x", b"."])
def test_what_was_altered_is_not_believed(
    world: Any, token: bytes, as_app: Any, change: bytes
) -> None:
    head, body, seal = token.split(b".")
    altered = b".".join([head, body[:-4] + b"AAAA", seal]) if change == b"x" else token + change
    with as_app(world.manager), pytest.raises(Refused) as refusal:
        actions.take_release(altered, by=world.manager, at=world.cast.now)
    assert refusal.value.reasons == [Reason.NOT_A_PACKAGE]


def test_a_stranger_s_and_our_own_are_refused(
    world: Any, release: Release, token: bytes, as_app: Any
) -> None:
    world.be(THIRD)
    with as_app(world.theirs):
        strange = actions.signed(release, by=world.theirs)
    for installation, given, reason in (
        (world.here, strange, Reason.UNKNOWN_SENDER),
        (OTHER, token, Reason.OWN_RELEASE),
    ):
        world.be(installation)
        with as_app(world.manager), pytest.raises(Refused) as refusal:
            actions.take_release(given, by=world.manager, at=world.cast.now)
        assert refusal.value.reasons == [reason]


def test_a_signed_letter_that_is_no_release_is_refused(world: Any, as_app: Any) -> None:
    said = {"release": "x", "content": {"method": "other", "tables": []}}
    with as_app(world.manager), pytest.raises(Refused) as refusal:
        statistics.take(
            said, sender=world.cast.partner_org, installation="North", by=world.manager,
            at=world.cast.now,
        )  # fmt: skip
    assert refusal.value.reasons == [Reason.NOT_A_PACKAGE]


def test_pages_give_and_take_it(world: Any, release: Release, token: bytes, client_of: Any) -> None:
    given = client_of(world.theirs).get(reverse("packages:signed", args=[release.pk]))
    assert given.content.count(b".") == 2
    file = SimpleUploadedFile("release.jws", token)
    answer = client_of(world.manager).post(
        reverse("packages:take_release"), {"release": file}, follow=True
    )
    assert "North" in answer.text
