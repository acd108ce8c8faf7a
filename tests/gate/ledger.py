"""What persons decide: consents and blocks; and the grounds beside them."""

from typing import Any
from uuid import UUID

from homeward.access.choices import DataClass, Purpose
from homeward.persons import actions as persons
from homeward.persons.choices import ConsentWay
from homeward.persons.models import Block, Consent, LegalBasis, Person
from homeward.places.models import Country
from tests.gate import oracle as said
from tests.gate.base import COVERS, FOREVER, WHY, Base


class Ledger(Base):
    consents: list[tuple[UUID, said.Ground]]
    bases: list[tuple[LegalBasis, said.Ground]]
    blocks: list[tuple[Block, tuple[UUID, int | str]]]

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
