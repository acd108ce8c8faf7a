"""Reads of one's own exports."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language_bidi

from homeward.access.models import User
from homeward.core import spreadsheets
from homeward.exports import permissions  # noqa: F401 - its table is loaded with it
from homeward.exports.choices import Format, Status
from homeward.exports.models import ExportJob
from homeward.exports.sheets import Sheet

TYPES = {Format.XLSX: spreadsheets.XLSX_TYPE, Format.CSV: spreadsheets.CSV_TYPE}
SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class File:
    name: str
    content_type: str
    content: bytes


def mine() -> QuerySet[ExportJob]:
    """The latest ones; the policy leaves the actor's own. Their long lists of rows stay where
    they are."""
    return ExportJob.objects.prefetch_related("parts")[:SHOWN]


def open_exports() -> int:
    return ExportJob.objects.filter(status__in=[Status.QUEUED, Status.RUNNING]).count()


def file_of(sheet: Sheet, ids: Sequence[UUID], user: User, file_format: Format, name: str) -> File:
    rows = sheet.rows(ids, user)
    header = [str(title) for title in sheet.header()]
    if file_format == Format.XLSX:
        bidi = get_language_bidi()
        content = spreadsheets.xlsx(str(sheet.title), header, rows, right_to_left=bidi)
    else:
        content = spreadsheets.csv_table(header, rows)
    return File(
        name=f"{name}.{file_format.value}", content_type=TYPES[file_format], content=content
    )
