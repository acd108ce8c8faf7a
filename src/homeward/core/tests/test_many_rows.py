"""One statement carries 65,535 values; what is written or asked for at once may be more."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.cases.models import Case
from homeward.core.lookups import MANY

# Two values each to write, three each to change: both more than a statement carries.
ROWS, CHANGED = 33_000, 22_000
ASKED = 70_000


@pytest.mark.usefixtures("db")
def test_more_rows_than_a_statement_carries_are_written_changed_and_taken_away() -> None:
    rows = [ContentType(app_label="many", model=f"row{number}") for number in range(ROWS)]
    with CaptureQueriesContext(connection) as asked:
        ContentType.objects.bulk_create(rows)
    assert len([one for one in asked if one["sql"].startswith("INSERT")]) > 1
    some = rows[:CHANGED]
    for row in some:
        row.app_label = "changed"
    assert ContentType.objects.bulk_update(some, ["app_label"]) == CHANGED
    assert ContentType.objects.in_bulk([row.pk for row in rows]).keys() == {row.pk for row in rows}
    mine = ContentType.objects.filter(app_label__in=["many", "changed"])
    assert mine.count() == ROWS
    mine.delete()
    assert not mine.exists()


@pytest.mark.usefixtures("db")
def test_more_keys_than_a_statement_carries_are_asked_for() -> None:
    known = ContentType.objects.get_for_model(Case)
    numbers = [*range(-ASKED, 0), known.pk, None]
    assert ContentType.objects.filter(pk__in=numbers).get() == known
    assert not ContentType.objects.filter(pk__in=numbers).exclude(pk__in=numbers).exists()
    words = [f"word{number}" for number in range(ASKED)]
    assert ContentType.objects.filter(app_label="cases", model__in=[*words, "case"]).get() == known
    of_it = Permission.objects.filter(content_type=known)
    assert set(Permission.objects.filter(content_type__in=numbers)) == set(of_it) != set()
    assert not Case.objects.filter(pk__in=[uuid4() for _ in range(ASKED)]).exists()


@pytest.mark.usefixtures("db")
def test_a_long_list_is_one_value_and_a_short_one_stays_as_django_writes_it() -> None:
    with CaptureQueriesContext(connection) as asked:
        list(ContentType.objects.filter(pk__in=range(MANY)))
        list(ContentType.objects.filter(pk__in=range(MANY + 1)))
        list(ContentType.objects.filter(pk__in=[1]))
    assert [" IN (" in one["sql"] for one in asked] == [True, False, True]
    assert " = ANY (" in asked[1]["sql"]
