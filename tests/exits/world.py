"""A world in which every text of every person-level row is a canary, and everybody who might look.

A canary names the organisation that owns its row, the row's class and its model; so whatever comes
out somewhere tells where it came from.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import models

from homeward.access.choices import CLEARANCE, DataClass, OrganisationKind, Purpose, Role
from homeward.access.fields import EncryptedTextField
from homeward.access.models import Guarded, Organisation, User
from homeward.cases import actions as cases
from homeward.cases.choices import FactKind, SaidBy
from homeward.core.tokens import hash_of
from homeward.exchange.choices import Scope
from homeward.exchange.models import ApiToken
from homeward.files import actions as files
from homeward.files.models import StoredFile
from homeward.persons import actions as persons
from homeward.persons.choices import ConsentWay
from homeward.persons.models import Person
from homeward.programmes.models import Programme
from homeward.referrals import actions as referrals
from homeward.referrals import queries as referral_queries

CANARY = re.compile(r"Canary(\d+)C(\d+)M([A-Za-z]+)Z", re.IGNORECASE)
# Short ones hold codes and numbers; a given name stays, so that a search finds somebody.
SHORTEST = 80
KEPT = {"given_name", "content_type", "content"}
SEARCHED = "Efua"


@dataclass(frozen=True)
class Canary:
    owner: int
    data_class: int
    model: str

    @classmethod
    def of(cls, row: Any) -> "Canary":
        return cls(row.owner_org_id, row.data_class, type(row).__name__)

    def __str__(self) -> str:
        return f"Canary{self.owner}C{self.data_class}M{self.model}Z"


def canaries_in(text: str) -> set[Canary]:
    return {
        Canary(int(owner), int(data_class), model)
        for owner, data_class, model in CANARY.findall(text)
    }


@dataclass(frozen=True)
class Persona:
    """Somebody who looks. `user` is None for nobody."""

    name: str
    user: User | None = None
    token: str = ""

    @property
    def org(self) -> int:
        return self.user.organisation_id or 0 if self.user else 0

    @property
    def classes(self) -> set[int]:
        roles = self.user.roles if self.user else []
        return {int(key) for role in roles for key in CLEARANCE.get(Role(role), ())}


@dataclass
class World:
    cast: Any
    till: Any
    personas: list[Persona] = field(default_factory=list)
    link_tokens: list[str] = field(default_factory=list)
    # Which organisation's rows an agreement and consents open to which other one.
    shared: set[tuple[int, int]] = field(default_factory=set)

    def may_see(self, persona: Persona, canary: Canary) -> bool:
        """The oracle: an upper bound of what somebody may come to see, from the cast alone."""
        if persona.user is None:
            return False
        if persona.user.is_returnee:
            return canary.owner in self.homes_of_the_returnee
        if canary.data_class not in persona.classes:
            return False
        return canary.owner == persona.org or self._is_shared(persona, canary)

    def _is_shared(self, persona: Persona, canary: Canary) -> bool:
        if canary.data_class == DataClass.ASYLUM:
            return False
        if persona.org == self.cast.provider.pk:
            # A referral opens itself and the facts chosen for it, nothing of the file.
            received = {"referral", "sharedfact", "statuschange"}
            return canary.owner == self.cast.host.pk and canary.model.lower() in received
        return (canary.owner, persona.org) in self.shared

    @property
    def homes_of_the_returnee(self) -> set[int]:
        return {self.cast.host.pk, self.cast.partner_org.pk, self.cast.fund.pk} | {
            self.cast.commission.pk,
            self.cast.desk.pk,
        }


def build(cast: Any, till: Any) -> World:
    world = World(cast, till)
    # Pages that compare programmes need a second one.
    Programme.objects.create(
        code="second", name="Ways on", lead_org=cast.partner_org, starts_on=date(2020, 1, 1)
    )
    instalment, _second = till.plan_parts("700", "500")
    till.bring(instalment)
    _fill(world)
    _refer(world)
    for by in (cast.stranger, cast.partner):
        _household(world, by)
    _share(world)
    _people(world)
    _sing(cast)
    return world


def _fill(world: World) -> None:
    """What a file holds beside its way: health, a note, a signed paper."""
    cast, case, people = world.cast, world.till.table.case, world.till.table.people
    with cast.as_app(cast.owner):
        cases.record_fact(
            case, FactKind.HEALTH, "x", person=people[0], said_by=SaidBy.PERSON,
            said_on=cast.now.date(), by=cast.owner, at=cast.now,
        )  # fmt: skip
        cases.note(case, "x", by=cast.owner, at=cast.now)
        paper = files.store(
            b"signed", "sheet.txt", person_id=people[0].pk, programme_id=case.programme_id,
            data_class=DataClass.CASE, by=cast.owner,
        )  # fmt: skip
        line = persons.ConsentLine(
            recipient=cast.provider, purpose=Purpose.REFERRAL,
            classes=frozenset(DataClass) - {DataClass.ASYLUM},
        )  # fmt: skip
        persons.give_consent(
            people[0], [line], way=ConsentWay.SIGNATURE, language="en", given_on=cast.now.date(),
            document=paper, by=cast.owner, at=cast.now,
        )  # fmt: skip


def _refer(world: World) -> None:
    cast, case, people = world.cast, world.till.table.case, world.till.table.people
    cast.agree(cast.host, cast.provider, Purpose.REFERRAL)
    with cast.as_app(cast.owner):
        offered = referral_queries.facts_to_choose(case, people[0], on=cast.now.date())
        sent = referrals.draft(
            case, cast.service(), person=people[0], facts=offered[:2], message="x",
            by=cast.owner, at=cast.now,
        )  # fmt: skip
        world.link_tokens.append(referrals.send(sent, by=cast.owner, at=cast.now))


def _household(world: World, by: User) -> None:
    """Another family, registered by somebody else and shared with nobody."""
    case, people = world.cast.family(by=by)
    with world.cast.as_app(by):
        cases.note(case, "x", by=by, at=world.cast.now)
        files.store(
            b"paper", "paper.txt", person_id=people[0].pk, programme_id=case.programme_id,
            data_class=DataClass.CASE, by=by,
        )  # fmt: skip


def _share(world: World) -> None:
    cast = world.cast
    named = [
        (cast.host, cast.partner_org),
        (cast.host, cast.desk),
        (cast.partner_org, cast.host),
        (cast.host, cast.commission),
        (cast.partner_org, cast.commission),
        (cast.commission, cast.partner_org),
        (cast.host, cast.fund),
        (cast.partner_org, cast.fund),
        (cast.fund, cast.partner_org),
    ]
    world.shared = {(owner.pk, receiver.pk) for owner, receiver in named}


def _people(world: World) -> None:
    cast = world.cast
    evaluators = cast.organisation("Evaluators", OrganisationKind.EVALUATOR, "BE")
    placed: list[tuple[Organisation, Role]] = [
        (cast.host, Role.RETURN_COUNSELLOR),
        (cast.host, Role.HOST_COORDINATOR),
        (cast.host, Role.PROGRAMME_MANAGER),
        (cast.host, Role.DATA_PROTECTION_OFFICER),
        (cast.partner_org, Role.CASE_MANAGER),
        (cast.partner_org, Role.PROTECTION_FOCAL_POINT),
        (cast.partner_org, Role.EMPLOYMENT_ADVISER),
        (cast.desk, Role.RECEPTION_OFFICER),
        (cast.commission, Role.COMMISSION_SECRETARY),
        (cast.fund, Role.FINANCE_OFFICER),
        (cast.provider, Role.PROVIDER),
        (evaluators, Role.EVALUATOR),
    ]
    # A role that comes later looks from outside, until it is given its place here.
    staff = [role for role in Role if role != Role.RETURNEE]
    placed += [(cast.stranger_org, role) for role in staff if role not in {r for _, r in placed}]
    for org, role in placed:
        _add(world, role.value, cast.user(f"looks-{role.value}", org, role))
    _add(world, "stranger with every role", cast.user("looks-all", cast.stranger_org, *staff))
    returnee = User.objects.create(
        email="returnee@example.org", name="Returnee", roles=[Role.RETURNEE.value],
        person_id=world.till.table.people[0].pk,
    )  # fmt: skip
    world.personas += [Persona("returnee", returnee), Persona("nobody")]


def _add(world: World, name: str, user: User) -> None:
    secret = f"hw_{user.pk}"
    ApiToken.objects.create(
        organisation=user.organisation, user=user, used_for="looks", scopes=Scope.values,
        token_hash=hash_of(secret), granted_at=world.cast.now, granted_by=user,
        expires_at=world.cast.now + timedelta(days=1),
    )  # fmt: skip
    world.personas.append(Persona(name, user, secret))


def guarded_models() -> Iterable[type[Guarded]]:
    return [model for model in apps.get_models() if issubclass(model, Guarded)]


def _sing(cast: Any) -> None:
    for model in guarded_models():
        fields = list(_texts(model))
        for row in model._default_manager.all():
            for name in fields:
                setattr(row, name, str(Canary.of(row)))
            row.save(update_fields=fields or None)
    for file in StoredFile.objects.all():
        file.content = str(Canary.of(file)).encode()
        file.save(update_fields=["content"])


def _texts(model: type[models.Model]) -> Iterator[str]:
    for column in model._meta.concrete_fields:
        long = (column.max_length or 0) >= SHORTEST or isinstance(column, models.TextField)
        is_text = isinstance(column, models.CharField | models.TextField) and long
        sings = isinstance(column, EncryptedTextField) or (is_text and not column.choices)
        if sings and column.name not in KEPT:
            yield column.name


def heads() -> list[Person]:
    return list(Person.objects.filter(position=0))
