"""A small world in which everything happens through the real actions, and the oracle is told.

Every verb draws its choices as plain numbers, does what a user would do as the app role, and says
whether it was done. What was refused leaves no trace, in the database as in the oracle.
"""

import copy
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from homeward.access.choices import CLEARANCE, ActorKind, DataClass, OrganisationKind, Purpose, Role
from homeward.access.models import Narrowing, Organisation, User
from homeward.agreements.models import Agreement
from homeward.cases import actions as cases
from homeward.cases.choices import FactKind, SaidBy
from homeward.cases.models import Case
from homeward.emergencies.models import EmergencyAccess
from homeward.files import actions as files
from homeward.persons import actions as persons
from homeward.persons.choices import BirthKnown, ContactKind, HouseholdRole
from homeward.persons.models import Block, LegalBasis, Person
from homeward.referrals.models import Referral
from homeward.signins import actions as signins
from homeward.signins.choices import Kind, Part
from homeward.signins.models import SignIn
from tests.gate import exits, rows
from tests.gate import oracle as said
from tests.gate.base import REFUSED
from tests.gate.casework import Casework
from tests.gate.ledger import Ledger
from tests.gate.oracle import Actor, Oracle
from tests.gate.papers import Papers


class World(Papers, Ledger, Casework):
    """Organisations, users, three persons and their rows, by short names.

    H host, U its authority, P partner, A authority of the origin, V provider, S stranger.
    """

    def __init__(self, cast: Any) -> None:
        self.cast, self.now, self.as_app = cast, cast.now, cast.as_app
        self.orgs: dict[str, Organisation] = {
            "H": cast.host, "P": cast.partner_org, "A": cast.desk, "V": cast.provider,
            "U": cast.organisation("Host authority", OrganisationKind.AUTHORITY, "BE"),
            "S": cast.organisation("Stranger", OrganisationKind.NGO, "BE"),
        }  # fmt: skip
        self.users: dict[str, User] = {
            "h1": self._user("h1", "H", Role.RETURN_COUNSELLOR),
            "h2": self._user("h2", "H", Role.PROTECTION_FOCAL_POINT),
            "h3": self._user("h3", "H", Role.CASE_MANAGER),
            "hd": self._user("hd", "H", Role.DATA_PROTECTION_OFFICER, Role.PROGRAMME_MANAGER),
            "ha": self._user("ha", "H", Role.ADMINISTRATOR),
            "u1": self._user("u1", "U", Role.HOST_COORDINATOR),
            "p1": self._user("p1", "P", Role.CASE_MANAGER),
            "p2": self._user("p2", "P", Role.PROTECTION_FOCAL_POINT),
            "pm": self._user("pm", "P", Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR),
            "a1": self._user("a1", "A", Role.RECEPTION_OFFICER, Role.RETURN_COUNSELLOR),
            "v1": self._user("v1", "V", Role.PROVIDER),
            "s1": self._user("s1", "S", Role.CASE_MANAGER),
        }
        self.oracle = Oracle(
            countries={o.pk: o.country_id for o in Organisation.objects.all()},
            authorities={o.pk for o in Organisation.objects.filter(kind="authority")},
            clearance={r.value: frozenset(int(k) for k in ks) for r, ks in CLEARANCE.items()},
            users={
                u.pk: said.User(u.organisation_id or 0, set(u.roles)) for u in User.objects.all()
            },
            jobs={"tests.sample": frozenset({1, 4, 5})},
        )
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into access_job values ('tests.sample', '{1,4,5}', 1, false)"
                " on conflict do nothing"
            )
        self._people()
        self.service = cast.service(languages=["en"], email="places@example.org")
        rows.fill(self)
        rows.make_seen_functions()
        self.agreements: list[Agreement] = []
        self.consents: list[tuple[UUID, said.Ground]] = []
        self.bases: list[tuple[LegalBasis, said.Ground]] = []
        self.blocks: list[tuple[Block, tuple[UUID, int | str]]] = []
        self.accesses: list[tuple[EmergencyAccess, said.Emergency]] = []
        self.referrals: list[Referral] = []
        self.narrowings: list[tuple[Narrowing, tuple[int, str | int, int]]] = []
        self.tokens: dict[UUID, str] = {}
        self.notes: list[tuple[UUID, str]] = []

    def begin(self) -> "World":
        """Where sequences start: four ways are open, and a referral is on its way."""
        ways = [("H", "P", 1, 1), ("H", "A", 4, 2), ("H", "V", 1, 3), ("P", "H", 1, 1)]
        for n, (lead, to, covers, purpose) in enumerate(ways):
            self.draft_agreement(
                lead, to, covers, purpose, starts=-5, days=300, back=False,
                may_write=purpose == Purpose.CASEWORK, days_after=3, ground="",
            )  # fmt: skip
            self.sign(n, second=False)
            self.sign(n, second=True)
            for person in (0, 2) if n else (0, 1, 2):
                self.consent("h1", person, to, purpose, covers, days=0)
        self.draft_referral("h1", 0, facts=0, message=True)
        self.send(0)
        self._help("m", self.people[0], self.cases[0])
        exits.prepare(self)
        return self

    def _user(self, name: str, org: str, *roles: Role) -> User:
        found: User = self.cast.user(name, self.orgs[org], *roles)
        return found

    def _people(self) -> None:
        """A mother and her child under one case, a man alone under another."""
        h1 = self.users["h1"]
        alone = persons.Member(
            role=HouseholdRole.HEAD, given_name="Kwame", family_name="Boateng",
            birth_known=BirthKnown.YEAR, birth_year=1980, origin_countries=["GH"],
            contacts=[(ContactKind.PHONE, "+233 20 111 1111")],
        )  # fmt: skip
        first, family = self.cast.family(by=h1)
        Person.objects.filter(pk=family[1].pk).update(origin_countries=["GH"])
        with self.as_app(h1):
            household, people = persons.register(
                [alone], programme=self.cast.programme, by=h1, at=self.now
            )
            second = cases.open_case(
                household, programme=self.cast.programme, host_country="BE", origin_country="GH",
                by=h1, at=self.now,
            )  # fmt: skip
            for case, person in ((first, family[0]), (second, people[0])):
                for kind in (FactKind.HEALTH, FactKind.ASYLUM):
                    cases.record_fact(
                        case, kind, "x", person=person, said_by=SaidBy.PERSON,
                        said_on=self.now.date(), by=h1, at=self.now,
                    )  # fmt: skip
        self.people: list[Person] = list(Person.objects.order_by("recorded_at"))
        self.cases: list[Case] = [first, second]
        self.oracle.origins = {p.pk: {"GH"} for p in self.people}
        for name, person in (("m", self.people[0]), ("d", self.people[2])):
            self.users[name] = user = User.objects.create(
                email=f"{name}@example.org", name=name, roles=[Role.RETURNEE.value],
                person_id=person.pk,
            )  # fmt: skip
            self.oracle.users[user.pk] = said.User(0, set(user.roles), person=person.pk)

    def _help(self, name: str, person: Person, case: Case) -> None:
        """A helper whom the person lets in; the stay lasts as long as the sequences do."""
        wanted = signins.Wanted(kind=Kind.HELPER, helper="Kofi Mensah", parts=[Part.CASE])
        with self.by("h1") as user:
            _made, code = signins.make(case, person, wanted, by=user, at=self.now)
        assert signins.enter(code, at=self.now)
        stay = SignIn.objects.get()
        late = self.now + timedelta(days=1)
        SignIn.objects.filter(pk=stay.pk).update(seen_at=late, ends_at=late)
        account = self.users[name].pk
        assert stay.user_id == account
        self.oracle.helpers[stay.pk] = (person.pk, account, self.orgs["H"].pk)

    def copy(self) -> "World":
        """The same world at its beginning, for the next sequence."""
        again, kept = (
            copy.copy(self),
            ("oracle", "agreements", "consents", "referrals", "tokens", "notes"),
        )
        # Together, since the world names what the oracle holds.
        for name, value in copy.deepcopy({name: getattr(self, name) for name in kept}).items():
            setattr(again, name, value)
        again.bases, again.blocks, again.accesses, again.narrowings = [], [], [], []
        # A transaction of its own, whose now() is another.
        again.now = timezone.now()
        return again

    # Who looks.

    def actors(self) -> list[Actor]:
        named = [(name, Purpose.CASEWORK) for name, u in self.users.items() if u.organisation_id]
        named += [(name, Purpose.ARRIVAL) for name in ("h1", "u1", "p1", "a1")]
        named += [(name, Purpose.REFERRAL) for name in ("h1", "p1", "v1", "s1")]
        found = [Actor(ActorKind.USER, self.users[name].pk, purpose) for name, purpose in named]
        found += [Actor(ActorKind.PERSON, self.users[n].pk, Purpose.CASEWORK) for n in ("m", "d")]
        found += [Actor(ActorKind.HELPER, pk, Purpose.CASEWORK) for pk in self.oracle.helpers]
        found += [Actor(ActorKind.LINK, pk, Purpose.REFERRAL) for pk in self.oracle.links]
        found += [
            Actor(ActorKind.JOB, f"tests.sample/{self.orgs[o].pk}", Purpose.CASEWORK) for o in "HP"
        ]
        return [*found, Actor(ActorKind.ANONYMOUS, 0, Purpose.CASEWORK)]

    def compare(self, what: str = "step") -> int:
        """Asks the database as everybody, and the oracle; any difference is a fault."""
        world, answers = rows.read(self), 0
        for actor, found in zip(self.actors(), rows.seen(self.actors(), what), strict=True):
            told = list(rows.expected(self, world, actor, what))
            expected, answers = {key for key, sees in told if sees}, answers + len(told)
            assert self.oracle.is_somebody(actor) == (found is not None), (
                f"{self.name(actor)}: " + ("acts and must not" if found is not None else "is shut")
            )
            leaked, refused = said.difference(expected, found or ())
            assert not leaked | refused, (
                f"{self.name(actor)} at {actor.purpose.name}:\n"
                + "".join(f"  LEAKED {rows.describe(self, world, k)}\n" for k in sorted(leaked))
                + "".join(f"  REFUSED {rows.describe(self, world, k)}\n" for k in sorted(refused))
            )
        return answers

    def name(self, actor: Actor) -> str:
        named = {u.pk: name for name, u in self.users.items()}
        return f"{actor.kind.value} {named.get(actor.id, actor.id)}"

    # Rows, and time.

    def note(self, by: str, case: int) -> Any:
        text = f"Singnote{len(self.notes)}end"
        with self.by(by) as user:
            found = Case.objects.get(pk=self.cases[case].pk)
            made = cases.note(found, text, by=user, at=self.now)
        if case == 0:
            self.notes.append((made.pk, text))
        return None

    def store(self, by: str, person: int, data_class: int) -> Any:
        """Whether it may be written is compared as well, since nothing else would stop it."""
        about, user = self.people[person], self.users[by]
        actor = Actor(ActorKind.USER, user.pk, Purpose.CASEWORK)
        row = said.Row(
            "files_storedfile", about.pk, user.organisation_id or 0, about.pk,
            about.programme_id, data_class,
        )  # fmt: skip
        rows.read(self)
        may = self.oracle.may_write(actor, row)
        try:
            with transaction.atomic(), self.by(by):
                files.store(
                    b"x", "x.txt", person_id=about.pk, programme_id=about.programme_id,
                    data_class=DataClass(data_class), by=user,
                )  # fmt: skip
        except REFUSED:
            assert not may, f"{by} could not write class {data_class} about person {person}"
            raise
        assert may, f"{by} wrote class {data_class} about person {person}"

    def _nth_row(self, n: int) -> said.Row:
        """By owner, person and class, so that a number means the same row each time."""
        people = {person.pk: place for place, person in enumerate(self.people)}
        found = [r for r in rows.read(self).values() if r.table == rows.GRID]
        found.sort(key=lambda r: (r.owner, people[r.person], r.data_class))
        return found[n % len(found)]

    def change(self, by: str, n: int) -> Any:
        """Compared as well: is the row changed by whom may change it, and by nobody else?"""
        row = self._nth_row(n)
        actor = Actor(ActorKind.USER, self.users[by].pk, Purpose.CASEWORK)
        may = self.oracle.may_change(actor, row)
        try:
            with transaction.atomic(), self.by(by), connection.cursor() as cursor:
                cursor.execute(
                    "update files_storedfile set size = size + 1 where id = %s", [row.id]
                )
                changed = cursor.rowcount == 1
        except REFUSED:
            changed = False
        assert may == changed, f"{by} {'changed' if changed else 'could not change'} {row}"
        if not changed:
            raise PermissionDenied

    def transfer(self, n: int, org: str) -> Any:
        """A row comes to be owned by another organisation, whoever does it: here the owner."""
        row = self._nth_row(n)
        barred = self.oracle.barred(row.person, self.orgs[org].pk, row.data_class)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    "update files_storedfile set owner_org_id = %s where id = %s",
                    [self.orgs[org].pk, row.id],
                )
                cursor.execute("set constraints all immediate")
                cursor.execute("set constraints all deferred")
        except DatabaseError:
            assert barred, f"{row} could not go to {org}"
            raise
        assert not barred, f"{row} went to {org}"

    def later(self, days: int) -> Any:
        """Time is moved by moving what is dated; none of a day is an hour and a minute."""
        rows.shift(days)
        self.oracle.today += days
        for told in self.oracle.emergencies:
            told.open = False
