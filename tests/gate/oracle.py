"""Who sees which row, said once more in plain sets: from the decisions, not from the code.

It knows what was agreed, consented, blocked, sealed and who is who; and of a row its own columns,
never what the database folded into it. Days are numbers; `today` is one of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from homeward.access.choices import ActorKind, DataClass, Purpose

# For reception the arrival's own row is all of a case.
NOT_FOR_RECEPTION = {
    "cases_fact",
    "counselling_session",
    "departures_departureitem",
    "departures_travelleg",
}


@dataclass(frozen=True)
class Actor:
    kind: ActorKind
    id: Any
    purpose: Purpose


@dataclass(frozen=True)
class Row:
    table: str
    id: UUID
    owner: int
    person: UUID
    programme: int
    data_class: int
    # What its own table adds, where a ground asks for it.
    more: dict[str, Any] = field(default_factory=dict, hash=False, compare=False)


@dataclass
class Clause:
    owner: int
    to: int
    classes: frozenset[int]
    purpose: int
    may_write: bool = False
    days_after: int = 0
    ground: str = ""


@dataclass
class Agreement:
    parties: frozenset[int]
    clauses: list[Clause]
    starts: int
    ends: int
    programmes: frozenset[int] = frozenset()
    signed: set[int] = field(default_factory=set)
    status: str = "signing"


@dataclass
class Ground:
    """A consent, or another ground that was approved."""

    person: UUID
    org: int
    purpose: int
    classes: frozenset[int]
    until: int
    owner: int = 0
    # "" is consent; "vital_interest" and "legal_obligation" need no agreement, others are named.
    name: str = ""
    in_force: bool = True


@dataclass
class Seal:
    org: int
    people: frozenset[UUID]
    case: UUID
    team: set[int]
    lifted: bool = False


@dataclass
class Emergency:
    user: int
    org: int
    person: UUID
    open: bool = True


@dataclass
class User:
    org: int
    roles: set[str]
    active: bool = True
    person: UUID | None = None


@dataclass
class Oracle:
    # The country of each organisation, the public authorities among them, and each role's classes.
    countries: dict[int, str]
    authorities: set[int]
    clearance: dict[str, frozenset[int]]
    origins: dict[UUID, set[str]] = field(default_factory=dict)
    users: dict[int, User] = field(default_factory=dict)
    jobs: dict[str, frozenset[int]] = field(default_factory=dict)
    narrowed: set[tuple[int, str | int, int]] = field(default_factory=set)
    agreements: list[Agreement] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)
    blocks: list[tuple[UUID, int | str]] = field(default_factory=list)
    seals: dict[UUID, Seal] = field(default_factory=dict)
    emergencies: list[Emergency] = field(default_factory=list)
    # By referral, until which day; without a link or with a revoked one, there is nobody.
    links: dict[UUID, int] = field(default_factory=dict)
    # By stay: whose helper it is, the person's account, and who made the code.
    helpers: dict[UUID, tuple[UUID, int, int]] = field(default_factory=dict)
    referrals: dict[UUID, Row] = field(default_factory=dict)
    told: dict[UUID, set[int]] = field(default_factory=dict)
    people: dict[UUID, Row] = field(default_factory=dict)
    cases: dict[UUID, Row] = field(default_factory=dict)
    today: int = 0

    # Who acts.

    def is_somebody(self, a: Actor) -> bool:
        if a.kind == ActorKind.LINK:
            is_closed = self.referrals[a.id].more["status"] in {"draft", "withdrawn"}
            return self.links.get(a.id, -1) >= self.today and not is_closed
        if a.kind in {ActorKind.USER, ActorKind.PERSON}:
            return self.users[a.id].active
        if a.kind == ActorKind.HELPER:
            person, account, org = self.helpers[a.id]
            seals = [s for s in self.seals.values() if s.org == org and not s.lifted]
            return self.users[account].active and not any(person in s.people for s in seals)
        return True

    def org(self, a: Actor) -> int:
        if a.kind == ActorKind.USER:
            return self.users[a.id].org
        if a.kind == ActorKind.LINK:
            return int(self.referrals[a.id].more["receiver"])
        return int(str(a.id).partition("/")[2] or 0) if a.kind == ActorKind.JOB else 0

    def classes(self, a: Actor) -> set[int]:
        if a.kind == ActorKind.JOB:
            return set(self.jobs[a.id.partition("/")[0]])
        if a.kind == ActorKind.HELPER:
            return {DataClass.IDENTITY, DataClass.CASE}
        if a.kind != ActorKind.USER:
            return set()
        user = self.users[a.id]
        return {
            k for role in user.roles for k in self.clearance.get(role, ())
            if (user.org, role, k) not in self.narrowed and (user.org, a.id, k) not in self.narrowed
        }  # fmt: skip

    def self_of(self, a: Actor) -> UUID | None:
        return self.users[a.id].person if a.kind == ActorKind.PERSON else None

    def helped_by(self, a: Actor) -> UUID | None:
        return self.helpers[a.id][0] if a.kind == ActorKind.HELPER else None

    # What was agreed, and on what ground.

    def clauses(self, owner: int, to: int, programme: int, k: int, purpose: int) -> list[Clause]:
        return [
            clause
            for agreement in self.agreements
            if self._in_force(agreement)
            and (not agreement.programmes or programme in agreement.programmes)
            for clause in agreement.clauses
            if (clause.owner, clause.to, clause.purpose) == (owner, to, purpose)
            and k in clause.classes
        ]

    def _in_force(self, one: Agreement) -> bool:
        signed = one.signed == set(one.parties)
        return one.status == "in_force" and signed and one.starts <= self.today <= one.ends

    def has_ground(self, person: UUID, org: int, purpose: int, k: int) -> bool:
        if self.blocked(person, org) or self.barred(person, org, k):
            return False
        return any(
            g.in_force and g.until >= self.today and k in g.classes
            and (g.person, g.org, g.purpose) == (person, org, purpose)
            and (g.name in {"", "vital_interest", "legal_obligation"} or self._named(g))
            for g in self.grounds
        )  # fmt: skip

    def _named(self, ground: Ground) -> bool:
        return any(
            (c.owner, c.to, c.ground) == (ground.owner, ground.org, ground.name)
            for agreement in self.agreements if self._in_force(agreement)
            for c in agreement.clauses
        )  # fmt: skip

    def blocked(self, person: UUID, org: int) -> bool:
        return bool({(person, org), (person, self.countries.get(org, ""))} & set(self.blocks))

    def barred(self, person: UUID, org: int, k: int) -> bool:
        is_origin = org in self.authorities and self.countries[org] in self.origins[person]
        return k == DataClass.ASYLUM and is_origin

    def sealed_to(self, a: Actor, person: UUID) -> bool:
        """Did the actor's organisation seal this person's files, without the actor in the team?"""
        seals = self._seals_of(a)
        is_in_team = any(person in s.people and self._is_in_team(a, s) for s in seals)
        return not is_in_team and any(person in s.people for s in seals)

    def _seals_of(self, a: Actor) -> list[Seal]:
        return [s for s in self.seals.values() if s.org == self.org(a) and not s.lifted]

    @staticmethod
    def _is_in_team(a: Actor, seal: Seal) -> bool:
        return a.kind == ActorKind.USER and a.id in seal.team

    # The grounds.

    def own(self, a: Actor, row: Row) -> bool:
        is_own = row.owner == self.org(a) and row.data_class in self.classes(a)
        return is_own and not self.sealed_to(a, row.person)

    def shared(self, a: Actor, row: Row, *, writing: bool = False) -> bool:
        """A clause for referrals opens what was chosen for one; one for a comparison, nothing."""
        k, org = row.data_class, self.org(a)
        if a.purpose in (Purpose.REFERRAL, Purpose.COMPARISON) or k not in self.classes(a):
            return False
        clauses = self.clauses(row.owner, org, row.programme, k, a.purpose)
        is_agreed = any(c.may_write or not writing for c in clauses)
        has_ground = is_agreed and self.has_ground(row.person, org, a.purpose, k)
        return has_ground and not self.sealed_to(a, row.person)

    def emergency(self, a: Actor, person: UUID) -> bool:
        return a.kind == ActorKind.USER and any(
            e.open and (e.user, e.org, e.person) == (a.id, self.org(a), person)
            and not self.blocked(person, e.org)
            for e in self.emergencies
        )  # fmt: skip

    def received(self, a: Actor, row: Row) -> bool:
        """The referral, its history, and the facts chosen for it while all terms hold."""
        tables = {"referrals_referral", "referrals_sharedfact", "referrals_statuschange"}
        if row.table not in tables or a.purpose != Purpose.REFERRAL:
            return False
        referral = self.referrals[row.more["referral"]]
        if a.kind == ActorKind.LINK and a.id != referral.id:
            return False
        if a.kind != ActorKind.LINK and DataClass.CASE not in self.classes(a):
            return False
        if row.more["receiver"] != self.org(a) or referral.more["status"] == "draft":
            return False
        return row.table != "referrals_sharedfact" or self._fact_is_open(a, row, referral)

    def _fact_is_open(self, a: Actor, row: Row, referral: Row) -> bool:
        status = referral.more["status"]
        if row.more["after_acceptance"] and status not in {
            "accepted", "started", "completed", "not_completed", "confirmed"}:  # fmt: skip
            return False
        if a.kind != ActorKind.LINK and row.data_class not in self.classes(a):
            return False
        # The sender's words may speak of any fact: they close when one of them does.
        is_message = row.more["kind"] in {"message", "reply"}
        needed = {row.data_class} | (self.told.get(referral.id, set()) if is_message else set())
        return status not in {"declined", "withdrawn", "expired"} and all(
            self._class_is_open(row, referral, k) for k in needed
        )

    def _class_is_open(self, row: Row, referral: Row, k: int) -> bool:
        to, purpose = referral.more["receiver"], Purpose.REFERRAL
        clauses = self.clauses(row.owner, to, row.programme, k, purpose)
        ended = referral.more["ended"]
        return bool(clauses) and self.has_ground(row.person, to, purpose, k) and (
            ended is None or self.today <= ended + max(c.days_after for c in clauses))  # fmt: skip

    # The answer.

    def sees(self, a: Actor, row: Row) -> bool:
        if not self.is_somebody(a) or self.barred_from(a, row) or self._is_hidden(a, row):
            return False
        on_another_s_part = row.data_class in self.classes(a) and (
            self.emergency(a, row.person) or self.helped_by(a) == row.person
        )
        return (
            self.own(a, row) or self.shared(a, row) or on_another_s_part
            or self.self_of(a) == row.person or self.received(a, row) or self._is_told(a, row)
        )  # fmt: skip

    def barred_from(self, a: Actor, row: Row) -> bool:
        return bool(self.org(a)) and self.barred(row.person, self.org(a), row.data_class)

    def _is_told(self, a: Actor, row: Row) -> bool:
        """Who must stop using data is told so; a link's page says when the link ends."""
        if row.table == "persons_deletionnotice":
            return a.kind == ActorKind.USER and row.more["receiver"] == self.org(a)
        is_link = a.kind == ActorKind.LINK and row.table == "referrals_answerlink"
        return is_link and row.more["referral"] == a.id

    def _is_hidden(self, a: Actor, row: Row) -> bool:
        """What some tables keep back, whatever ground there is."""
        org = self.org(a)
        if row.table == "persons_searchtokens":
            return True
        if row.table in NOT_FOR_RECEPTION:
            return a.purpose == Purpose.ARRIVAL
        if row.table == "persons_block":
            return self._is_against(a, row)
        if row.table in {"oversight_affected", "signins_code", "signins_signin"}:
            helped = None if row.table == "oversight_affected" else self.helped_by(a)
            return row.owner != org and row.person not in {self.self_of(a), helped}
        if row.table in {"seals_seal", "seals_sealedfile", "seals_teammember"}:
            seal = self.seals.get(row.more["seal"])
            in_team = seal is not None and self._is_in_team(a, seal)
            wrote = a.kind == ActorKind.USER and row.more["by"] == a.id
            return not (in_team or wrote)
        of_readers = row.table in {"protection_legalnote", "protection_legalnotereader"}
        return of_readers and not (a.kind == ActorKind.USER and row.more["by"] == a.id)

    def _is_against(self, a: Actor, block: Row) -> bool:
        org = self.org(a)
        return bool(org) and block.more["against"] in {org, self.countries[org]}

    def sees_change(self, a: Actor, row: Row) -> bool:
        """What a row was before: its owner's alone, while it sees the person."""
        is_own = row.owner == self.org(a) and row.data_class in self.classes(a)
        if row.table == "persons_blockchange" and self._is_against(a, row):
            return False
        return (
            self.is_somebody(a) and is_own and not self.barred_from(a, row)
            and self.sees(a, self.people[row.person])
        )  # fmt: skip

    def sees_task(self, a: Actor, task: dict[str, Any]) -> bool:
        if not self.is_somebody(a) or self._is_sealed_task(a, task):
            return False
        if a.kind == ActorKind.LINK:
            return bool(task["subject"] == a.id)
        org, case = self.org(a), self.cases.get(task["case"])
        return (
            (org != 0 and org in {task["holder"], task["waiter"]})
            or (task["person"] is not None
                and task["person"] in {self.self_of(a), self.helped_by(a)})
            or (case is not None and self.sees(a, case))
        )  # fmt: skip

    def _is_sealed_task(self, a: Actor, task: dict[str, Any]) -> bool:
        # The case of a seal is closed when the file of the person that it is about is.
        cases = {s.case for s in self._seals_of(a) if self._closes(a, s)}
        person = task["person"]
        return (person is not None and self.sealed_to(a, person)) or task["case"] in cases

    def _closes(self, a: Actor, seal: Seal) -> bool:
        principal = self.cases[seal.case].person
        return principal in seal.people and self.sealed_to(a, principal)

    # Writing.

    def may_change(self, a: Actor, row: Row) -> bool:
        if not self.sees(a, row):
            return False
        return self.own(a, row) or self.shared(a, row, writing=True)

    def may_write(self, a: Actor, row: Row) -> bool:
        """A new row of one's own, about a person whom one sees, and not in an emergency alone."""
        if not self.is_somebody(a) or self.barred_from(a, row):
            return False
        sees_person = self.sees(a, self.people[row.person])
        return self.own(a, row) and sees_person and not self.emergency(a, row.person)


def difference(expected: Iterable[UUID], found: Iterable[UUID]) -> tuple[set[UUID], set[UUID]]:
    """What leaked, and what was wrongly refused."""
    return set(found) - set(expected), set(expected) - set(found)
