"""Rows that stand here already: what must mean the same, and what is each installation's own."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from homeward.archives import knowing
from homeward.archives.knowing import Known
from homeward.archives.reading import AsOwner, Reader
from homeward.archives.tables import tables
from homeward.forms.models import Form, FormVersion


@pytest.mark.parametrize(
    ("column", "said", "conflicts"),
    [
        ("uploaded_at", "2020-01-01T00:00:00.000000Z", 0),
        ("valid_from", "2021-01-01", 0),
        ("xform", "<other/>", 1),
    ],
)
@pytest.mark.django_db
def test_another_wording_is_a_conflict_and_another_day_of_taking_it_in_is_none(
    column: str, said: str, conflicts: int
) -> None:
    now = timezone.now()
    form = Form.objects.create(code="shipped", title="Shipped", begun_at=now)
    version = FormVersion.objects.create(
        form=form, number=1, file_name="f.xlsx", source=b"f", sha256="0" * 64, xform="<x/>",
        survey={}, uploaded_at=now, valid_from=date(2020, 1, 1),
    )  # fmt: skip
    table, key = tables()["forms.FormVersion"], str(version.pk)
    row: Any = next(iter(Reader(AsOwner(0)).rows(table, [key], {})))
    cells = list(row.cells)
    cells[[each.name for each in table.columns].index(column)] = said
    known = Known()
    knowing._compare(known, table, {key: cells}, {key: key})
    assert [each.column for each in known.conflicts] == [column] * conflicts
    assert dict(known.otherwise) == ({} if conflicts else {f"{table.name}.{column}": 1})
