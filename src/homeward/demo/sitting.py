"""A steering committee that has met once and meets again, and a regional process beside it."""

from datetime import datetime, timedelta

from homeward.access import gate
from homeward.access.models import Organisation, User
from homeward.actors.models import Actor
from homeward.agreements.models import Agreement
from homeward.committees import actions
from homeward.committees.choices import (
    Choice,
    CommitteeKind,
    DecisionKind,
    HolderPart,
    Presence,
    QuorumKind,
    SeatKind,
    Voting,
)
from homeward.committees.models import AgendaItem, Committee, Decision, Meeting, Seat
from homeward.committees.subjects import Subject
from homeward.demo.world import World
from homeward.indicators.models import Indicator
from homeward.places.models import Country
from homeward.programmes.models import CriteriaVersion

ARTICLE = "Terms of reference of the steering committee, article 3"
RULES = "Rules of procedure of the steering committee"
ASKED = (
    SeatKind.LEAD,
    SeatKind.HOST_STATE,
    SeatKind.ORIGIN_STATE,
    SeatKind.CIVIL_SOCIETY,
    SeatKind.DONOR,
)
FOUNDED, HELD, COMING = 120, 45, 12


def show(world: World) -> None:
    committee, seats = _steering(world)
    first = _first_meeting(world, committee, seats)
    _decide(world, first, seats)
    _next_meeting(world, committee, seats)
    _process(world)


def _at(world: World, days_ago: int) -> datetime:
    return world.now - timedelta(days=days_ago)


def _steering(world: World) -> tuple[Committee, dict[SeatKind, Seat]]:
    cast, at = world.cast, _at(world, FOUNDED)
    by = cast.programme_manager
    with gate.acting_user(by.pk):
        committee = actions.set_up(
            kind=CommitteeKind.STEERING, name="Steering committee of the corridor",
            programme=world.ground.programme,
            countries=list(Country.objects.filter(code__in=("BE", "GH"))),
            terms="Names the lead, agrees objectives, indicators and criteria, hears what is"
            " complained of, and meets at least twice a year.",
            source=ARTICLE, since_on=at.date(), by=by, at=at,
        )  # fmt: skip
        for kind in ASKED:
            actions.state_minimum(
                committee, kind, 1, source=ARTICLE, valid_from=at.date(), by=by, at=at
            )
        actions.state_procedure(
            committee, quorum_kind=QuorumKind.PERCENT, quorum=60, voting=Voting.STATES,
            invite_days=10, minutes_days=14, silence_days=21, sign_days=30, source=RULES,
            valid_from=at.date(), by=by, at=at,
        )  # fmt: skip
        seats = {
            kind: _seat(committee, kind, organisation, holder, part, by=by, at=at)
            for kind, organisation, holder, part in (
                (SeatKind.LEAD, by.organisation_of_rows, by, HolderPart.CHAIR),
                (SeatKind.HOST_STATE, cast.authority, cast.coordinator, HolderPart.MEMBER),
                (SeatKind.ORIGIN_STATE, cast.desk, cast.officer, HolderPart.MEMBER),
                (SeatKind.CIVIL_SOCIETY, cast.ghanaian_ngo, cast.managers[0], HolderPart.MEMBER),
                (SeatKind.DONOR, cast.fund, cast.finance, HolderPart.MEMBER),
            )
            if not committee.seats.filter(organisation=organisation).exists()
        }
        association = Actor.objects.filter(organisation__isnull=True).order_by("name").first()
        if association:
            seats[SeatKind.RETURNEES] = actions.give_seat(
                committee, SeatKind.RETURNEES, actor=association,
                represents="Those who came back, Greater Accra", since_on=at.date(), by=by, at=at,
            )  # fmt: skip
    return committee, seats


def _seat(
    committee: Committee, kind: SeatKind, organisation: Organisation, holder: User,
    part: HolderPart, *, by: User, at: datetime,
) -> Seat:  # fmt: skip
    seat = actions.give_seat(
        committee, kind, organisation=organisation, since_on=at.date(), by=by, at=at
    )
    if holder.organisation_id == organisation.pk:
        actions.name_holder(seat, holder, part, since_on=at.date(), by=by, at=at)
    return seat


def _first_meeting(world: World, committee: Committee, seats: dict[SeatKind, Seat]) -> Meeting:
    at, by = _at(world, HELD), world.cast.programme_manager
    with gate.acting_user(by.pk):
        meeting = actions.plan(
            committee, on=at.date(), place="Town hall, Ashaiman", by=by,
            at=at - timedelta(days=20),
        )  # fmt: skip
        actions.invite(meeting, by=by, at=at - timedelta(days=12))
        meeting = actions.hold(meeting, by=by, at=at)
        there = {
            seat: Presence.EXCUSED if kind == SeatKind.ORIGIN_STATE else Presence.PRESENT
            for kind, seat in seats.items()
        }
        actions.note_presence(meeting, there, by=by, at=at)
    return meeting


def _subjects() -> list[tuple[str, str, list[Subject]]]:
    """What the meeting decides on: as far as the corridor has it."""
    indicator = Indicator.objects.order_by("position", "code").first()
    agreement = Agreement.objects.order_by("number").first()
    criteria = CriteriaVersion.objects.select_related("programme").order_by("pk").first()
    return [
        (
            "Indicators common to all donors",
            "All parties report by this indicator, and by no other of the same name.",
            [Subject("indicator", str(indicator.pk), str(indicator))] if indicator else [],
        ),
        (
            "The agreement on who sees what",
            "The agreement stays as it is for another year, and is reviewed before it ends.",
            [Subject("agreement", str(agreement.pk), f"{agreement.number} {agreement.title}")]
            if agreement
            else [],
        ),
        (
            "Whom the farm programme takes",
            "Local residents are taken on the same criteria as those who came back.",
            [
                Subject(
                    "criteria", str(criteria.pk),
                    f"{criteria.programme}, criteria version {criteria.number}",
                )
            ]
            if criteria
            else [],
        ),
    ]  # fmt: skip


def _decide(world: World, meeting: Meeting, seats: dict[SeatKind, Seat]) -> None:
    by, at = world.cast.programme_manager, _at(world, HELD)
    there = [seat for kind, seat in seats.items() if kind != SeatKind.ORIGIN_STATE]
    decisions = []
    with gate.acting_user(by.pk):
        for number, (title, text, subjects) in enumerate(_subjects()):
            item = actions.propose_item(
                meeting.committee, title, subjects[0] if subjects else None, by=by, at=at
            )
            item = actions.schedule(item, meeting, by=by, at=at)
            motion = actions.move(item, text, subjects=subjects, by=by, at=at)
            for seat in there:
                is_doubtful = number == 2 and seat.kind == SeatKind.DONOR  # noqa: PLR2004
                choice = Choice.ABSTAIN if is_doubtful else Choice.FOR
                actions.vote(motion, seat, choice, by=by, at=at)
            decisions.append(actions.close(motion, DecisionKind.DECIDED, by=by, at=at))
        _follow(world, meeting, decisions, seats)
        actions.write_minutes(
            meeting, "The committee met for the first time. Three decisions were taken; each seat"
            " that was there voted. The next meeting is in the spring.",
            by=by, at=at + timedelta(days=6),
        )  # fmt: skip
        actions.approve(meeting, by=by, at=at + timedelta(days=20))
        actions.publish(decisions[0], by=by, at=at + timedelta(days=21))
        asked = actions.ask_to_sign(
            decisions[1], [world.cast.authority, world.cast.ghanaian_ngo, world.cast.fund],
            due_on=world.today + timedelta(days=5), by=by, at=_at(world, 20),
        )  # fmt: skip
    signer = world.cast.coordinator
    own = next(one for one in asked if one.organisation_id == signer.organisation_id)
    with gate.acting_user(signer.pk):
        actions.sign(own, by=signer, at=_at(world, 11))


def _follow(
    world: World, meeting: Meeting, decisions: list[Decision], seats: dict[SeatKind, Seat]
) -> None:
    by, at = world.cast.programme_manager, _at(world, HELD)
    civil = world.cast.managers[0]
    for what, kind, owner, days, decision in (
        ("Ask ten cooperatives whether they take apprentices", SeatKind.CIVIL_SOCIETY, civil,
         -4, decisions[2]),
        ("Send the criteria to the municipalities", SeatKind.HOST_STATE, None, 9, decisions[2]),
        ("Draft the review of the agreement", SeatKind.LEAD, by, 30, decisions[1]),
    ):  # fmt: skip
        actions.open_point(
            meeting.committee, what, seats[kind], due_on=world.today + timedelta(days=days),
            owner=owner, meeting=meeting, decision=decision, by=by, at=at,
        )  # fmt: skip


def _next_meeting(world: World, committee: Committee, seats: dict[SeatKind, Seat]) -> None:
    by, civil = world.cast.programme_manager, world.cast.managers[0]
    with gate.acting_user(civil.pk):
        item: AgendaItem = actions.propose_item(
            committee, "Child care while parents are at courses", None,
            "A third of the mothers who left a course said that nobody looked after the children.",
            by=civil, at=_at(world, 6),
        )  # fmt: skip
        actions.propose_item(
            committee, "A seat for the traders’ association", by=civil, at=_at(world, 2)
        )
    with gate.acting_user(by.pk):
        meeting = actions.plan(
            committee, on=world.today + timedelta(days=COMING), place="Town hall, Ashaiman",
            by=by, at=_at(world, 8),
        )  # fmt: skip
        actions.schedule(item, meeting, by=by, at=_at(world, 5))
        actions.invite(meeting, by=by, at=_at(world, 3))
    with gate.acting_user(civil.pk):
        actions.answer_invitation(
            meeting, seats[SeatKind.CIVIL_SOCIETY], Presence.PRESENT, by=civil, at=_at(world, 1)
        )


def _process(world: World) -> None:
    """It recommends and has no lead, and still lacks civil society."""
    cast, at = world.cast, _at(world, FOUNDED)
    by = cast.coordinator
    source = "Declaration of the process, 7"
    with gate.acting_user(by.pk):
        process = actions.set_up(
            kind=CommitteeKind.REGIONAL, name="Regional process on return", is_binding=False,
            countries=list(Country.objects.filter(code__in=("BE", "GH"))),
            source=source, since_on=at.date(), by=by, at=at,
        )  # fmt: skip
        for kind in (SeatKind.HOST_STATE, SeatKind.ORIGIN_STATE, SeatKind.CIVIL_SOCIETY):
            actions.state_minimum(
                process, kind, 1, source=source, valid_from=at.date(), by=by, at=at
            )
        actions.state_procedure(
            process, quorum_kind=QuorumKind.SEATS, quorum=2, voting=Voting.CONSENSUS,
            source=source, valid_from=at.date(), by=by, at=at,
        )  # fmt: skip
        _seat(process, SeatKind.HOST_STATE, cast.authority, by, HolderPart.CHAIR, by=by, at=at)
        _seat(
            process, SeatKind.ORIGIN_STATE, cast.desk, cast.officer, HolderPart.MEMBER,
            by=by, at=at,
        )  # fmt: skip
        actions.plan(process, on=world.today + timedelta(days=40), by=by, at=_at(world, 2))
