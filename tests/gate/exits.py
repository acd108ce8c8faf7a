"""Every way out of the system at a sequence's end: what comes out is what the oracle lets out.

Each row that is looked for sings: a word that stands nowhere else.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from homeward.access.choices import ActorKind, Purpose
from homeward.access.models import User
from homeward.access.permissions import can
from homeward.cases.models import Case
from homeward.core.tokens import hash_of
from homeward.exchange.choices import Scope
from homeward.exchange.models import ApiToken
from homeward.files.models import StoredFile
from homeward.messages.models import Message
from tests.gate import rows
from tests.gate.oracle import Actor, Row

LOOKING = ("h1", "h3", "p1", "s1", "a1", "u1")
# By kind of exit, how often something came out, and how often it rightly did not.
SEEN: dict[str, list[int]] = {}
OK, NOT_SIGNED_IN, REFUSED, MISSING = 200, 302, 403, 404


def prepare(world: Any) -> None:
    """Words that sing, files to attach, and a token for each who looks."""
    for n, case in enumerate(world.cases):
        Case.objects.filter(pk=case.pk).update(destination=f"Singplace{n}")
    for n, (name, org) in enumerate((("h1", "H"), ("p1", "P"))):
        world.note(name, 0)
        world.store(name, 0, 4)
        stored = StoredFile.objects.filter(stored_by=world.users[name]).latest("stored_at")
        rows.ask(
            "update funds_proof set file_id = %s where owner_org_id = %s and person_id = %s",
            stored.pk, world.orgs[org].pk, world.people[0].pk,
        )  # fmt: skip
        assert n < len(world.cases)
    for name in LOOKING:
        user = world.users[name]
        ApiToken.objects.create(
            organisation=user.organisation, user=user, used_for="looks", scopes=Scope.values,
            token_hash=hash_of(f"hw_{name}"), granted_at=world.now, granted_by=user,
            expires_at=world.now + timedelta(days=9000),
        )  # fmt: skip


class Exits:
    def __init__(self, world: Any, client_of: Callable[[User], Client], nobody: Client) -> None:
        self.world, self.client_of, self.nobody = world, client_of, nobody
        self.rows = rows.read(world)

    def try_all(self) -> None:
        """One of those who look, in turn; the links, the job and the e-mails each time."""
        oracle = self.world.oracle
        # By what was played, so that a sequence played again ends the same way.
        turn = len(oracle.grounds) + len(oracle.agreements) + len(self.world.notes) + oracle.today
        self._as_user(LOOKING[turn % len(LOOKING)])
        self._links()
        self._job()
        self._mails()

    def _note(self, kind: str, expected: bool, found: bool, what: str) -> None:
        SEEN.setdefault(kind, [0, 0])[not expected] += 1
        assert expected == found, f"{kind}: {what} {'came out' if found else 'did not come out'}"

    def _as_user(self, name: str) -> None:
        user = User.objects.get(pk=self.world.users[name].pk)
        self.actor = Actor(ActorKind.USER, user.pk, Purpose.CASEWORK)
        if not user.is_active:
            self._shut_out(name)
            return
        client = self.client_of(user)
        self._case_pages(name, user, client)
        self._list(name, user, client)
        self._found(name, user, client)
        self._work(name, client)
        self._attachments(name, user, client)
        self._api(name, user)

    def _shut_out(self, name: str) -> None:
        # A session can't even be opened: the gate lets nobody act as a suspended user.
        with pytest.raises(DatabaseError), transaction.atomic():
            self.client_of(self.world.users[name])
        self._note("page", False, False, f"the list for {name}, suspended")
        answer = self._call(name, "cases")
        self._note("API", False, answer.status_code == OK, f"the list for {name}, suspended")

    def _sees(self, row: Row) -> bool:
        return bool(self.world.oracle.sees(self.actor, row))

    def _cases(self) -> list[tuple[int, Row, bool]]:
        found = [self.rows[f"cases_case:{case.pk}"] for case in self.world.cases]
        return [(n, row, self._sees(row)) for n, row in enumerate(found)]

    def _case_pages(self, name: str, user: User, client: Client) -> None:
        for n, row, sees in self._cases():
            answer = client.get(reverse("desk:case", args=[row.id]))
            expected = sees and can(user, "cases.read")
            missing = MISSING if can(user, "cases.read") else REFUSED
            assert answer.status_code == (OK if expected else missing), (name, answer.status_code)
            self._note("page", expected, f"Singplace{n}" in answer.text, f"case {n} for {name}")
            if expected and n == 0:
                # The whole of its history: at first a page shows the newest of it.
                whole = client.get(reverse("desk:case", args=[row.id]), {"all": "1"})
                self._notes(name, whole.text)

    def _notes(self, name: str, body: str) -> None:
        for pk, text in self.world.notes:
            row = self.rows.get(f"cases_note:{pk}")
            if row is not None:
                self._note("page", self._sees(row), text in body, f"{text} for {name}")

    def _list(self, name: str, user: User, client: Client) -> None:
        may = can(user, "cases.read")
        answer = client.get(reverse("desk:cases"), {"state": "all"})
        export = client.post(f"{reverse('desk:export_cases')}?state=all", {"format": "csv"})
        shown = 0
        for n, _row, sees in self._cases():
            self._note("page", sees and may, f"Singplace{n}" in answer.text, f"{n} for {name}")
            self._note("export", sees and may, f"Singplace{n}" in export.text, f"{n} for {name}")
            shown += sees and may
        if may:
            self._note("count", True, str(answer.context["count"]) == str(shown), f"for {name}")

    def _found(self, name: str, user: User, client: Client) -> None:
        """The search is what completes a name as it is typed, too."""
        for given, who in (("Efua", 0), ("Kwame", 2)):
            row = self.rows[f"persons_person:{self.world.people[who].pk}"]
            expected = self._sees(row) and can(user, "persons.find")
            answer = client.get(reverse("desk:search"), {"q": given})
            people = [str(person.pk) for person, _case in answer.context["found"].people]
            self._note("search", expected, str(row.id) in people, f"{given} for {name}")

    def _work(self, name: str, client: Client) -> None:
        answer = client.get(reverse("desk:my_work"), follow=True)
        for family, who in (("Ansah", 0), ("Boateng", 2)):
            if family in answer.text:
                people = self.world.people[:2] if who == 0 else self.world.people[2:]
                seen = [self._sees(self.rows[f"persons_person:{p.pk}"]) for p in people]
                self._note("my work", any(seen), True, f"{family} for {name}")

    def _attachments(self, name: str, user: User, client: Client) -> None:
        may = can(user, "funds.bring_proof")
        for pk, file in rows.ask("select id, file_id from funds_proof"):
            stored = self.rows.get(f"files_storedfile:{file}")
            if stored is not None:
                expected = may and self._sees(self.rows[f"funds_proof:{pk}"]) and self._sees(stored)
                answer = client.get(reverse("funds:own_file", args=[pk]))
                self._note("attachment", expected, answer.status_code == OK, f"for {name}")

    def _call(self, name: str, path: str, **query: str) -> Any:
        header = {"Authorization": f"Bearer hw_{name}"}
        return self.nobody.get(f"/api/v1/{path}", query, headers=header)

    def _api(self, name: str, user: User) -> None:
        may = can(user, "cases.read")
        listed = self._call(name, "cases").content.decode()
        for n, row, sees in self._cases():
            self._note("API", sees and may, f"Singplace{n}" in listed, f"case {n} for {name}")
            status = self._call(name, f"cases/{row.id}").status_code
            self._note("API", sees and may, status == OK, f"case {n} for {name}")
        row = self.rows[f"persons_person:{self.world.people[2].pk}"]
        found = self._call(name, "persons", q="Kwame").content.decode()
        expected = self._sees(row) and can(user, "persons.find")
        self._note("API", expected, str(row.id) in found, f"Kwame for {name}")

    def _links(self) -> None:
        for referral, token in self.world.tokens.items():
            actor = Actor(ActorKind.LINK, referral, Purpose.REFERRAL)
            facts = [
                row for row in self.rows.values()
                if row.table == "referrals_sharedfact" and row.more["referral"] == referral
                and row.more["kind"] == "message"
            ]  # fmt: skip
            answer = self.nobody.get(reverse("referrals:link", args=[token]))
            is_open = self.world.oracle.is_somebody(actor)
            self._note("link", is_open, answer.status_code == OK, f"of {referral}")
            for row in facts:
                sees = self.world.oracle.sees(actor, row)
                self._note("link", sees, "Singmessage" in answer.text, f"message of {referral}")

    def _job(self) -> None:
        for org in "HP":
            name = f"tests.sample/{self.world.orgs[org].pk}"
            actor = Actor(ActorKind.JOB, name, Purpose.CASEWORK)
            with self.world.as_app(None, kind=ActorKind.JOB, actor_id=name):
                found = set(Case.objects.values_list("pk", flat=True))
            for case in self.world.cases:
                sees = self.world.oracle.sees(actor, self.rows[f"cases_case:{case.pk}"])
                self._note("job", sees, case.pk in found, f"{case} for {org}")

    def _mails(self) -> None:
        """An e-mail says nothing of a person, whoever gets it."""
        for message in Message.objects.all():
            text = f"{message.subject} {message.body}"
            told = [w for w in ("Sing", "Ansah", "Boateng", "Efua", "Kwame") if w in text]
            self._note("e-mail", False, bool(told), f"{told} to {message.to}")
