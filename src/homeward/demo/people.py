"""Households as they come: who they are, and how much of it is known. Pure, from one generator."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from homeward.demo import words
from homeward.persons.choices import BirthKnown, DocumentKind, HouseholdRole, Season, Sex

ADULT = 18
# At least so many years lie between parent and child.
GENERATION = 18
# A grandparent who travels along is not much above eighty.
GRANDPARENTS_UNTIL = 51


@dataclass(frozen=True, kw_only=True)
class Birth:
    known: BirthKnown = BirthKnown.UNKNOWN
    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: str = ""


@dataclass(frozen=True, kw_only=True)
class Somebody:
    role: HouseholdRole
    given_name: str = ""
    family_name: str = ""
    sex: Sex = Sex.UNKNOWN
    birth: Birth = field(default_factory=Birth)
    language: str = ""
    # Given and family name in Arabic script, where the bearer writes them so.
    arabic: tuple[str, str] | None = None
    document: tuple[DocumentKind, str, str] | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    is_child: bool = False


def household(rng: Random, today: date) -> list[Somebody]:
    """Head first; a third travel alone, the rest with a partner, children or a relative."""
    family = rng.choice(words.FAMILY)
    age, language = rng.randint(20, 52), rng.choice(words.LANGUAGES)
    home = _Home(rng, today, family, language)
    head = home.adult(HouseholdRole.HEAD, family, rng.choice([Sex.FEMALE, Sex.MALE]), age)
    youngest, others = age, []
    if rng.random() < 0.3:  # noqa: PLR2004
        return [head]
    if rng.random() < 0.7:  # noqa: PLR2004
        other_sex = Sex.MALE if head.sex == Sex.FEMALE else Sex.FEMALE
        # A married couple often keeps two family names.
        name = family if rng.random() < 0.6 else rng.choice(words.FAMILY)  # noqa: PLR2004
        years = max(ADULT + 1, age + rng.randint(-7, 7))
        others.append(home.adult(HouseholdRole.PARTNER, name, other_sex, years))
        youngest = min(youngest, years)
    others += home.children(youngest)
    if age < GRANDPARENTS_UNTIL and rng.random() < 0.08:  # noqa: PLR2004
        years = age + rng.randint(GENERATION + 1, 30)
        others.append(home.adult(HouseholdRole.PARENT, family, Sex.FEMALE, years))
    return [head, *others]


def nobody() -> list[Somebody]:
    """Somebody who gives no name: a case like any other."""
    return [Somebody(role=HouseholdRole.HEAD, language="ha")]


@dataclass(frozen=True)
class _Home:
    """What the members of one household share."""

    rng: Random
    today: date
    family: str
    language: str

    def adult(self, role: HouseholdRole, family: str, sex: Sex, age: int) -> Somebody:
        rng = self.rng
        given = _given(rng, sex)
        is_head = role == HouseholdRole.HEAD
        number = f"{rng.randint(100, 999)} {rng.randint(1000, 9999)}"
        return Somebody(
            role=role,
            given_name=given,
            family_name=family,
            sex=sex,
            birth=_birth(rng, self.today.year - age),
            language=self.language,
            arabic=_arabic(given, family),
            document=_document(rng) if rng.random() < 0.8 else None,  # noqa: PLR2004
            phone=f"+233 00 {number}" if is_head else "",
            email=_email(rng, given, family) if is_head and rng.random() < 0.3 else "",  # noqa: PLR2004
            address=f"{rng.randint(2, 90)} {rng.choice(words.STREETS)}" if is_head else "",
        )

    def children(self, youngest_parent: int) -> list[Somebody]:
        """The eldest first, some years apart, each at least a generation after its parents."""
        eldest = min(ADULT - 1, youngest_parent - GENERATION)
        wanted = min(self.rng.choice([1, 1, 2, 2, 3, 4]), max(eldest, 0))
        ages = sorted(self.rng.sample(range(1, eldest + 1), wanted), reverse=True)
        return [self._child(age) for age in ages]

    def _child(self, age: int) -> Somebody:
        sex = self.rng.choice([Sex.FEMALE, Sex.MALE])
        given = _given(self.rng, sex)
        return Somebody(
            role=HouseholdRole.CHILD,
            given_name=given,
            family_name=self.family,
            sex=sex,
            birth=_birth(self.rng, self.today.year - age),
            language=self.language,
            arabic=_arabic(given, self.family),
            is_child=True,
        )


def _given(rng: Random, sex: Sex) -> str:
    names = words.FEMALE if sex == Sex.FEMALE else words.MALE
    first = rng.choice(names)
    return f"{first} {rng.choice(names)}" if rng.random() < 0.15 else first  # noqa: PLR2004


def _arabic(given: str, family: str) -> tuple[str, str] | None:
    if given in words.ARABIC and family in words.ARABIC:
        return words.ARABIC[given], words.ARABIC[family]
    return None


def _birth(rng: Random, year: int) -> Birth:
    known = rng.choices(
        [BirthKnown.DAY, BirthKnown.MONTH, BirthKnown.SEASON, BirthKnown.YEAR, BirthKnown.UNKNOWN],
        weights=[70, 8, 6, 12, 4],
    )[0]
    month, day = rng.randint(1, 12), rng.randint(1, 28)
    if known == BirthKnown.UNKNOWN:
        return Birth()
    return Birth(
        known=known,
        year=year,
        month=month if known in {BirthKnown.DAY, BirthKnown.MONTH} else None,
        day=day if known == BirthKnown.DAY else None,
        season=rng.choice([Season.RAINY, Season.DRY, Season.HARVEST])
        if known == BirthKnown.SEASON
        else "",
    )


def _document(rng: Random) -> tuple[DocumentKind, str, str]:
    kind = rng.choice([DocumentKind.PASSPORT, DocumentKind.PASSPORT, DocumentKind.LAISSEZ_PASSER])
    letter = "G" if kind == DocumentKind.PASSPORT else "L"
    return kind, f"{letter}{rng.randint(10**6, 10**7 - 1)}", "GH"


def _email(rng: Random, given: str, family: str) -> str:
    first = given.split(maxsplit=1)[0].lower()
    return f"{first}.{family.lower()}{rng.randint(1, 99)}@mail.homeward.example".replace("é", "e")
