"""The same ranking in plain loops over one offer at a time, written from docs/decisions/0037."""

from math import asin, cos, isnan, radians, sin, sqrt
from typing import Any

from homeward.matching.columns import Offers
from homeward.matching.sides import Person, Weights


def ranking(offers: Offers, person: Person, weights: Weights, most: int) -> list[tuple[int, float]]:
    found = []
    for at in range(len(offers)):
        parts = parts_of(offers, at, person, weights)
        if parts is not None:
            score = sum(weights.parts[name] * value for name, value in parts.items())
            found.append((at, score))
    found.sort(key=lambda pair: (-round(pair[1], 9), int(offers.key[pair[0]])))
    return found[:most]


def parts_of(o: Offers, at: int, person: Person, weights: Weights) -> dict[str, float] | None:
    """None where the offer can't take the person."""
    answers = [int(person.answers[n]) for n in o.criteria[at] if n]
    km = _km(o, at, person)
    starts, ends, apply_by = int(o.starts[at]), int(o.ends[at]), int(o.apply_by[at])
    there = max(person.from_day or person.today, person.today)
    if o.before_departure[at] == 1:
        there = person.today
    if (
        -1 in answers
        or o.places[at] == 0
        or (apply_by and apply_by < person.today)
        or (ends and ends < there)
        or (starts and starts > person.until_day)
        or km > person.most_km
        or (int(o.needs[at]) and person.needs and not int(o.needs[at]) & person.needs)
        or (person.most_intensity and o.intensity[at] > person.most_intensity)
    ):
        return None
    return {
        "criteria": sum({1: 1, 0: 0.5}[a] for a in answers) / len(answers) if answers else 1.0,
        "skills": _skills(o, at, person, weights),
        "occupation": _occupation(o, at, person),
        "needs": _needs(int(o.needs[at]), person.needs),
        "distance": 0.5 if isnan(km) else _cut(1 - km / weights.reach_km),
        "dates": _dates(starts, ends, there, bool(o.before_departure[at] == 1), person, weights),
        "places": 0.5 if o.places[at] < 0 else 1.0,
        "language": _shares(int(o.languages[at]), person.languages),
        "money": _money(o, at, person),
        "wishes": _wishes(o, at, person),
    }


def _cut(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def _km(o: Offers, at: int, person: Person) -> float:
    a, b = radians(o.latitude[at]), radians(person.latitude)
    over = radians(o.longitude[at] - person.longitude)
    chord = sin((a - b) / 2) ** 2 + cos(a) * cos(b) * sin(over / 2) ** 2
    return chord if isnan(chord) else 2 * 6371.0088 * asin(sqrt(min(chord, 1)))


def _skills(o: Offers, at: int, person: Person, weights: Weights) -> float:
    worth = [weights.essential, weights.optional, weights.taught]
    held, wanted = set(person.held.tolist()), set(person.wanted.tolist())
    all_of_it = own = 0.0
    for offer, skill, relation in zip(o.skill_offer, o.skill, o.relation, strict=True):
        if offer == at:
            all_of_it += worth[relation]
            own += worth[relation] * (int(skill) in (wanted if relation == 2 else held))
    return own / all_of_it if all_of_it else 0.5


def _occupation(o: Offers, at: int, person: Person) -> float:
    named = int(o.occupation[at])
    if named < 0 or not len(person.near):
        return 0.5
    asked, years = float(o.years_asked[at]), float(person.years[named])
    practice = 1.0
    if asked > 0:
        practice = 0.5 if isnan(years) else min(years / asked, 1.0)
    return float(person.near[named]) * practice


def _needs(offered: int, needed: int) -> float:
    if not offered or not needed:
        return 0.5
    return (offered & needed).bit_count() / needed.bit_count()


def _dates(starts: int, ends: int, there: int, before: bool, person: Any, weights: Any) -> float:
    if not starts or not (person.from_day or before):
        return 0.5
    last = ends or starts + weights.horizon_days - 1
    both = min(last, person.until_day) - max(starts, there) + 1
    return _cut(both / (last - starts + 1))


def _shares(offered: int, spoken: int) -> float:
    if not offered or not spoken:
        return 0.5
    return float(bool(offered & spoken))


def _money(o: Offers, at: int, person: Person) -> float:
    cost = 0.5 if isnan(o.cost[at]) else float(o.cost[at] == 0)
    if isnan(person.least_wage):
        return cost
    known = not isnan(o.wage[at]) and o.currency[at] == person.currency > 0
    return (cost + (_cut(o.wage[at] / person.least_wage) if known else 0.5)) / 2


def _wishes(o: Offers, at: int, person: Person) -> float:
    kind, area, trade = int(o.kind[at]), int(o.area[at]), int(o.occupation[at])
    values = {
        "kind": lambda: float(person.kinds[kind]) if kind else 0.5,
        "hours": lambda: 0.5 if isnan(o.hours[at]) else float(o.hours[at] <= person.most_hours),
        "child_care": lambda: [0.5, 0.0, 1.0][o.child_care[at] + 1],
        "transport": lambda: [0.5, 1.0, 0.0][o.transport[at]],
        "intensity": lambda: 1.0 if o.intensity[at] else 0.5,
        "area": lambda: float(person.areas[area]) if area else 0.5,
        "occupation": lambda: float(person.occupations[trade]) if trade >= 0 else 0.5,
    }
    stated = [values[name]() for name in person.wishes]
    return sum(stated) / len(stated) if stated else 0.5
