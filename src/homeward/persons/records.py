"""What is known of a person, as the comparison of records takes it (linkage/model.py).

A person may have several spellings, documents and phones. Two are compared by what speaks most for
one person: the spellings that are nearest, a number that both have. Relatives weigh in as a
household: two files of different organisations never share its number.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from homeward.linkage import model, names
from homeward.linkage.records import Record
from homeward.persons import marks, queries
from homeward.persons.actions.registering import Member
from homeward.persons.choices import BirthKnown, ContactKind, Sex
from homeward.persons.models import Contact, Person

# From here on a relative's name is the same one.
SAME_RELATIVE = 0.9
# Two files of one person have two numbers of households at least; a common relative makes them one.
RELATIVES = "the same relatives"


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the actor sees of one person; empty is not known."""

    id: str
    names: tuple[tuple[str, str], ...]
    birth: str = ""
    sex: str = ""
    places: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    # The full names of the others of the household.
    relatives: tuple[str, ...] = ()


def birth(known: str, year: int | None, month: int | None, day: int | None) -> str:
    """As exactly as it is known: "1990-05-17", "1990-05", "1990", "~1990" for a season; or ""."""
    if year is None:
        return ""
    if known == BirthKnown.DAY and month and day:
        return f"{year:04}-{month:02}-{day:02}"
    if known == BirthKnown.MONTH and month:
        return f"{year:04}-{month:02}"
    return f"{year:04}"


def sex(code: str) -> str:
    return "" if code == Sex.UNKNOWN else code[:1]


def of(people: Sequence[Person], places: dict[UUID, list[str]] | None = None) -> dict[UUID, Known]:
    """What is known of each; `places` are those that a feature above knows of."""
    ids = [person.pk for person in people]
    numbers, others = queries.numbers(ids), queries.spelled_otherwise(ids)
    addresses: dict[UUID, list[str]] = {pk: list((places or {}).get(pk, [])) for pk in ids}
    for contact in Contact.objects.filter(person_id__in=ids, kind=ContactKind.ADDRESS).order_by(
        "pk"
    ):
        addresses[contact.person_id].append(contact.value)
    households: dict[UUID, list[Person]] = {}
    for member in Person.objects.filter(
        household_id__in={person.household_id for person in people if person.household_id}
    ):
        if member.household_id:
            households.setdefault(member.household_id, []).append(member)
    return {
        person.pk: Known(
            id=str(person.pk),
            names=(
                (person.given_name, person.family_name),
                *sorted((name.given_name, name.family_name) for name in others.get(person.pk, [])),
            ),
            birth=birth(
                person.birth_known, person.birth_year, person.birth_month, person.birth_day
            ),
            sex=sex(person.sex),
            places=tuple(addresses[person.pk]),
            phones=tuple(numbers.get(person.pk, queries.Numbers()).phones),
            documents=tuple(numbers.get(person.pk, queries.Numbers()).documents),
            relatives=_relatives(person, households),
        )
        for person in people
    }


def of_member(
    member: Member, *, number: str, places: Iterable[str] = (), relatives: Iterable[str] = ()
) -> Known:
    """The same of somebody who is about to be registered; `number` is how to know them again."""
    said = dict(member.contacts)
    return Known(
        id=number,
        names=(
            (member.given_name, member.family_name),
            *((given, family) for _script, given, family in member.other_names),
        ),
        birth=birth(member.birth_known, member.birth_year, member.birth_month, member.birth_day),
        sex=sex(member.sex),
        places=tuple(place for place in (*places, said.get(ContactKind.ADDRESS, "")) if place),
        phones=tuple(value for kind, value in member.contacts if kind == ContactKind.PHONE),
        documents=(member.document[1],) if member.document else (),
        relatives=tuple(name for name in relatives if name),
    )


def _relatives(person: Person, households: dict[UUID, list[Person]]) -> tuple[str, ...]:
    if person.household_id is None:
        return ()
    others = [one for one in households.get(person.household_id, []) if one.pk != person.pk]
    return tuple(sorted(one.full_name for one in others if one.full_name))


def record(known: Known) -> Record:
    """One record of it, by the first spelling and number: for comparing all with all."""
    given, family = known.names[0]
    return Record(
        id=known.id,
        given_name=given,
        family_name=family,
        birth_date=known.birth,
        sex=known.sex,
        place=_first(known.places),
        phone=_first(known.phones),
        document=_first(known.documents),
    )


def beside(a: Known, b: Known) -> tuple[Record, Record]:
    """Two records, each with what is nearest to the other."""
    one, other = max(
        ((x, y) for x in a.names for y in b.names),
        key=lambda pair: names.likeness(" ".join(pair[0]), " ".join(pair[1])),
    )
    documents = _shared(a.documents, b.documents, marks.document)
    phones = _shared(a.phones, b.phones, marks.phone)
    places = _shared(a.places, b.places, str.casefold)
    household = RELATIVES if _same_relatives(a.relatives, b.relatives) else ""
    return tuple(  # type: ignore[return-value]
        Record(
            id=known.id,
            given_name=name[0],
            family_name=name[1],
            birth_date=known.birth,
            sex=known.sex,
            place=places[which],
            phone=phones[which],
            document=documents[which],
            household=household,
        )
        for which, (known, name) in enumerate([(a, one), (b, other)])
    )


def judge(a: Known, b: Known) -> model.Explanation:
    """How probable it is that both are one person, and what each field adds."""
    return model.judge(*beside(a, b))


def _first(texts: Sequence[str]) -> str:
    return texts[0] if texts else ""


def _shared(a: Sequence[str], b: Sequence[str], plain: Callable[[str], str]) -> tuple[str, str]:
    """The first that both have, each as it is written; else the first of each."""
    held = {plain(text): text for text in reversed(b) if plain(text)}
    for text in a:
        if plain(text) in held:
            return text, held[plain(text)]
    return _first(a), _first(b)


def _same_relatives(a: Iterable[str], b: Sequence[str]) -> bool:
    return any(
        min(names.likeness(one, other), names.likeness(other, one)) >= SAME_RELATIVE
        for one in a
        for other in b
    )
