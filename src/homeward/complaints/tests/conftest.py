"""The cast's host takes complaints: a leader who settles, and three handlers."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from homeward.access.choices import ActorKind, Role
from homeward.access.models import Organisation, User
from homeward.complaints import actions, queries
from homeward.complaints.actions.taking import NO_TIE, Taken
from homeward.complaints.choices import Kind, Way
from homeward.complaints.models import Category, Complaint, Handler

WORDS = "Nobody called me back for two months."


@dataclass
class Desk:
    """`handler` takes ordinary complaints, `second` and `focal` sensitive ones as well."""

    cast: Any
    leader: User
    handler: User
    second: User
    focal: User

    def category(self, code: str = "delay", org: Organisation | None = None) -> Category:
        return queries.category(
            (org or self.cast.host).pk, code, on=timezone.localdate(self.cast.now)
        )

    def said(self, **fields: Any) -> actions.Said:
        return actions.Said(**{"kind": Kind.COMPLAINT, "what": WORDS, "language": "fr", **fields})

    def send_in(self, code: str = "delay", **fields: Any) -> Taken:
        """By the public page."""
        with self.cast.as_app(kind=ActorKind.ANONYMOUS, actor_id="0"):
            return actions.send_in(
                self.said(is_anonymous=True, **fields), self.category(code),
                to=self.cast.host, at=self.cast.now,
            )  # fmt: skip

    def take(
        self, code: str = "delay", *, by: User | None = None, tie: actions.Tie = NO_TIE,
        **fields: Any,
    ) -> Taken:  # fmt: skip
        """By the counsellor, at the telephone."""
        by = by or self.cast.owner
        with self.cast.as_app(by):
            return actions.take(
                self.said(**fields), self.category(code), way=Way.PHONE,
                received_on=timezone.localdate(self.cast.now), tie=tie, by=by, at=self.cast.now,
            )  # fmt: skip

    def acknowledged(self, code: str = "delay", handler: User | None = None) -> Taken:
        taken = self.send_in(code)
        by = handler or self.handler
        with self.cast.as_app(by):
            actions.acknowledge(taken.complaint, by, "We look into it.", by=by, at=self.cast.now)
        return taken

    def answered(self, code: str = "delay", handler: User | None = None) -> Taken:
        taken = self.acknowledged(code, handler)
        by = handler or self.handler
        with self.cast.as_app(by):
            actions.answer(
                taken.complaint, "You are right, and we are sorry.", "upheld",
                promise="A call each week.", by=by, at=self.cast.now,
            )  # fmt: skip
        return taken

    def by_code(self, taken: Taken) -> Any:
        """`with desk.by_code(taken):` as whoever has its code."""
        return self.cast.as_app(kind=ActorKind.LINK, actor_id=taken.complaint.pk)

    def now(self, taken: Taken) -> Complaint:
        """As it stands, for the database's owner."""
        return Complaint.objects.get(pk=taken.complaint.pk)

    def later(self, days: int) -> Any:
        return self.cast.now + timedelta(days=days)


@pytest.fixture
def desk(cast: Any) -> Desk:
    leader = cast.user("leader", cast.host, Role.PROGRAMME_MANAGER)
    people = [
        cast.user(name, cast.host, role)
        for name, role in (
            ("handler", Role.RETURN_COUNSELLOR),
            ("second", Role.RETURN_COUNSELLOR),
            ("focal", Role.PROTECTION_FOCAL_POINT),
        )
    ]
    Handler.objects.bulk_create(
        Handler(
            organisation=cast.host, user=user, is_sensitive=user != people[0], named_by=leader,
            named_at=cast.now,
        )
        for user in people
    )  # fmt: skip
    return Desk(cast, leader, *people)
