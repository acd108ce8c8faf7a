"""A side's persons as records for the encoder, and encodings as they go into a sealed file.

The method is `linkage.encoded`'s (decisions 55 and 56): keyed Bloom filters of 1,024 bits. What is
not known is left out; places and households are, since two organisations write them otherwise.
"""

import base64
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import numpy as np

from homeward.access.fields import Erased
from homeward.linkage.records import Record
from homeward.persons.choices import BirthKnown, ContactKind, Sex
from homeward.persons.models import Contact, IdentityDocument, Person

# Both sides of a file need one; another way of encoding gets another name.
SCHEME = "homeward-clk/1"
SECRET_BYTES = 32
# Of one file: as many as an upload holds once they are signed and sealed.
MOST = 20_000
WORDS = 16


class Malformed(ValueError):
    """It does not hold what encodings hold."""


def born(person: Person) -> str:
    """ "1990", "1990-05" or "1990-05-17", as precisely as it is known; "" where it is not."""
    if person.birth_year is None:
        return ""
    year = f"{person.birth_year:04}"
    if person.birth_known in {BirthKnown.YEAR, BirthKnown.SEASON} or not person.birth_month:
        return year
    month = f"{year}-{person.birth_month:02}"
    if person.birth_known == BirthKnown.MONTH or not person.birth_day:
        return month
    return f"{month}-{person.birth_day:02}"


def records(people: Sequence[Person], *, with_contact: Collection[UUID]) -> list[Record]:
    """One record a person that has a name, in their order; phones of `with_contact` alone."""
    ids = [person.pk for person in people]
    phones = {
        row.person_id: row.value
        for row in Contact.objects.filter(
            person_id__in=list(with_contact), kind=ContactKind.PHONE
        ).order_by("pk")
    }
    documents = {
        row.person_id: row.number
        for row in IdentityDocument.objects.filter(person_id__in=ids).order_by("pk")
    }
    return [
        Record(
            id=str(person.pk),
            given_name=person.given_name,
            family_name=person.family_name,
            birth_date=born(person),
            sex="" if person.sex == Sex.UNKNOWN else person.sex,
            phone=phones.get(person.pk, ""),
            document=documents.get(person.pk, ""),
        )
        for person in people
        if person.full_name and not isinstance(person.given_name, Erased)
    ]


def packed(encodings: Any) -> dict[str, Any]:
    """Encodings as JSON: the filters as one text of little-endian 64-bit words."""
    bits = np.ascontiguousarray(encodings.bits, dtype="<u8")
    return {
        "scheme": SCHEME,
        "ids": [str(one) for one in encodings.ids],
        "bits": base64.b64encode(bits.tobytes()).decode(),
    }


def unpacked(document: dict[str, Any]) -> Any:
    """The encodings of `packed`. Raises Malformed for whatever else."""
    from homeward.linkage import encoded  # noqa: PLC0415 - numba is loaded where it is compared

    try:
        ids = [str(UUID(one)) for one in document["ids"]]
        raw = base64.b64decode(document["bits"], validate=True)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Malformed from error
    if len(ids) > MOST or len(set(ids)) != len(ids) or len(raw) != len(ids) * WORDS * 8:
        raise Malformed
    bits = np.frombuffer(raw, dtype="<u8").reshape(len(ids), WORDS).astype(np.uint64)
    return encoded.Encodings(tuple(ids), bits, np.bitwise_count(bits).sum(axis=1, dtype=np.int32))
