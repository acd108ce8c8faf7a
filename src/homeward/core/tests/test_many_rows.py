"""One statement carries 65,535 values; what is written at once may be more."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

# Two values each to write, three each to change: both more than a statement carries.
ROWS, CHANGED = 33_000, 22_000


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
