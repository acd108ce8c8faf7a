"""Row policies, as the app role: the owner, a partner, a stranger, nobody, and a class less."""

from typing import Any

import pytest

from homeward.access.choices import Purpose
from homeward.openrosa import queries
from homeward.openrosa.models import Delivery, DeliveryFile, Device, KoboForm, SheetDraft
from homeward.openrosa.tests.conftest import PHOTO, Field

TABLES = (Device, Delivery, DeliveryFile, KoboForm, SheetDraft)


@pytest.fixture
def filled(visits: Field) -> Field:
    """A row in each table, of the partner's organisation."""
    visits.collect().send(visits.filled(), {"1.png": PHOTO})
    common = {
        "organisation": visits.cast.partner_org,
        "programme": visits.cast.programme,
        "form_version": visits.version.form_version,
    }
    KoboForm.objects.create(
        server="https://kobo.example.org", asset="aAbBcCdD", token="secret",
        added_at=visits.cast.now, added_by=visits.cast.partner, **common,
    )  # fmt: skip
    SheetDraft.objects.create(
        name="export.xlsx", content=b"x", brought_at=visits.cast.now,
        brought_by=visits.cast.partner, **common,
    )  # fmt: skip
    return visits


def seen(cast: Any, user: Any, purpose: Purpose = Purpose.CASEWORK) -> set[str]:
    with cast.as_app(user, purpose):
        return {table.__name__ for table in TABLES if table.objects.exists()}


def test_the_organisations_interviewers_see_all_of_it(filled: Field) -> None:
    assert seen(filled.cast, filled.cast.partner) == {table.__name__ for table in TABLES}


def test_partners_strangers_and_nobody_see_nothing(filled: Field) -> None:
    for user in (filled.cast.owner, filled.cast.stranger, None):
        assert seen(filled.cast, user) == set()


def test_who_is_not_cleared_for_surveys_sees_devices_and_figures_alone(filled: Field) -> None:
    assert seen(filled.cast, filled.manager) == {"Device"}
    with filled.cast.as_app(filled.manager):
        (counted,) = queries.came().values()
    assert counted == {"waiting": 1}
    with filled.cast.as_app(filled.cast.stranger):
        assert queries.came() == {}


def test_nobody_writes_for_another_organisation(filled: Field) -> None:
    with filled.cast.as_app(filled.cast.stranger):
        assert Delivery.objects.update(state="partial") == 0
        assert Device.objects.update(hint="x") == 0
        assert KoboForm.objects.all().delete()[0] == 0


def test_a_token_is_ciphertext(filled: Field) -> None:
    raw = KoboForm.objects.values_list("token", flat=True).get().raw
    assert b"secret" not in raw
