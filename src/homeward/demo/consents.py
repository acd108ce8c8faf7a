"""Consents as the households of the corridor give them."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation
from homeward.demo import words
from homeward.demo.ground import (
    CASE,
    CONTACT,
    FINANCE,
    HEALTH,
    IDENTITY,
    LEGAL,
    PROFILE,
    SURVEY,
)
from homeward.persons.choices import ConsentWay, HouseholdRole
from homeward.persons.models import Consent, ConsentSheet, Person

if TYPE_CHECKING:
    from homeward.demo.way import Way

YEARS = 3
Line = tuple[Organisation, Purpose, set[DataClass]]


def give_all(way: "Way", *, at: datetime) -> None:
    """One sheet for each member: all that the corridor needs, less what somebody refused."""
    for person in way.persons:
        lines = _principal(way) if person is way.head else _member(way)
        give(way, person, lines, at=at)


def _principal(way: "Way") -> list[Line]:
    cast, rng = way.world.cast, way.world.rng
    manager = cast.ghanaian_ngo
    lines: list[Line] = [
        (manager, Purpose.CASEWORK, {IDENTITY, CONTACT, PROFILE, CASE, HEALTH, FINANCE}),
        (manager, Purpose.FINANCE, {IDENTITY, CASE, FINANCE}),
        (manager, Purpose.DECISION, {IDENTITY, PROFILE, CASE}),
        (manager, Purpose.REFERRAL, {IDENTITY, PROFILE, CASE}),
        (manager, Purpose.SURVEY, {IDENTITY, PROFILE, CASE, SURVEY}),
        (cast.desk, Purpose.ARRIVAL, {IDENTITY, PROFILE}),
        (cast.commission, Purpose.DECISION, {IDENTITY, PROFILE, CASE, FINANCE}),
        (cast.fund, Purpose.FINANCE, {IDENTITY, CASE, FINANCE}),
        (cast.belgian_ngo, Purpose.CASEWORK, {IDENTITY, CONTACT, PROFILE, CASE}),
    ]
    lines += _border(way)
    if rng.random() < 0.9:  # noqa: PLR2004
        lines.append((cast.authority, Purpose.CASEWORK, {IDENTITY, PROFILE, CASE, LEGAL}))
    return lines


def _member(way: "Way") -> list[Line]:
    cast = way.world.cast
    manager = cast.ghanaian_ngo
    return [
        (manager, Purpose.CASEWORK, {IDENTITY, PROFILE, CASE, HEALTH}),
        (manager, Purpose.FINANCE, {IDENTITY}),
        (manager, Purpose.DECISION, {IDENTITY}),
        (manager, Purpose.REFERRAL, {IDENTITY}),
        (manager, Purpose.SURVEY, {IDENTITY}),
        (cast.desk, Purpose.ARRIVAL, {IDENTITY, PROFILE}),
        (cast.commission, Purpose.DECISION, {IDENTITY}),
        (cast.fund, Purpose.FINANCE, {IDENTITY}),
        (cast.authority, Purpose.CASEWORK, {IDENTITY}),
        *_border(way),
    ]


def _border(way: "Way") -> list[Line]:
    """Most agree that the border service is told; whoever is asked late was not asked that."""
    if way.state.name not in {"arrives today", "arrives tomorrow", "announced"}:
        return []
    return [(way.world.cast.border, Purpose.ARRIVAL, {IDENTITY, PROFILE})]


def give(way: "Way", person: Person, lines: list[Line], *, at: datetime) -> None:
    """A sheet with its lines, recorded by whoever has the case now."""
    worker = way.case.worker or way.counsellor
    owner = worker.organisation_of_rows
    is_child = person.household_role == HouseholdRole.CHILD
    oral = not is_child and way.world.often(0.15)
    sheet = way.row(
        ConsentSheet,
        owner,
        person,
        language=person.language or "en",
        way=ConsentWay.GUARDIAN if is_child
        else ConsentWay.WITNESSED_ORAL if oral else ConsentWay.SIGNATURE,
        witness=way.world.rng.choice(words.WITNESSES) if oral else "",
        guardian=way.head.full_name if is_child else "",
        given_on=at.date(),
        recorded_by=worker,
        recorded_at=at,
    )  # fmt: skip
    until = at.date() + timedelta(days=365 * YEARS) if way.world.often(0.3) else None
    for recipient, purpose, classes in lines:
        for covers in sorted(classes):
            # By their ids, since most rows of the corridor are these.
            way.world.make(
                Consent,
                owner_org_id=owner.pk,
                programme_id=way.programme.pk,
                person_id=person.pk,
                sheet_id=sheet.pk,
                recipient_org_id=recipient.pk,
                purpose=purpose,
                covers=covers,
                given_on=at.date(),
                until=until,
                known_from=at,
            )
