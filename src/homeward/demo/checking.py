"""A standard that is an organisation's example, two checks along it, and what the job counted.

The standard is invented for the demo and says so: no founding document of the field states one.
"""

from datetime import date, datetime, timedelta

from homeward.access import gate
from homeward.access.choices import Role
from homeward.access.jobs import acting_job
from homeward.access.models import User
from homeward.demo.world import World
from homeward.quality import actions
from homeward.quality.actions import PointGiven
from homeward.quality.choices import Kind, Scale, Verdict
from homeward.quality.jobs import NAME
from homeward.quality.models import Check, StandardVersion
from homeward.quality.rules.data import LIMITED, SHORT_INTERVIEW
from homeward.quality.standard_files import Point
from homeward.services.models import Service

SOURCE = "Example of the demo corridor: invented, and stated by no document"
POINTS = (
    Point(number="1.1", text="Opening hours stand at the door and are kept.",
          look_at="The door, and whether somebody is there at that hour.", scale=Scale.TWO),
    Point(number="1.2", text="Whoever calls is told what it costs and when to come.",
          look_at="What is said on the telephone, unasked.", by_call=True),
    Point(number="2.1", text="Each person knows whom to ask.",
          look_at="Two people in the waiting room are asked whom they would turn to."),
    Point(number="2.2", text="Talks are held where nobody else hears them.",
          look_at="The room, with its door closed."),
    Point(number="3.1", text="Complaints can be made without giving a name.",
          look_at="The box, the number, or the link, and when it was last answered."),
)  # fmt: skip
LIMIT_DAYS, LIMIT_MINUTES = 14, 10


def show(world: World) -> None:
    with gate.acting_user(world.cast.managers[0].pk):
        version = _standard(world)
        checked = User.objects.filter(organisation__services__in=world.services).first()
        first = next(
            one for one in world.services
            if checked is None or one.organisation_id == checked.organisation_id
        )  # fmt: skip
        last = world.services[-1]
        held = _plan(world, version, first, Kind.SPOT, days=30, why="Many referrals go there")
        _plan(world, version, last, Kind.CALL, days=3, why="Never checked yet")
    _hold(world, held)
    _reply(world, held, checked)
    _agree(world, held)
    _count(world)


def _standard(world: World) -> StandardVersion:
    by, at = world.cast.managers[0], world.now - timedelta(days=120)
    given = actions.StandardGiven(
        code="first-contact", title="First contact with a service (example)", category="",
        source=SOURCE,
    )  # fmt: skip
    version = actions.begin(given, by=by, at=at)
    for point in POINTS:
        actions.add_point(version, point, by=by)
    actions.publish(version, by=by, at=at)
    version.refresh_from_db()
    actions.adopt(version, from_on=at.date(), by=by, at=at)
    return version


def _plan(
    world: World, version: StandardVersion, service: Service, kind: Kind, *, days: int, why: str
) -> Check:
    """The first was planned a while ago and was held since; the other is still to come."""
    by, past = world.cast.managers[0], kind == Kind.SPOT
    at: datetime = world.now - timedelta(days=days + 10) if past else world.now
    due: date = (world.now - timedelta(days=days)).date() if past else _in(world, days)
    given = actions.CheckGiven(
        kind=kind, version=version, assignee=world.cast.managers[1], due_on=due, chosen_because=why
    )
    return actions.plan(service, given, by=by, at=at)


def _in(world: World, days: int) -> date:
    return world.today + timedelta(days=days)


def _hold(world: World, check: Check) -> None:
    by, at = world.cast.managers[1], world.now - timedelta(days=30)
    verdicts = (Verdict.MET, Verdict.MET, Verdict.PARTLY, Verdict.NOT_MET, Verdict.NOT_SEEN)
    notes = ("", "", "One of two knew.", "The door does not close.", "")
    with gate.acting_user(by.pk):
        points = {
            item.pk: PointGiven(verdict=verdict, note=note)
            for item, verdict, note in zip(actions.asked(check), verdicts, notes, strict=True)
        }
        given = actions.ReportGiven(
            held_on=at.date(), points=points, reply_by=at.date() + timedelta(days=14),
            summary="Friendly and punctual; talks can be heard in the corridor.",
        )  # fmt: skip
        actions.report(check, given, by=by, at=at)


def _reply(world: World, check: Check, replier: User | None) -> None:
    """By the provider; where nobody of it signs in, as it was told."""
    by = replier or world.cast.managers[0]
    at = world.now - timedelta(days=22)
    act = actions.reply if replier else actions.note_reply
    with gate.acting_user(by.pk):
        act(check, "The lock was ordered. Until then talks are held upstairs.", by=by, at=at)


def _agree(world: World, check: Check) -> None:
    by, at = world.cast.managers[0], world.now - timedelta(days=20)
    given = actions.ImprovementGiven(text="A door that closes", due_on=_in(world, 5))
    with gate.acting_user(by.pk):
        actions.agree(check, given, by=by, at=at)


def _count(world: World) -> None:
    """The limits of two organisations, and what the job of the night comes to for each."""
    for org in (world.cast.belgian_ngo, world.cast.ghanaian_ngo):
        leads = User.objects.filter(
            organisation=org, roles__overlap=[Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR]
        ).first()
        if leads is None:
            continue
        with gate.acting_user(leads.pk):
            for line in LIMITED:
                value = LIMIT_MINUTES if line == SHORT_INTERVIEW else LIMIT_DAYS
                given = actions.LimitGiven(
                    line=line, value=value, valid_from=date(2020, 1, 1), source=SOURCE
                )
                actions.state_limit(given, by=leads, at=world.now)
        with acting_job(NAME, org.pk):
            actions.examine(org, at=world.now)
