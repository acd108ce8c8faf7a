"""What organisations sign with each other, and who their users are."""

from typing import Any

from homeward.access import actions as access
from homeward.access.choices import DataClass, Purpose, Role
from homeward.access.models import Narrowing, User
from homeward.agreements import actions as agreements
from homeward.agreements.choices import Kind
from homeward.agreements.models import Agreement, Party
from homeward.users.actions import changing as users
from tests.gate import oracle as said
from tests.gate.base import COVERS, WHY, Base


class Papers(Base):
    agreements: list[Agreement]
    narrowings: list[tuple[Narrowing, tuple[int, str | int, int]]]

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
