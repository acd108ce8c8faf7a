"""All that is held on a person, as one archive: for reading, for machines, and the files.

Reads under whatever actor runs it; the person's own ground opens every organisation's rows.
"""

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from homeward.access.choices import ActorKind
from homeward.access.models import Organisation, User
from homeward.access.person_level import RULES, Export
from homeward.audit import queries as audit
from homeward.files.models import StoredFile
from homeward.persons import queries as persons

STYLE = Path(__file__).parent / "static" / "rights" / "copy.css"
FORMAT = "homeward-person-copy/1"
# Never shown in the browser, never kept by it: the archive goes into the person's own hands.
DOWNLOAD_HEADERS = {
    "Content-Disposition": 'attachment; filename="copy.zip"',
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
# What the gate and the database need, and a reader does not.
TECHNICAL = {"scope", "shared_with", "shared_until", "sealed", "token_hash"}


@dataclass(frozen=True)
class Column:
    label: str
    code: str
    shown: str
    raw: Any


@dataclass(frozen=True)
class Held:
    """The rows of one table."""

    table: str
    title: str
    rows: list[list[Column]]


class Names:
    """Names of users and organisations, each asked once."""

    def __init__(self) -> None:
        self._known: dict[tuple[type[models.Model], Any], str] = {}

    def of(self, model: type[models.Model], pk: Any) -> str:
        key = (model, pk)
        if key not in self._known:
            found = model._default_manager.filter(pk=pk).first()
            self._known[key] = str(found) if found else ""
        return self._known[key]


def compose(person_id: UUID, *, language: str) -> bytes:
    """A zip of copy.html, copy.json and the files, in the person's language."""
    with translation.override(language):
        held = [one for one in _held(person_id) if one.rows]
        made_at = timezone.now()
        page = render_to_string(
            "rights/copy.html",
            {"held": held, "made_at": made_at, "language": language,
             "direction": "rtl" if translation.get_language_bidi() else "ltr"},
        )  # fmt: skip
    document = {
        "format": FORMAT,
        "made_at": made_at.isoformat(),
        "person": str(person_id),
        "held": {
            one.table: [{column.code: column.raw for column in row} for row in one.rows]
            for one in held
        },
    }
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("copy.html", page)
        packed.writestr("copy.css", STYLE.read_bytes())
        packed.writestr("copy.json", json.dumps(document, ensure_ascii=False, indent=1))
        for name, content in _files(person_id):
            packed.writestr(f"files/{name}", content)
    return archive.getvalue()


def _held(person_id: UUID) -> Iterator[Held]:
    names = Names()
    files = persons.files_of(person_id)
    for model, rule in sorted(RULES.items(), key=lambda item: item[0]._meta.label):
        if rule.export == Export.NOTHING:
            continue
        rows = model._default_manager.filter(**{f"{rule.person_field}__in": files}).order_by("pk")
        yield Held(
            model._meta.db_table,
            str(model._meta.verbose_name_plural),
            [_columns(row, names) for row in rows],
        )
    yield _reads(files, names)


def _reads(files: Sequence[UUID], names: Names) -> Held:
    """Who read what is logged, by organisation: its staff are not named to the person."""
    return Held(
        "audit_readlog",
        _("Who read health, protection, asylum or legal data about you"),
        [_read(read, names) for file in files for read in audit.of_person(file)],
    )


def _read(read: audit.PersonRead, names: Names) -> list[Column]:
    reader = names.of(Organisation, read.organisation) or str(ActorKind(read.actor_kind).label)
    classes = sorted({str(item.data_class.label) for item in read.items})
    return [
        Column(_("When"), "at", _words(read.at), _plain(read.at)),
        Column(_("Who"), "organisation", reader, reader),
        Column(_("Purpose"), "purpose", str(read.purpose.label), int(read.purpose)),
        Column(_("Kinds of data"), "classes", _words(classes), classes),
        Column(_("Emergency access"), "emergency", _words(bool(read.ground)), bool(read.ground)),
    ]


def _columns(row: models.Model, names: Names) -> list[Column]:
    return [
        _column(row, field, names)
        for field in row._meta.concrete_fields
        if field.name not in TECHNICAL and not isinstance(field, models.BinaryField)
        and not (isinstance(row, StoredFile) and field.name == "content")
    ]  # fmt: skip


def _column(row: models.Model, field: Any, names: Names) -> Column:
    raw = getattr(row, field.attname)
    if field.related_model in {User, Organisation} and raw is not None:
        shown = names.of(field.related_model, raw)
        return Column(str(field.verbose_name), field.name, shown, shown)
    display = getattr(row, f"get_{field.name}_display", None)
    shown = str(display()) if display and raw not in (None, "") else _words(raw)
    return Column(str(field.verbose_name), field.name, shown, _plain(raw))


def _words(value: Any) -> str:
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, list):
        return _(", ").join(_words(one) for one in value)
    return str(value)


def _plain(value: Any) -> Any:
    """As JSON has it."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, dict) else str(value)


def _files(person_id: UUID) -> Iterator[tuple[str, bytes]]:
    """Named by number: a stored name is never used as a path."""
    endings = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}
    for number, file in enumerate(
        StoredFile.objects.filter(person_id__in=persons.files_of(person_id)), 1
    ):
        yield (
            f"{number:03}.{endings.get(file.content_type, 'bin')}",
            bytes(file.content),
        )
