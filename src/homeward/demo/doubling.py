"""Files that were opened twice, in the queue of possible duplicates; made up like all here.

Three pairs wait, a clear one, one of two scripts and one across organisations; one is merged, one
was told apart.
"""

from collections.abc import Sequence
from dataclasses import replace

from homeward.access import gate
from homeward.access.models import User
from homeward.cases.models import Case
from homeward.demo.world import World
from homeward.duplicates import actions, jobs
from homeward.duplicates.choices import Said
from homeward.duplicates.models import Pair
from homeward.persons import actions as persons
from homeward.persons import queries, records
from homeward.persons.actions import Member
from homeward.persons.choices import BirthKnown, ContactKind, DocumentKind, HouseholdRole, Sex
from homeward.persons.models import IdentityDocument, Person

LATIN, ARABIC = ("Mohammed", "Alhassan"), ("محمد", "الحسن")
# Where a small corridor has fewer than four heads who show a passport.
SPARE = [
    ("Kwabena", "Oforiwaa", 1985, "G9900461"),
    ("Adwoa", "Quaynor", 1991, "G9900462"),
    ("Yaw", "Boadua", 1979, "G9900463"),
    ("Esi", "Tackie", 1994, "G9900464"),
]
SAME_NAME = "Both names are common; she has another mother and another passport."


def show(world: World) -> None:
    counsellor, manager = world.cast.counsellors[0], world.cast.managers[0]
    known = _known(counsellor)
    with gate.acting_user(counsellor.pk):
        known += [_register(world, _spare(*one), counsellor) for one in SPARE[len(known) :]]
        clear, merged, apart, across = known
        first = _member(clear)
        pairs = [
            # The passport's number without its letter spaced apart, the name as it was heard.
            (clear, _register(world, _respelled(first), counsellor)),
            _in_two_scripts(world, counsellor),
            (merged, _register(world, _member(merged), counsellor)),
            (apart, _register(world, _namesake(_member(apart)), counsellor)),
        ]
        said = _member(across)
    with gate.acting_user(manager.pk):
        theirs = _register(world, _respelled(said), manager)
    _raise(world, [*pairs, (across, theirs)])
    with gate.acting_user(counsellor.pk):
        _settle(world, merged, Said.SAME, "", by=counsellor)
        _settle(world, apart, Said.DIFFERENT, SAME_NAME, by=counsellor)


def _known(counsellor: User) -> list[Person]:
    """Heads of open cases with a name, a year of birth and a document."""
    with gate.acting_user(counsellor.pk):
        heads = Case.objects.filter(
            closed_at__isnull=True, owner_org=counsellor.organisation_of_rows
        ).order_by("reference")
        documented = IdentityDocument.objects.values("person")
        found = Person.objects.filter(
            pk__in=heads.values("person"), birth_year__isnull=False
        ).filter(pk__in=documented)
        named = [one for one in found.order_by("pk") if one.given_name and one.family_name]
    return named[:4]


def _spare(given: str, family: str, year: int, passport: str) -> Member:
    return Member(
        role=HouseholdRole.HEAD,
        given_name=given,
        family_name=family,
        sex=Sex.FEMALE if given in {"Adwoa", "Esi"} else Sex.MALE,
        birth_known=BirthKnown.YEAR,
        birth_year=year,
        origin_countries=["GH"],
        document=(DocumentKind.PASSPORT, passport, "GH"),
    )


def _member(person: Person) -> Member:
    numbers = queries.numbers([person.pk])[person.pk]
    return Member(
        role=HouseholdRole.HEAD,
        given_name=person.given_name,
        family_name=person.family_name,
        sex=Sex(person.sex),
        birth_known=BirthKnown.YEAR,
        birth_year=person.birth_year,
        origin_countries=person.origin_countries,
        document=(DocumentKind.PASSPORT, numbers.documents[0], "GH"),
        contacts=[(ContactKind.PHONE, phone) for phone in numbers.phones[:1]],
    )


def _respelled(member: Member) -> Member:
    """As another desk wrote the name down."""
    family = member.family_name
    other = family.replace("s", "ss", 1) if "s" in family[1:] else f"{family}h"
    return replace(member, family_name=other)


def _namesake(member: Member) -> Member:
    return replace(member, document=(DocumentKind.PASSPORT, "G9900471", "GH"), contacts=[])


def _in_two_scripts(world: World, by: User) -> tuple[Person, Person]:
    said = Member(
        role=HouseholdRole.HEAD,
        sex=Sex.MALE,
        birth_known=BirthKnown.YEAR,
        birth_year=1988,
        origin_countries=["GH"],
        contacts=[(ContactKind.PHONE, "+233 24 555 0142")],
    )
    written = [
        replace(said, given_name=given, family_name=family) for given, family in (LATIN, ARABIC)
    ]
    first, second = (_register(world, member, by) for member in written)
    return first, second


def _register(world: World, member: Member, by: User) -> Person:
    _household, people = persons.register(
        [member], programme=world.ground.programme, by=by, at=world.now
    )
    return people[0]


def _raise(world: World, pairs: Sequence[tuple[Person, Person]]) -> None:
    """As the night would have found them."""
    found: list[dict[str, object]] = []
    for one, other in pairs:
        known = records.of([one, other])
        judged = records.judge(known[one.pk], known[other.pk])
        found.append(
            {
                "a": str(one.pk),
                "b": str(other.pk),
                "probability": round(judged.probability, 6),
                "facts": "",
            }
        )
    jobs.lay_before(found, at=world.now)


def _settle(world: World, person: Person, said: Said, why: str, *, by: User) -> None:
    pair = Pair.objects.get(sides__person=person, kind="own")
    actions.answer(pair, said, why, principal=person.pk, by=by, at=world.now)
