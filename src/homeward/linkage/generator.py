"""Made-up registers in which some persons stand more than once, for measuring what finds them.

The rules stand in docs/made-up-registers.md. They were written before the model that is measured
on them and use nothing of it: no folding, no skeleton. Nobody in such a register is real.
"""

# The chances are the rules, and lots are no secrets.
# ruff: noqa: PLR2004, S311

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from homeward.linkage.name_lists import TRADITIONS, Tradition
from homeward.linkage.records import Record

SEED = 8
# How many records a person has; how many members a household.
RECORDS = {1: 74, 2: 19, 3: 5, 4: 2}
MEMBERS = {1: 45, 2: 18, 3: 13, 4: 11, 5: 8, 6: 5}
# No country has these codes.
COUNTRY_CODES = ("996", "997", "998", "999")
NOT_KNOWN = ("unknown", "n/a", "-", "inconnu", "xxx", "0")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
REGIONS, DISTRICTS, TOWNS = 40, 6, 8


@dataclass(frozen=True)
class Made:
    """`persons[n]` is whose record `records[n]` is."""

    records: list[Record]
    persons: list[int]


@dataclass(frozen=True, kw_only=True)
class Person:
    tradition: Tradition
    given: tuple[str, ...]
    family: str
    sex: str
    born: tuple[int, int, int]
    document: str


@dataclass(frozen=True, kw_only=True)
class Home:
    """Where a household lives at one time, its phone, and its number in the registers."""

    place: tuple[str, str, str]
    phone: tuple[str, str]
    number: str


def generate(number: int, seed: int = SEED) -> Made:
    """`number` records, always the same for a seed, in an order that tells nothing."""
    lot = random.Random(seed)
    places = _places(lot)
    rows: list[tuple[int, Record]] = []
    person = 0
    while len(rows) < number:
        homes = _homes(lot, places)
        for member in _household(lot):
            times = _drawn(lot, RECORDS)
            rows += [(person, _written(lot, member, home)) for home in homes[:times]]
            person += 1
    rows = rows[:number]
    lot.shuffle(rows)
    return Made(
        [replace(record, id=f"r{n:06}") for n, (_, record) in enumerate(rows)],
        [whose for whose, _ in rows],
    )


def true_pairs(made: Made) -> Iterator[tuple[str, str]]:
    """Pairs of ids of records of one person, the lesser id first."""
    held: dict[int, list[str]] = {}
    for record, whose in zip(made.records, made.persons, strict=True):
        others = held.setdefault(whose, [])
        yield from ((min(other, record.id), max(other, record.id)) for other in others)
        others.append(record.id)


def _drawn(lot: random.Random, weights: dict[int, int]) -> int:
    return lot.choices(list(weights), list(weights.values()))[0]


def _common(lot: random.Random, names: tuple[str, ...]) -> str:
    """The first of a list are the most common ones."""
    return lot.choices(names, [1 / (rank + 3) for rank in range(len(names))])[0]


def _rare(lot: random.Random, tradition: Tradition) -> str:
    return "".join(lot.choices(tradition.syllables, k=lot.randint(2, 4))).capitalize()


def _places(lot: random.Random) -> list[tuple[str, str, str]]:
    """Town, district, region; made of syllables, so that none is on a map but by chance."""
    found = []
    for _ in range(REGIONS):
        tradition = lot.choice(TRADITIONS)
        region = _rare(lot, tradition)
        for _ in range(DISTRICTS):
            district = _rare(lot, tradition)
            found += [(_rare(lot, tradition), district, region) for _ in range(TOWNS)]
    return found


def _home(lot: random.Random, places: list[tuple[str, str, str]]) -> Home:
    return Home(
        place=places[min(int(lot.paretovariate(0.6)) - 1, len(places) - 1)]
        if lot.random() < 0.5
        else lot.choice(places),
        phone=(lot.choice(COUNTRY_CODES), f"{lot.randrange(10**9):09}"),
        number=f"H{lot.randrange(10**6):06}",
    )


def _household(lot: random.Random) -> list[Person]:
    """The first is grown up; a second one may be, of another family; the others are children."""
    tradition = lot.choices(TRADITIONS, [one.weight for one in TRADITIONS])[0]
    head = _person(lot, tradition, lot.randint(1950, 2003), "m" if lot.random() < 0.65 else "f")
    found = [head]
    for at in range(1, _drawn(lot, MEMBERS)):
        if at == 1 and lot.random() < 0.6:
            born = head.born[0] + lot.randint(-8, 8)
            found.append(_person(lot, tradition, born, "f" if head.sex == "m" else "m"))
            continue
        child = _person(lot, tradition, min(2023, head.born[0] + lot.randint(18, 40)))
        found.append(replace(child, family=head.given[0] if tradition.patronymic else head.family))
    return found


def _person(lot: random.Random, tradition: Tradition, year: int, sex: str = "") -> Person:
    sex = sex or lot.choice("mf")
    firsts = tradition.men if sex == "m" else tradition.women
    given = [_common(lot, firsts)]
    if lot.random() < 0.2:
        given.append(_common(lot, firsts))
    if tradition.patronymic:
        family = _common(lot, tradition.men)
    else:
        family = _rare(lot, tradition) if lot.random() < 0.3 else _common(lot, tradition.families)
    return Person(
        tradition=tradition,
        given=tuple(dict.fromkeys(given)),
        family=family,
        sex=sex,
        born=(year, lot.randint(1, 12), lot.randint(1, 28)),
        document=lot.choice("ABCDEGP") + f"{lot.randrange(10**7):07}",
    )


def _homes(lot: random.Random, places: list[tuple[str, str, str]]) -> list[Home]:
    """Where the household is at each registration: it moves as one."""
    homes = [_home(lot, places)]
    while len(homes) < max(RECORDS):
        other = _home(lot, places)
        homes.append(
            Home(
                place=other.place if lot.random() < 0.25 else homes[-1].place,
                phone=other.phone if lot.random() < 0.3 else homes[-1].phone,
                number=other.number if lot.random() < 0.3 else homes[-1].number,
            )
        )
    return homes


def _written(lot: random.Random, person: Person, home: Home) -> Record:
    """One registration: how a clerk writes down what is said."""
    given, family = list(person.given), person.family
    if len(given) > 1 and lot.random() < 0.4:
        del given[lot.randrange(2)]
    respelled = [_spelled(lot, word, person.tradition) for word in given]
    family = _spelled(lot, family, person.tradition)
    if len(respelled) > 1 and lot.random() < 0.15:
        respelled.reverse()
    first = " ".join(respelled)
    if lot.random() < 0.06:
        first, family = family, first
    elif lot.random() < 0.02:
        first, family = f"{first} {family}", ""
    return Record(
        id="",
        given_name=_asked(lot, first, 0.01),
        family_name=_asked(lot, family, 0.02),
        birth_date=_dated(lot, person.born),
        sex=_asked(lot, person.sex if lot.random() > 0.01 else "mf".replace(person.sex, ""), 0.04),
        place=_asked(lot, _placed(lot, home.place), 0.12),
        phone=_asked(lot, _dialled(lot, home.phone), 0.35),
        document=_asked(lot, _typed(lot, person.document, 0.05), _undocumented(person)),
        household=_asked(lot, home.number, 0.55),
    )


def _undocumented(person: Person) -> float:
    return 0.9 if person.born[0] > 2010 else 0.5


def _asked(lot: random.Random, text: str, missing: float) -> str:
    """The text, or nothing, or what is written where nothing is known."""
    if lot.random() < missing:
        return lot.choice(NOT_KNOWN) if lot.random() < 0.1 else ""
    return text


def _spelled(lot: random.Random, word: str, tradition: Tradition) -> str:
    low = word.lower()
    if lot.random() < 0.4:
        for _ in range(1 if lot.random() < 0.7 else 2):
            fitting = [rule for rule in tradition.respellings if re.search(rule[0], low)]
            if fitting:
                pattern, other = lot.choice(fitting)
                low = re.sub(pattern, other, low, count=1)
    low = _typed(lot, low, 0.04)
    written = " ".join(part[:1].upper() + part[1:] for part in low.split())
    return written.upper() if lot.random() < 0.05 else written


def _typed(lot: random.Random, text: str, wrong: float) -> str:
    """With one slip of the hand: a sign lost, doubled, swapped with the next, or another."""
    if lot.random() >= wrong or len(text) < 4:
        return text
    at = lot.randrange(1, len(text) - 1)
    other = lot.choice("0123456789") if text[at].isdigit() else lot.choice(LETTERS)
    slips: list[Callable[[], str]] = [
        lambda: text[:at] + text[at + 1 :],
        lambda: text[:at] + text[at] + text[at:],
        lambda: text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        lambda: text[:at] + other + text[at + 1 :],
    ]
    return lot.choice(slips)()


def _dated(lot: random.Random, born: tuple[int, int, int]) -> str:
    year, month, day = born
    kind = lot.choices(
        ["full", "first", "year", "month", "about", "slip", "swapped", "off", "none"],
        [48, 14, 11, 7, 6, 4, 3, 3, 4],
    )[0]
    if kind == "none":
        return lot.choice(["1900-01-01", "unknown", "9999-12-31", "", "", ""])
    if kind == "about":
        return f"~{year + lot.randint(-3, 3)}"
    if kind == "off":
        year += lot.choice([-2, -1, 1, 2])
    if kind == "swapped" and day <= 12:
        month, day = day, month
    if kind == "slip":
        day = (day + lot.choice([-10, -1, 1, 10]) - 1) % 28 + 1
    if kind == "first":
        return f"{year:04}-01-01"
    return {"year": f"{year:04}", "month": f"{year:04}-{month:02}"}.get(
        kind, f"{year:04}-{month:02}-{day:02}"
    )


def _placed(lot: random.Random, place: tuple[str, str, str]) -> str:
    town, district, region = (_typed(lot, part.lower(), 0.03).title() for part in place)
    forms = [town, f"{town}, {region}", f"{town}, {district}, {region}", f"{district}, {region}"]
    return lot.choices([*forms, region], [35, 20, 15, 15, 15])[0]


def _dialled(lot: random.Random, phone: tuple[str, str]) -> str:
    country, own = phone
    own = _typed(lot, own, 0.03)
    spaced = f"{own[:2]} {own[2:5]} {own[5:]}"
    return lot.choice(
        [f"+{country}{own}", f"+{country} {spaced}", f"00{country}{own}", f"0{own}", own, spaced]
    )
