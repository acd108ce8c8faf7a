"""A receiver's list to take away, and its figures."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError
from django.urls import reverse

from homeward.access.choices import Purpose, Role
from homeward.alignment.models import Threshold
from homeward.cases.models import Case
from homeward.desk import providing
from homeward.persons.models import Person
from homeward.referrals import actions, counting
from homeward.referrals.models import Referral
from homeward.referrals.rules import Answer
from homeward.referrals.tests.conftest import desk, ready  # noqa: F401 - fixtures
from homeward.seals import actions as seals

YES = Answer(accepts=True, first_day=date(2026, 12, 7), received_by="Mrs Boateng")


@pytest.fixture
def received(ready: Any) -> Any:  # noqa: F811
    """Twelve referrals to the trainer, of which eleven were accepted."""
    cast = ready.cast
    sent = [ready.send()[0] for _ in range(12)]
    with cast.as_app(cast.trainer, Purpose.REFERRAL):
        for one in sent[1:]:
            actions.answer(one, YES, by=cast.trainer, at=cast.now)
    return cast


def test_the_list_is_taken_away_with_what_its_page_shows(received: Any, client_of: Any) -> None:
    url = reverse("desk:export_received") + "?group=now"
    answer = client_of(received.trainer).post(url, {"format": "csv"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 12
    assert '"Efua Ansah"' in lines[1]
    sheet = client_of(received.trainer).post(url, {"format": "xlsx"})
    assert zipfile.is_zipfile(io.BytesIO(sheet.content))
    assert client_of(received.partner).post(url, {"format": "csv"}).status_code == 403


def test_another_receiver_takes_nothing_away(received: Any, client_of: Any) -> None:
    other = received.user("other", received.stranger_org, Role.PROVIDER)
    url = reverse("desk:export_received") + "?group=all"
    assert client_of(other).post(url, {"format": "csv"}).status_code == 409


def test_figures_count_and_tell_no_small_number(received: Any) -> None:
    with received.as_app(received.trainer, Purpose.REFERRAL):
        shown = providing.gather(received.trainer, date(2020, 1, 1), received.now.date())
    assert shown.count == 12
    tables = {table.key: table for table in shown.tables}
    assert tables["target"].rows == [("Tailoring course", [12, 11, 11, 0, 0])]
    assert tables["sex"].rows == [("Female", [12, 11, 11, 0, 0])]
    assert tables["age"].rows == [("25-39", [12, 11, 11, 0, 0])]


def test_a_smallest_count_that_is_data_hides_them(received: Any, client_of: Any) -> None:
    Threshold.objects.filter(setting="smallest_count").update(value=20)
    page = client_of(received.trainer).get(reverse("desk:receiver_figures")).content.decode()
    assert "&lt;20" in page
    assert "12" not in page.split("<main")[1].split("By sex")[1].split("Total")[0]
    sheet = client_of(received.trainer).get(reverse("desk:receiver_figures_sheet"))
    assert zipfile.is_zipfile(io.BytesIO(sheet.content))


def test_of_a_sealed_person_sex_and_age_are_unknown(received: Any) -> None:
    focal = received.user("focal", received.host, Role.PROTECTION_FOCAL_POINT)
    case, people = Case.objects.get(), list(Person.objects.all())
    with received.as_app(focal):
        seals.seal(case, people, [], "Threats", by=focal, at=received.now)
    with received.as_app(received.trainer, Purpose.REFERRAL):
        found = counting.counted(received.trainer, date(2020, 1, 1), received.now.date())
        assert list(counting.groups(found, "sex", smallest=10)) == ["unknown"]


def test_nobody_counts_one_by_one_nor_another_s(received: Any) -> None:
    one = [
        counting.One(pk, counting.Counted()) for pk in Referral.objects.values_list("pk", flat=True)
    ]
    with received.as_app(received.trainer, Purpose.REFERRAL):
        assert counting.groups(one[:1], "sex", smallest=10) == {"female": [None, 0, 0, 0, 0]}
    with (
        pytest.raises(DatabaseError),
        received.as_app(received.trainer, Purpose.REFERRAL),
    ):
        counting.groups(one, "sex", smallest=1)
    other = received.user("other", received.stranger_org, Role.PROVIDER)
    with received.as_app(other, Purpose.REFERRAL):
        assert counting.groups(one, "sex", smallest=10) == {}
    assert "free" not in str(
        counting.places_over_time(other, date(2020, 1, 1), received.now.date())
    )


def test_free_places_are_told_over_time(received: Any) -> None:
    with received.as_app(received.trainer, Purpose.REFERRAL):
        found = counting.places_over_time(received.trainer, date(2020, 1, 1), received.now.date())
    month = received.now.date().replace(day=1).isoformat()
    assert found == {"Tailoring course": {month: 0}}
