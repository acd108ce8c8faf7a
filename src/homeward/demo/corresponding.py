"""Messages of the NGO in Ghana and of the counsellors: gateways that reach the demo's telephones,
texts in three languages, a family that agreed, what was written both ways, and a list of the
diaspora with a post that waits for another moderator."""

from datetime import time, timedelta

from django.db.models import OuterRef, Subquery

from homeward.access import gate, jobs
from homeward.access.models import Organisation, User
from homeward.cases.choices import Stage
from homeward.cases.models import Case
from homeward.circles import actions as circles
from homeward.circles.choices import PostState
from homeward.circles.models import Circle, Member, Post
from homeward.circles.queries import token_of
from homeward.core.tokens import hash_of
from homeward.correspondence import actions
from homeward.correspondence.actions import Agreed, Wrote
from homeward.correspondence.choices import About, Direction
from homeward.correspondence.models import MessageEntry
from homeward.demo.world import World
from homeward.messages import actions as messages
from homeward.messages.actions import GatewayGiven
from homeward.messages.actions.sending import SEND
from homeward.messages.choices import Channel, GatewayKind, Occasion, State
from homeward.messages.models import Gateway, Incoming, Message
from homeward.messages.queries import digest_of
from homeward.persons.models import Person
from homeward.places.models import Country

TEXTS = {
    "en": "Please call us or come by on a working day. {office}",
    "fr": "Appelez-nous ou passez nous voir un jour ouvrable. {office}",
    "ar": "اتصل بنا أو تعال إلينا في يوم عمل. {office}",
}
UNKNOWN = "+32470555010"


def show(world: World) -> None:
    cast = world.cast
    adjoa = User.objects.get(organisation=cast.ghanaian_ngo, email__startswith="adjoa@")
    ine = User.objects.get(organisation=cast.belgian_ngo, email__startswith="ine@")
    for admin in (adjoa, ine):
        _keep(world, admin)
    for number, case in enumerate(_cases(cast.ghanaian_ngo, Stage.SUPPORT)):
        _write(world, case, number)
    for number, case in enumerate(_cases(cast.belgian_ngo, Stage.DEPARTURE)):
        _write(world, case, number + 5)
        if number == 0:
            _now(world, case)
    _family(world)
    _unknown(world, adjoa)
    _list(world)


def _cases(accountable: Organisation, stage: Stage) -> list[Case]:
    return list(
        Case.objects.filter(
            accountable_org=accountable, stage=stage, closed_at__isnull=True,
            worker__isnull=False, sealed=False,
        )
        .select_related("worker", "person")
        .order_by("reference")[:2]
    )  # fmt: skip


def _keep(world: World, admin: User) -> None:
    at = world.now - timedelta(days=60)
    with gate.acting_user(admin.pk):
        for channel in (Channel.SMS, Channel.WHATSAPP):
            messages.keep(
                GatewayGiven(
                    name=f"Demo {channel.label}", channel=channel, kind=GatewayKind.FILE,
                    per_minute=60,
                ),
                by=admin, at=at,
            )  # fmt: skip
        for language, body in TEXTS.items():
            messages.write(Occasion.CALL_US, language, body, by=admin, at=at)
        country = Country.objects.get(pk="GH")
        messages.state_hours(
            country, "Africa/Accra", starts=time(20), ends=time(7), by=admin, at=at
        )
        actions.state_rule(About.SESSION, days_before=2, channel="", by=admin, at=at)
        actions.state_rule(About.FOLLOW_UP, days_before=7, channel="", by=admin, at=at)


def _number(number: int) -> str:
    return f"+23320555{number:04d}"


def _agreed(world: World, case: Case, person: Person, by: User, number: int) -> None:
    actions.agree(
        case,
        Agreed(
            person=person, channel=Channel.SMS if number % 2 == 0 else Channel.WHATSAPP,
            address=_number(number), language="en", country="GH", others_read=number == 1,
            way="paper", given_on=world.today - timedelta(days=20),
        ),
        by=by, at=world.now - timedelta(days=20),
    )  # fmt: skip


def _write(world: World, case: Case, number: int) -> None:
    by = case.worker or case.opened_by
    with gate.acting_user(by.pk):
        _agreed(world, case, case.person, by, number)
        _said(world, case, case.person, by, Channel.SMS if number % 2 == 0 else Channel.WHATSAPP)


def _now(world: World, case: Case) -> None:
    """Goes to the demo's telephones within a minute, or after the night."""
    by = case.worker or case.opened_by
    with gate.acting_user(by.pk):
        # Whose number is odd agreed to WhatsApp: see _agreed.
        actions.write(
            case, Wrote(person=case.person, via=Channel.WHATSAPP, occasion=Occasion.CALL_US),
            by=by, at=world.now,
        )  # fmt: skip


def _said(world: World, case: Case, person: Person, by: User, via: str) -> None:
    at = world.now - timedelta(days=12)
    actions.write(case, Wrote(person=person, via=via, occasion=Occasion.CALL_US), by=by, at=at)
    _came_in(world, case, person, by, "I can come on Thursday morning. Is that good?", via)


def _came_in(
    world: World, case: Case, person: Person, by: User, text: str, via: str, days: int = 1
) -> None:
    """As the job gives it: the same row, and its wait opens by itself."""
    MessageEntry.objects.create(
        case=case, person=person, programme=case.programme, owner_org=by.organisation_of_rows,
        direction=Direction.IN, via=via, text=text, at=world.now - timedelta(days=days),
        state=State.DELIVERED,
    )  # fmt: skip


def _family(world: World) -> None:
    """The family that has a sign-in: a reminder, an answer of theirs, a word on their pages."""
    user = User.objects.filter(email__startswith="family@").first()
    if user is None or user.person_id is None:
        return
    case = (
        Case.objects.filter(person_id=user.person_id, closed_at__isnull=True)
        .select_related("worker", "person")
        .first()
    )
    if case is None or case.worker is None:
        return
    by = case.worker
    with gate.acting_user(by.pk):
        _agreed(world, case, case.person, by, 10)
        actions.write(
            case, Wrote(person=case.person, via=Channel.SMS, occasion=Occasion.CALL_US),
            by=by, at=world.now - timedelta(days=9),
        )  # fmt: skip
        actions.write(
            case,
            Wrote(
                person=case.person, via="page",
                text="The course begins on Monday at nine. Bring your identity card.",
            ),
            by=by, at=world.now - timedelta(days=4),
        )  # fmt: skip
        # This one goes to the demo's telephones within a minute, or after the night.
        actions.write(
            case, Wrote(person=case.person, via=Channel.SMS, occasion=Occasion.CALL_US),
            by=by, at=world.now,
        )  # fmt: skip
        _came_in(world, case, case.person, by, "Thank you. May my brother come with me?", "page")
    _as_sent(world)


def _as_sent(world: World) -> None:
    """What was queued in the days before went out then."""
    old = Message.objects.filter(
        organisation__isnull=False, queued_at__lt=world.now - timedelta(days=2)
    )
    ids = [pk for pk in old.values_list("source", flat=True) if pk is not None]
    with jobs.acting_job(SEND):
        for pk in ids:
            actions.settle(pk, State.DELIVERED, at=world.now - timedelta(days=2))
    way = Gateway.objects.filter(
        organisation=OuterRef("organisation"), channel=OuterRef("channel")
    ).values("pk")[:1]
    old.update(
        state=State.DELIVERED, to="", body="", gateway=Subquery(way), attempts=1,
        sent_at=world.now - timedelta(days=2), settled_at=world.now - timedelta(days=2),
    )  # fmt: skip


def _unknown(world: World, admin: User) -> None:
    with gate.acting_user(admin.pk):
        gateway = messages.keep(
            GatewayGiven(name="Demo telephones, second line", channel=Channel.SMS,
                         kind=GatewayKind.FILE, per_minute=60),
            by=admin, at=world.now - timedelta(days=30),
        )  # fmt: skip
        messages.receive(
            gateway, sender=UNKNOWN, text="Good morning, is this the office in Ashaiman?",
            provider_id="demo-1", by=admin, at=world.now - timedelta(hours=5),
        )  # fmt: skip
    Incoming.objects.update(sorted_at=world.now - timedelta(hours=5))


def _list(world: World) -> None:
    cast = world.cast
    first, second = cast.counsellors[:2]
    at = world.now - timedelta(days=40)
    with gate.acting_user(first.pk):
        circle = circles.keep(
            circles.Given(
                name="Diaspora in Ghent, agriculture", purpose="work",
                about="Seeds, tools and markets: people from Ghana in and around Ghent who farm or"
                " trade, and who help others to begin.",
                area="Ghent", sector="Agriculture", language="en", is_open=True, forget_days=7,
            ),
            [first, second], by=first, at=at,
        )  # fmt: skip
        sent = circles.write(
            circle, "Next meeting of growers: Saturday at ten, community hall.", by=first, at=at
        )
        circles.write(
            circle,
            "A grower in Techiman looks for somebody who knows drip irrigation. Answer here.",
            by=first, at=world.now - timedelta(hours=20),
        )  # fmt: skip
    with gate.acting_user(second.pk):
        circles.decide(sent, approves=True, by=second, at=at + timedelta(hours=3))
    _members(world, circle)
    Post.objects.filter(pk=sent.pk).update(
        state=PostState.SENT, sent_at=at + timedelta(hours=4), sent_to=6
    )


def _members(world: World, circle: Circle) -> None:
    org = circle.organisation_id
    for number in range(6):
        address = f"+3247055{number:04d}"
        member = Member(
            id=world.id(), circle=circle, channel=Channel.SMS, address=address,
            digest=digest_of(org, Channel.SMS, address), language="en", country="BE",
            state="member", asked_at=world.now - timedelta(days=50),
            joined_at=world.now - timedelta(days=50),
        )  # fmt: skip
        member.token_hash = hash_of(token_of(org, member.pk))
        member.save(force_insert=True)
