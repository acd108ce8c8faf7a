"""A steering committee with six seats, and what a meeting of it needs. The cast plays it."""

from datetime import timedelta
from typing import Any

from homeward.access.choices import OrganisationKind, Role
from homeward.access.models import User
from homeward.actors.models import Actor
from homeward.committees import actions
from homeward.committees.choices import (
    Choice,
    DecisionKind,
    HolderPart,
    Presence,
    QuorumKind,
    SeatKind,
    Voting,
)
from homeward.committees.models import AgendaItem, Committee, Decision, Meeting, Seat


class Stage:
    """The host leads the programme and is the secretariat; a civil society body sits beside."""

    def __init__(self, cast: Any) -> None:
        self.cast, self.now, self.today = cast, cast.now, cast.now.date()
        self.manager = cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)
        self.civil = cast.partner
        self.authority = cast.user("authority", cast.desk, Role.HOST_COORDINATOR)
        self.donor = cast.finance
        self.outsider = cast.user("outsider", cast.stranger_org, Role.PROGRAMME_MANAGER)
        cast.organisation("International body", OrganisationKind.INTERNATIONAL, "BE")
        with cast.as_app(self.manager):
            self.committee = self.set_up()
            self.seats = {
                SeatKind.LEAD: self.seat(SeatKind.LEAD, cast.host, self.manager),
                SeatKind.ORIGIN_STATE: self.seat(SeatKind.ORIGIN_STATE, cast.desk, self.authority),
                SeatKind.DONOR: self.seat(SeatKind.DONOR, cast.fund, self.donor),
            }
            self.ask(SeatKind.CIVIL_SOCIETY)

    def set_up(self, **said: Any) -> Committee:
        return actions.set_up(
            **{
                "kind": "steering", "name": "Corridor board", "programme": self.cast.programme,
                "by": self.manager, "at": self.now,
                **said,
            }
        )  # fmt: skip

    def seat(
        self, kind: SeatKind, organisation: Any, user: User | None = None,
        part: HolderPart = HolderPart.MEMBER, **said: Any,
    ) -> Seat:  # fmt: skip
        seat = actions.give_seat(
            self.committee, kind, organisation=organisation, since_on=self.today,
            by=self.manager, at=self.now, **said,
        )  # fmt: skip
        if user:
            actions.name_holder(seat, user, part, since_on=self.today, by=self.manager, at=self.now)
        return seat

    def civil_seat(self) -> Seat:
        with self.cast.as_app(self.manager):
            return self.seat(SeatKind.CIVIL_SOCIETY, self.cast.partner_org, self.civil)

    def actor_seat(self) -> Seat:
        actor = Actor.objects.create(name="Association of returned women")
        with self.cast.as_app(self.manager):
            return actions.give_seat(
                self.committee, SeatKind.RETURNEES, actor=actor, since_on=self.today,
                by=self.manager, at=self.now,
            )  # fmt: skip

    def ask(self, kind: SeatKind, minimum: int = 1) -> None:
        actions.state_minimum(
            self.committee, kind, minimum, source="Terms of reference, article 3",
            valid_from=self.today, by=self.manager, at=self.now,
        )  # fmt: skip

    def rules(self, voting: Voting = Voting.MAJORITY, percent: int = 60, **days: int) -> None:
        with self.cast.as_app(self.manager):
            actions.state_procedure(
                self.committee, quorum_kind=QuorumKind.PERCENT, quorum=percent, voting=voting,
                source="Rules of procedure", valid_from=self.today, by=self.manager, at=self.now,
                **days,
            )  # fmt: skip

    def meeting(self, *, in_days: int = 0, invited: bool = True, held: bool = True) -> Meeting:
        with self.cast.as_app(self.manager):
            meeting = actions.plan(
                self.committee, on=self.today + timedelta(days=in_days), place="Town hall",
                by=self.manager, at=self.now,
            )  # fmt: skip
            if invited or held:
                actions.invite(meeting, by=self.manager, at=self.now)
            if held:
                meeting = actions.hold(meeting, by=self.manager, at=self.now)
        return Meeting.objects.get(pk=meeting.pk)

    def present(self, meeting: Meeting, *seats: Seat) -> None:
        with self.cast.as_app(self.manager):
            actions.note_presence(
                meeting, dict.fromkeys(seats, Presence.PRESENT), by=self.manager, at=self.now
            )

    def item(self, meeting: Meeting | None = None, **said: Any) -> AgendaItem:
        with self.cast.as_app(self.manager):
            item = actions.propose_item(
                self.committee, said.pop("title", "The budget of next year"), by=self.manager,
                at=self.now, **said,
            )  # fmt: skip
            if meeting:
                item = actions.schedule(item, meeting, by=self.manager, at=self.now)
        return item

    def motion(self, meeting: Meeting, **said: Any) -> Decision:
        item = self.item(meeting)
        with self.cast.as_app(self.manager):
            return actions.move(
                item, "We share the costs by halves.", by=self.manager, at=self.now, **said
            )

    def vote(self, motion: Decision, seat: Seat, choice: Choice, by: User) -> None:
        with self.cast.as_app(by):
            actions.vote(motion, seat, choice, by=by, at=self.now)

    def close(self, motion: Decision, kind: DecisionKind = DecisionKind.DECIDED) -> Decision:
        with self.cast.as_app(self.manager):
            return actions.close(motion, kind, by=self.manager, at=self.now)

    def decided(self, **said: Any) -> Decision:
        """All four seats are there, and vote for it."""
        civil = self.seats.get(SeatKind.CIVIL_SOCIETY) or self.civil_seat()
        self.seats[SeatKind.CIVIL_SOCIETY] = civil
        if not self.committee.procedures.exists():
            self.rules()
        meeting = self.meeting()
        self.present(meeting, *self.seats.values())
        motion = self.motion(meeting, **said)
        voters = {
            SeatKind.LEAD: self.manager, SeatKind.ORIGIN_STATE: self.authority,
            SeatKind.DONOR: self.donor, SeatKind.CIVIL_SOCIETY: self.civil,
        }  # fmt: skip
        for kind, user in voters.items():
            self.vote(motion, self.seats[kind], Choice.FOR, user)
        return self.close(motion)
