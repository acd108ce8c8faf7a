"""A small world in which everything happens through the real actions, and the oracle is told.

Every verb draws its choices as plain numbers, does what a user would do as the app role, and says
whether it was done. What was refused leaves no trace, in the database as in the oracle.
"""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from homeward.access import actions as access
from homeward.access.choices import CLEARANCE, ActorKind, DataClass, OrganisationKind, Purpose, Role
from homeward.access.models import Narrowing, Organisation, User
from homeward.agreements import actions as agreements
from homeward.agreements.choices import Kind
from homeward.agreements.models import Agreement, Party
from homeward.cases import actions as cases
from homeward.cases.choices import FactKind, SaidBy
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.emergencies import actions as emergencies
from homeward.emergencies.models import EmergencyAccess
from homeward.files import actions as files
from homeward.persons import actions as persons
from homeward.persons.choices import BirthKnown, ConsentWay, ContactKind, HouseholdRole
from homeward.persons.models import Block, Consent, LegalBasis, Person
from homeward.places.models import Country
from homeward.referrals import actions as referrals
from homeward.referrals import queries as referral_queries
from homeward.referrals.models import AnswerLink, Referral
from homeward.referrals.rules import Answer
from homeward.seals import actions as seals
from homeward.seals.models import Seal as SealRow
from homeward.users.actions import changing as users
from tests.gate import exits, rows
from tests.gate import oracle as said
from tests.gate.oracle import Actor, Oracle

FOREVER = 10**6
ALL = frozenset(int(k) for k in DataClass)
# What a clause, a consent or a ground may cover.
COVERS = [
    frozenset({1, 3, 4}), ALL - {7}, ALL, frozenset({1, 2, 3, 4, 5}), frozenset({5, 6}),
    frozenset({7}), frozenset({1, 4, 9}), frozenset({1, 4, 7, 8}),
]  # fmt: skip
# The data base's own refusals: no privilege, a constraint; a missing row; a verb not granted.
REFUSED = (Refused, PermissionDenied, ObjectDoesNotExist, DatabaseError)
WHY = "The person is in danger for life now"

Verb = Callable[..., Any]


class World:
    """Organisations, users, three persons and their rows, by short names.

    H host, U its authority, P partner, A authority of the country of origin, V provider, S stranger.
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

    # How a verb is done.

    @contextmanager
    def by(self, name: str, purpose: Purpose = Purpose.CASEWORK) -> Iterator[User]:
        """As this user; what waits for the commit is asked at once."""
        user = self.users[name]
        kind = ActorKind.PERSON if user.person_id else ActorKind.USER
        actor_id = user.pk
        with self.as_app(None, purpose, kind=kind, actor_id=actor_id):
            yield User.objects.select_related("organisation").get(pk=user.pk)
            with connection.cursor() as cursor:
                cursor.execute("set constraints all immediate")
                cursor.execute("set constraints all deferred")

    def do(self, verb: str, **choices: Any) -> str:
        """`done`, `refused`, or `nothing` where there was nothing to do it with."""
        try:
            with transaction.atomic():
                done = getattr(self, verb)(**choices)
        except REFUSED:
            return "refused"
        return "nothing" if done is False else "done"

    def day(self, number: int) -> date:
        return self.now.date() + timedelta(days=number - self.oracle.today)

    # Agreements.

    def draft_agreement(
        self, lead: str, to: str, covers: int, purpose: int, starts: int, days: int,
        back: bool, may_write: bool, days_after: int, ground: str,
    ) -> Any:  # fmt: skip
        if lead == to:
            return False
        first, last = self.oracle.today + starts, self.oracle.today + starts + days
        owner, receiver = self.orgs[lead], self.orgs[to]
        if back:
            owner, receiver = receiver, owner
        with self.by({"H": "hd", "P": "pm"}[lead]) as by:
            made = agreements.draft(
                number=f"N{len(self.agreements)}", title="Sharing", kind=Kind.DATA_SHARING,
                starts_on=self.day(first), ends_on=self.day(last), by=by,
            )  # fmt: skip
            agreements.add_party(made, self.orgs[to], by=by)
            agreements.name_controllers(made, [self.orgs[lead]], by=by)
            agreements.add_clause(
                made, number="1", from_org=owner, to_org=receiver,
                data_classes=[DataClass(k) for k in COVERS[covers]],
                purposes=[Purpose(purpose)], may_write=may_write, days_after=days_after,
                transfer_ground="standard_clauses", grounds=[ground] if ground else [], by=by,
            )  # fmt: skip
            agreements.offer_for_signature(made, by=by)
        self.agreements.append(made)
        clause = said.Clause(
            owner.pk, receiver.pk, COVERS[covers], purpose, may_write, days_after, ground
        )
        parties = frozenset({owner.pk, receiver.pk})
        self.oracle.agreements.append(said.Agreement(parties, [clause], first, last))
        return None

    SIGNERS = {"H": "hd", "P": "p1", "A": "a1", "U": "u1", "S": "s1"}

    def sign(self, n: int, second: bool) -> Any:
        """By a user of the party's own; for one that has nobody to sign, on paper."""
        made, told = self.agreements[n], self.oracle.agreements[n]
        lead = made.lead_org_id
        org = next(o for o in sorted(told.parties) if (o == lead) != second)
        short = next(s for s, o in self.orgs.items() if o.pk == org)
        if short in self.SIGNERS:
            with self.by(self.SIGNERS[short]) as by:
                agreements.sign(Agreement.objects.get(pk=made.pk), by=by, at=self.now)
        else:
            with self.by("hd" if lead == self.orgs["H"].pk else "pm") as by:
                party = Agreement.objects.get(pk=made.pk).parties.get(organisation=org)
                agreements.record_paper_signature(
                    party, signatory="Director", signed_on=self.now.date(), by=by, at=self.now
                )
        told.signed.add(org)
        if told.signed == set(told.parties):
            told.status = "in_force"
        return None

    def strike_signature(self, n: int) -> Any:
        """No page does it: an agreement in force without a signature opens nothing even so."""
        made, told = self.agreements[n], self.oracle.agreements[n]
        org = min(told.parties)
        Party.objects.filter(agreement=made, organisation=org).update(signed_on=None)
        told.signed.discard(org)

    def move_agreement(self, n: int, how: str) -> Any:
        made, told = self.agreements[n], self.oracle.agreements[n]
        with self.by("hd" if made.lead_org_id == self.orgs["H"].pk else "pm") as by:
            found = Agreement.objects.get(pk=made.pk)
            if how == "end":
                agreements.end(found, by=by, at=self.now)
            else:
                getattr(agreements, how)(found, by=by)
        told.status = {
            "suspend": "suspended", "resume": "in_force", "end": "ended", "take_back": "draft"
        }[how]  # fmt: skip
        if how == "take_back":
            told.signed.clear()
        return None

    def amend_agreement(self, n: int, covers: int) -> Any:
        """A draft that was taken back gets another clause, and is offered again."""
        made, told = self.agreements[n], self.oracle.agreements[n]
        old = told.clauses[0]
        with self.by("hd" if made.lead_org_id == self.orgs["H"].pk else "pm") as by:
            found = Agreement.objects.get(pk=made.pk)
            (clause,) = found.clauses.all()
            agreements.remove_clause(clause, by=by)
            agreements.add_clause(
                found, number="1", from_org=clause.from_org, to_org=clause.to_org,
                data_classes=[DataClass(k) for k in COVERS[covers]],
                purposes=[Purpose(old.purpose)], may_write=old.may_write,
                days_after=old.days_after, transfer_ground="standard_clauses",
                grounds=clause.grounds, by=by,
            )  # fmt: skip
            agreements.offer_for_signature(found, by=by)
        told.clauses[:] = [said.Clause(**(vars(old) | {"classes": COVERS[covers]}))]
        told.status = "signing"
        return None

    # Consents, other grounds, blocks.

    def consent(self, by: str, person: int, org: str, purpose: int, covers: int, days: int) -> Any:
        about, last = self.people[person], self.oracle.today + days
        with self.by(by) as user:
            sheet = persons.give_consent(
                Person.objects.get(pk=about.pk),
                [persons.ConsentLine(
                    recipient=self.orgs[org], purpose=Purpose(purpose),
                    classes=frozenset(DataClass(k) for k in COVERS[covers]),
                )],
                way=ConsentWay.GUARDIAN if person == 1 else ConsentWay.SIGNATURE,
                guardian="Efua Ansah" if person == 1 else "", language="en",
                given_on=self.now.date(), until=self.day(last) if days else None,
                by=user, at=self.now,
            )  # fmt: skip
        ground = said.Ground(
            about.pk, self.orgs[org].pk, purpose, COVERS[covers], last if days else FOREVER
        )
        self.oracle.grounds.append(ground)
        self.consents.append((sheet.pk, ground))
        return None

    def withdraw(self, n: int, by: str) -> Any:
        sheet, ground = self.consents[n]
        with self.by(self._who(by, ground.person)) as user:
            held = Consent.objects.filter(sheet=sheet, known_until__isnull=True)
            ids = [c.pk for c in held]
            if not ids:
                raise Consent.DoesNotExist
            persons.withdraw_consent(ids, by=user, at=self.now)
        ground.in_force = False
        return None

    def _who(self, by: str, person: UUID) -> str:
        """`self` is the person, who acts on their own pages."""
        if by != "self":
            return by
        return "d" if person == self.people[2].pk else "m"

    def narrow(self, n: int, days: int) -> Any:
        sheet, ground = self.consents[n]
        last = self.oracle.today + days
        with self.by("h1") as user:
            ids = [c.pk for c in Consent.objects.filter(sheet=sheet, known_until__isnull=True)]
            if not ids:
                raise Consent.DoesNotExist
            persons.narrow_consent(ids, until=self.day(last), by=user, at=self.now)
        ground.until = last
        return None

    def request_basis(
        self, person: int, org: str, purpose: int, covers: int, days: int, ground: str
    ) -> Any:
        last, about = self.oracle.today + days, self.people[person]
        with self.by("h1") as by:
            basis = persons.request_basis(
                Person.objects.get(pk=about.pk),
                persons.Asked(
                    ground=ground, recipient=self.orgs[org], purpose=Purpose(purpose),
                    classes=frozenset(DataClass(k) for k in COVERS[covers]), reason=WHY,
                    until=self.day(last),
                ),
                by=by, at=self.now,
            )  # fmt: skip
        told = said.Ground(
            about.pk, self.orgs[org].pk, purpose, COVERS[covers], last, self.orgs["H"].pk, ground,
            in_force=False,
        )  # fmt: skip
        self.oracle.grounds.append(told)
        self.bases.append((basis, told))
        return None

    def decide_basis(self, n: int, approve: bool) -> Any:
        basis, told = self.bases[n]
        with self.by("hd") as by:
            found = LegalBasis.objects.get(pk=basis.pk)
            persons.decide_basis(found, approve=approve, text=WHY, by=by, at=self.now)
        told.in_force = approve
        return None

    def end_basis(self, n: int) -> Any:
        basis, told = self.bases[n]
        with self.by("hd") as by:
            persons.end_basis(LegalBasis.objects.get(pk=basis.pk), by=by, at=self.now)
        told.in_force = False
        return None

    def block(self, by: str, person: int, org: str, country: str) -> Any:
        about = self.people[person]
        with self.by(self._who(by, about.pk)) as user:
            made = persons.block(
                Person.objects.get(pk=about.pk),
                organisation=None if country else self.orgs[org],
                country=Country.objects.get(pk=country) if country else None,
                by=user, at=self.now,
            )  # fmt: skip
        told = (about.pk, country or self.orgs[org].pk)
        self.oracle.blocks.append(told)
        self.blocks.append((made, told))
        return None

    def lift_block(self, n: int, by: str) -> Any:
        made, told = self.blocks[n]
        with self.by(self._who(by, told[0])) as user:
            persons.lift_block(Block.objects.get(pk=made.pk), by=user, at=self.now)
        self.oracle.blocks.remove(told)
        return None

    # Seals.

    def seal(self, by: str, case: int, both: bool, member: str) -> Any:
        about = self.cases[case]
        people = [p.pk for p in (self.people[:2] if case == 0 else self.people[2:])]
        chosen = people if both else people[-1:]
        with self.by(by) as user:
            made = seals.seal(
                Case.objects.get(pk=about.pk), list(Person.objects.filter(pk__in=chosen)),
                [self.users[member]], WHY, by=user, at=self.now,
            )  # fmt: skip
        team = {self.users[by].pk, self.users[member].pk}
        # As it was written: who was not seen could not be sealed.
        sealed = frozenset(f.person_id for f in SealRow.objects.get(pk=made.pk).files.all())
        self.oracle.seals[made.pk] = said.Seal(made.owner_org_id, sealed, about.pk, team)
        return None

    def _seal(self, n: int) -> tuple[UUID, said.Seal]:
        return list(self.oracle.seals.items())[n]

    def change_team(self, n: int, by: str, member: str, add: bool) -> Any:
        pk, told = self._seal(n)
        with self.by(by) as user:
            change = seals.add if add else seals.remove
            change(SealRow.objects.get(pk=pk), self.users[member], by=user, at=self.now)
        (told.team.add if add else told.team.discard)(self.users[member].pk)
        return None

    def ask_to_lift(self, n: int, by: str) -> Any:
        with self.by(by) as user:
            seals.ask_to_lift(SealRow.objects.get(pk=self._seal(n)[0]), WHY, by=user, at=self.now)

    def lift_seal(self, n: int, by: str, keep: bool) -> Any:
        pk, told = self._seal(n)
        with self.by(by) as user:
            decide = seals.keep if keep else seals.lift
            decide(SealRow.objects.get(pk=pk), by=user, at=self.now)
        told.lifted = not keep
        return None

    # Emergencies.

    def open_emergency(self, by: str, case: int) -> Any:
        about = self.cases[case]
        with self.by(by) as user:
            made = emergencies.open_access(
                about.reference, WHY, second_factor_given=True, by=user, at=self.now
            )
        if isinstance(made, list):
            raise Refused(*made)
        told = said.Emergency(user.pk, user.organisation_id or 0, about.person_id)
        self.oracle.emergencies.append(told)
        self.accesses.append((made, told))
        return None

    def end_emergency(self, n: int) -> Any:
        made, told = self.accesses[n]
        by = next(name for name, u in self.users.items() if u.pk == told.user)
        with self.by(by) as user:
            found = EmergencyAccess.objects.get(pk=made.pk)
            emergencies.end(found, by=user, at=self.now)
        told.open = False
        return None

    # Referrals.

    def draft_referral(self, by: str, case: int, facts: int, message: bool) -> Any:
        about = self.cases[case]
        person = self.people[0 if case == 0 else 2]
        with self.by(by) as user:
            found, one = Case.objects.get(pk=about.pk), Person.objects.get(pk=person.pk)
            offered = referral_queries.facts_to_choose(found, one, on=self.now.date())
            made = referrals.draft(
                found, self.service, person=one, facts=offered[facts:],
                message="Singmessage" if message else "", by=user, at=self.now,
            )  # fmt: skip
        self.referrals.append(made)
        return None

    def _sender(self, referral: Referral) -> str:
        return next(name for name, u in self.users.items() if u.pk == referral.drafted_by_id)

    def send(self, n: int) -> Any:
        made = self.referrals[n]
        with self.by(self._sender(made)) as user:
            found = Referral.objects.get(pk=made.pk)
            self.tokens[made.pk] = referrals.send(found, by=user, at=self.now)
        self.oracle.links[made.pk] = self.oracle.today + referrals.LINK_DAYS - 1
        return None

    def answer(self, n: int, accepts: bool) -> Any:
        made = self.referrals[n]
        with self.by("v1", Purpose.REFERRAL) as user:
            found = Referral.objects.get(pk=made.pk)
            said_so = Answer(
                accepts=accepts, first_day=self.now.date() if accepts else None,
                decline_reason="" if accepts else "no_places",
            )  # fmt: skip
            referrals.answer(found, said_so, by=user, at=self.now)

    def report(self, n: int, outcome: str) -> Any:
        made = self.referrals[n]
        with self.by("v1", Purpose.REFERRAL) as user:
            found = Referral.objects.get(pk=made.pk)
            referrals.report(found, outcome, on=self.now.date(), by=user, at=self.now)

    def withdraw_referral(self, n: int) -> Any:
        made = self.referrals[n]
        with self.by(self._sender(made)) as user:
            found = Referral.objects.get(pk=made.pk)
            referrals.withdraw(found, "not_needed", by=user, at=self.now)

    def renew_link(self, n: int) -> Any:
        made = self.referrals[n]
        with self.by(self._sender(made)) as user:
            found = Referral.objects.get(pk=made.pk)
            self.tokens[made.pk] = referrals.renew_link(found, by=user, at=self.now)
        self.oracle.links[made.pk] = self.oracle.today + referrals.LINK_DAYS - 1
        return None

    def revoke_link(self, n: int) -> Any:
        """No page does it alone; what closes a referral does."""
        made = self.referrals[n]
        AnswerLink.objects.filter(referral_id=made.pk).update(revoked_at=self.now)
        self.oracle.links[made.pk] = -1
        return None

    # Users.

    ROLES = [
        [Role.RETURN_COUNSELLOR], [Role.CASE_MANAGER], [Role.FINANCE_OFFICER],
        [Role.EMPLOYMENT_ADVISER, Role.FINANCE_OFFICER], [Role.RECEPTION_OFFICER],
    ]  # fmt: skip

    def change_roles(self, name: str, roles: int) -> Any:
        given = [r.value for r in self.ROLES[roles]]
        with self.by("ha" if name.startswith("h") else "pm") as by:
            if not users.change_roles(self.users[name], given, reason=WHY, by=by, at=self.now):
                return None
        self.oracle.users[self.users[name].pk].roles = set(given)
        return None

    def suspend(self, name: str, back: bool) -> Any:
        about = User.objects.get(pk=self.users[name].pk)
        with self.by("ha" if name.startswith("h") else "pm") as by:
            if back:
                if not users.reactivate(about, reason=WHY, by=by, at=self.now):
                    return None
            else:
                successor = self.users["h2" if name.startswith("h") else "p2"]
                users.suspend(about, successor=successor, reason=WHY, by=by, at=self.now)
        self.oracle.users[about.pk].active = back
        return None

    def narrow_clearance(self, data_class: int, role: str, user: str) -> Any:
        about = None if role else self.users[user]
        with self.by("hd") as by:
            made = access.narrow(DataClass(data_class), role=role, user=about, by=by, at=self.now)
        told = (self.orgs["H"].pk, role or self.users[user].pk, data_class)
        if told in self.oracle.narrowed:
            return False
        self.oracle.narrowed.add(told)
        self.narrowings.append((made, told))
        return None

    def widen_clearance(self, n: int) -> Any:
        made, told = self.narrowings[n]
        with self.by("hd") as by:
            access.widen(Narrowing.objects.get(pk=made.pk), by=by)
        self.oracle.narrowed.discard(told)
        del self.narrowings[n]
        return None

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

    def change(self, by: str, n: int) -> Any:
        """Compared as well: is the row changed by whom may change it, and by nobody else?"""
        found = [r for r in rows.read(self).values() if r.table == "files_storedfile"]
        row = sorted(found, key=lambda r: (r.owner, str(r.person), r.data_class))[n % len(found)]
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
        found = [r for r in rows.read(self).values() if r.table == "files_storedfile"]
        row = sorted(found, key=lambda r: (r.owner, str(r.person), r.data_class))[n % len(found)]
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
