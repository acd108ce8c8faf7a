"""What is done with a file: sealed, opened in an emergency, referred."""

from typing import Any
from uuid import UUID

from homeward.access.choices import Purpose
from homeward.cases import actions as cases
from homeward.cases.choices import TransferReason
from homeward.cases.models import Accountability, Case, Transfer
from homeward.core.refusals import Refused
from homeward.emergencies import actions as emergencies
from homeward.emergencies.models import EmergencyAccess
from homeward.persons.models import Person
from homeward.referrals import actions as referrals
from homeward.referrals import queries as referral_queries
from homeward.referrals.models import AnswerLink, Referral
from homeward.referrals.rules import Answer
from homeward.seals import actions as seals
from homeward.seals.models import Seal as SealRow
from tests.gate import oracle as said
from tests.gate.base import WHY, Base


class Casework(Base):
    service: Any
    accesses: list[tuple[EmergencyAccess, said.Emergency]]
    referrals: list[Referral]
    tokens: dict[UUID, str]

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

    def pass_on(self, by: str, case: int, to: str) -> Any:
        """Another organisation answers for the case. Rows keep their owners, so that nobody sees
        more or less by it, but of what waits; the oracle learns nothing.
        """
        about = self.cases[case]
        with self.by(by) as user:
            asked = cases.ask_transfer(
                Case.objects.get(pk=about.pk), self.orgs[to], why=TransferReason.MOVED,
                by=user, at=self.now,
            )  # fmt: skip
        with self.by({"P": "p1", "H": "h1", "S": "s1"}[to]) as user:
            found = Transfer.objects.get(pk=asked.pk)
            moved = cases.accept_transfer(found, by=user, at=self.now)
            assert moved.accountable_org_id == self.orgs[to].pk
        open_now = Accountability.objects.filter(case=about.pk, until=None)
        assert [one.organisation_id for one in open_now] == [self.orgs[to].pk]

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
            referrals.withdraw(found, "mistake", by=user, at=self.now)

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
