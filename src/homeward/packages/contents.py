"""What a package holds: one case, as much of it as agreement and consent let the receiver see."""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Guarded, Organisation
from homeward.agreements import queries as agreements
from homeward.cases.models import Case, Fact
from homeward.core.foreign import json_of
from homeward.files.models import StoredFile
from homeward.persons.models import Contact, IdentityDocument, Person, PersonName

FORMAT = "homeward-case/1"
MOST_BYTES = 50_000_000
MOST_FILES = 200
Row = TypeVar("Row", bound=Guarded)
PERSON_FIELDS = (
    "given_name", "family_name", "sex", "birth_known", "birth_year", "birth_month", "birth_day",
    "birth_season", "language", "origin_countries",
)  # fmt: skip


# What a ZIP or its document raises that somebody has put together by hand.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    EOFError,
    OSError,
    # It is locked, or packed in a way that is not known here.
    RuntimeError,
)


class NotAPackage(ValueError):
    """The bytes are no archive of ours, or larger than what is taken."""


@dataclass(frozen=True)
class Content:
    """A case as it travels: the document as JSON has it, and the files' bytes by their path."""

    document: dict[str, Any]
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        return {
            "people": len(self.document["people"]),
            "facts": len(self.document["facts"]),
            "files": len(self.files),
        }


def classes_for(case: Case, recipient: Organisation, purpose: Purpose) -> list[DataClass]:
    """Which classes of the case's owner a clause in force opens to the recipient."""
    return [
        data_class
        for data_class in DataClass
        if agreements.covers(
            from_org_id=case.owner_org_id,
            to_org_id=recipient.pk,
            programme_id=case.programme_id,
            classes=[data_class],
            purpose=purpose,
        )
    ]


def gather(
    package_id: UUID,
    case: Case,
    recipient: Organisation,
    *,
    purpose: Purpose,
    classes: Sequence[DataClass],
    articles: str,
    at: datetime,
) -> Content:
    """The case's own rows that a clause and the person's consent both open to the recipient."""

    def open_to(rows: QuerySet[Row]) -> QuerySet[Row]:
        return rows.filter(
            owner_org=case.owner_org_id,
            data_class__in=classes,
            shared_with__contains=[recipient.pk * 16 + purpose],
            shared_until__gte=at.date(),
        )

    people = list(
        open_to(Person.objects.filter(household_id=case.household_id)).order_by("position")
    )
    ids = [person.pk for person in people]
    facts = open_to(Fact.objects.filter(case=case, person__in=ids, replaced_by__isnull=True))
    files = list(open_to(StoredFile.objects.filter(person_id__in=ids)).order_by("stored_at"))
    named = {f"files/{number:03}": file for number, file in enumerate(files, 1)}
    document = {
        "format": FORMAT,
        "package": str(package_id),
        "made_at": at.isoformat(),
        "sender": {"name": str(case.owner_org), "country": case.owner_org.country_id},
        "recipient": {"name": str(recipient), "country": recipient.country_id},
        "articles": articles,
        "purpose": int(purpose),
        "case": {
            "reference": case.reference,
            "host_country": case.host_country_id or "",
            "origin_country": case.origin_country_id,
            "destination": case.destination if DataClass.CASE in classes else "",
        },
        "people": _people(people, open_to),
        "facts": [_fact(fact) for fact in facts.order_by("recorded_at")],
        "files": [
            {
                "path": path,
                "person": str(file.person_id),
                "name": file.name,
                "data_class": file.data_class,
                "sha256": hashlib.sha256(bytes(file.content)).hexdigest(),
            }
            for path, file in named.items()
        ],
    }
    return Content(document, {path: bytes(file.content) for path, file in named.items()})


def _people(people: Iterable[Person], open_to: Any) -> list[dict[str, Any]]:
    found = list(people)
    ids = [person.pk for person in found]
    names = list(open_to(PersonName.objects.filter(person__in=ids)))
    papers = list(open_to(IdentityDocument.objects.filter(person__in=ids)))
    contacts = list(open_to(Contact.objects.filter(person__in=ids)))
    return [
        {
            "id": str(person.pk),
            "role": person.household_role,
            **{name: getattr(person, name) for name in PERSON_FIELDS},
            "other_names": [
                [n.script, n.given_name, n.family_name] for n in names if n.person_id == person.pk
            ],
            "documents": [
                [p.kind, p.number, p.country] for p in papers if p.person_id == person.pk
            ],
            "contacts": [[c.kind, c.value] for c in contacts if c.person_id == person.pk],
        }
        for person in found
    ]


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "person": str(fact.person_id),
        "kind": fact.kind,
        "value": fact.value,
        "said_by": fact.said_by,
        "said_by_name": fact.said_by_name,
        "said_on": fact.said_on.isoformat(),
    }


def pack(content: Content) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("case.json", json.dumps(content.document, ensure_ascii=False))
        for path, file in content.files.items():
            packed.writestr(path, file)
    return archive.getvalue()


def unpack(payload: bytes) -> Content:
    """Reads an archive of ours: bounded before anything is unpacked, each file checked."""
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as packed:
            entries = packed.infolist()
            if len(entries) > MOST_FILES or sum(e.file_size for e in entries) > MOST_BYTES:
                raise NotAPackage("too large")
            document = json_of(packed.read("case.json"))
            _check(document)
            files = {one["path"]: packed.read(one["path"]) for one in document["files"]}
    except BROKEN as error:
        raise NotAPackage(str(error)) from error
    for one in document["files"]:
        if hashlib.sha256(files[one["path"]]).hexdigest() != one["sha256"]:
            raise NotAPackage(one["path"])
    return Content(document, files)


def _check(document: dict[str, Any]) -> None:
    """Raises what `unpack` catches where the document is not of our form."""
    if document["format"] != FORMAT or not document["people"]:
        raise ValueError(document["format"])
    UUID(document["package"])
    known = {person["id"] for person in document["people"]}
    for fact in document["facts"]:
        date.fromisoformat(fact["said_on"])
        if fact["person"] not in known:
            raise ValueError("a fact of nobody")
    for file in document["files"]:
        if file["person"] not in known:
            raise ValueError("a file of nobody")
