"""Messages with persons: agreed to, written, answered, stopped; seen by whom the gate lets."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from homeward.access.choices import ActorKind, DataClass, Role
from homeward.access.person_level import RULES, Erasure
from homeward.core.refusals import Refused
from homeward.correspondence import actions, queries, rules
from homeward.correspondence.actions import Agreed, Wrote
from homeward.correspondence.choices import About, Ended, Reason
from homeward.correspondence.models import MessageEntry, OptIn, Silence
from homeward.counselling import actions as counselling
from homeward.counselling.actions import Planned
from homeward.counselling.choices import Location, SessionKind
from homeward.messages import actions as messages
from homeward.messages.actions import GatewayGiven
from homeward.messages.choices import Occasion, State
from homeward.messages.choices import Reason as Unsaid
from homeward.messages.delivery import Came
from homeward.messages.models import Incoming, Message
from homeward.messages.rules import Words
from homeward.seals import actions as seals
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

PHONE = "+233200000000"
READY = rules.WritingFacts(
    is_open=True, of_household=True, agreed=True, held_back=False, others_read=False,
    own_words="Please call us.", words=Words(names=("Efua Ansah",)),
)  # fmt: skip


def test_what_is_whole_may_be_written() -> None:
    assert rules.reasons_not_to_write(READY) == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"is_open": False}, Reason.CLOSED),
        ({"of_household": False}, Reason.NOT_OF_CASE),
        ({"agreed": False}, Reason.NO_OPT_IN),
        ({"held_back": True}, Reason.HELD_BACK),
        ({"others_read": True}, Reason.OTHERS_READ),
        ({"own_words": "Efua, call us."}, Unsaid.NAME),
        ({"own_words": ""}, Unsaid.EMPTY),
    ],
)
def test_each_fault_alone_stops_it(changed, reason) -> None:
    assert rules.reasons_not_to_write(replace(READY, **changed)) == [reason]


def test_a_text_of_the_organisation_goes_to_a_telephone_that_others_read() -> None:
    assert rules.reasons_not_to_write(replace(READY, others_read=True, own_words=None)) == []


@pytest.fixture
def admin(cast):
    return cast.user("admin", cast.host, Role.ADMINISTRATOR)


@pytest.fixture
def gateway(cast, admin):
    with cast.as_app(admin):
        return messages.keep(
            GatewayGiven(name="Phones", channel="sms", kind="file"), by=admin, at=cast.now
        )


@pytest.fixture
def agree(cast, gateway):
    def act(case, person, *, by=None, **more):
        by = by or cast.owner
        said = {
            "channel": "sms", "address": "+233 20 000 0000", "language": "en", "country": "GH",
            "others_read": False, "way": "paper", "given_on": cast.now.date(), **more,
        }  # fmt: skip
        with cast.as_app(by):
            return actions.agree(case, Agreed(person=person, **said), by=by, at=cast.now)

    return act


@pytest.fixture
def write(cast):
    def act(case, person, text="Please call us.", *, via="sms", by=None, **more):
        by = by or cast.owner
        with cast.as_app(by):
            return actions.write(
                case, Wrote(person=person, via=via, text=text, **more), by=by, at=cast.now
            )

    return act


@pytest.fixture
def comes_in(cast, gateway):
    def act(text, *, sender=PHONE, number=""):
        gateway.organisation_id = cast.host.pk
        with cast.as_app():
            messages.take_in(
                gateway, sender=sender, text=text, provider_id=number or uuid4().hex, at=cast.now
            )
        with cast.as_app():
            return actions.sort_incoming(at=cast.now)

    return act


class Provider:
    """Takes everything."""

    def __init__(self) -> None:
        self.taken = []

    def send(self, gateway, message):
        self.taken.append(message)
        return Came(provider_id=message.key)


def send_all(cast, days=1):
    """At whatever hour it begins, one of three that are six hours apart is in no night."""
    provider = Provider()
    with cast.as_app():
        for hours in (0, 6, 12):
            at = cast.now + timedelta(days=days, hours=hours)
            messages.send_waiting(at=at, sender=provider)
    return provider.taken


def seen(cast, user) -> list[str]:
    with cast.as_app(user):
        return [str(one.text) for one in MessageEntry.objects.order_by("at", "direction")]


def test_the_owner_sees_the_log_the_stranger_and_no_actor_don_t(cast, agree, write) -> None:
    case, people = cast.family()
    agree(case, people[0])
    write(case, people[0])
    assert seen(cast, cast.owner) == ["Please call us."]
    assert seen(cast, cast.stranger) == []
    with cast.as_app():
        assert not MessageEntry.objects.exists()
        assert not OptIn.objects.exists()


def test_the_partner_sees_it_by_agreement_and_consent_and_the_number_by_its_class(
    cast, agree, write
) -> None:
    case, people = cast.family()
    agree(case, people[0])
    write(case, people[0])
    opened = frozenset({DataClass.IDENTITY, DataClass.CASE})
    cast.agree(cast.host, cast.partner_org, classes=opened)
    assert seen(cast, cast.partner) == []
    cast.consent(people[0], cast.partner_org, classes=opened)
    assert seen(cast, cast.partner) == ["Please call us."]
    with cast.as_app(cast.partner):
        assert not OptIn.objects.exists()


def test_a_sealed_file_shows_nothing_and_its_answers_lie_in_no_queue(
    cast, agree, write, comes_in
) -> None:
    focal = cast.user("focal", cast.host, Role.PROTECTION_FOCAL_POINT)
    case, people = cast.family()
    agree(case, people[0])
    write(case, people[0])
    with cast.as_app(focal):
        seals.seal(case, people, [focal], "A threat.", by=focal, at=cast.now)
    assert seen(cast, cast.owner) == []
    assert comes_in("I am here") == 1
    assert seen(cast, cast.owner) == []
    assert "I am here" in seen(cast, focal)
    with cast.as_app(cast.owner):
        assert not Incoming.objects.exists()
        assert not Task.objects.filter(kind=TaskKind.READ_MESSAGE).exists()
    with cast.as_app(focal):
        assert Task.objects.filter(kind=TaskKind.READ_MESSAGE).exists()


def test_what_was_agreed_to_greets_and_is_sent_after_the_night(cast, agree, write) -> None:
    case, people = cast.family()
    agree(case, people[0])
    entry = write(case, people[0], occasion=Occasion.CALL_US, text="")
    taken = send_all(cast)
    assert [one.to for one in taken] == [PHONE, PHONE]
    assert "STOP" in taken[0].body
    assert "Return Counselling" in taken[1].body
    entry.refresh_from_db()
    assert entry.state == State.SENT
    assert not any(message.to or message.body for message in Message.objects.all())


def test_nothing_is_written_without_an_opt_in_or_against_a_silence(cast, agree, write) -> None:
    case, people = cast.family()
    with pytest.raises(Refused) as refused:
        write(case, people[0])
    assert refused.value.reasons == [Reason.NO_OPT_IN]
    agree(case, people[0])
    with cast.as_app(cast.owner):
        silence = actions.hold_back(case, people[0], by=cast.owner, at=cast.now)
    with pytest.raises(Refused) as refused:
        write(case, people[0], text="Efua, the doctor calls")
    assert refused.value.reasons == [Reason.HELD_BACK, Unsaid.NAME, Unsaid.TELLING_WORD]
    with cast.as_app(cast.owner), pytest.raises(PermissionDenied):
        actions.let_through(silence, by=cast.owner, at=cast.now)
    focal = cast.user("focal", cast.host, Role.PROTECTION_FOCAL_POINT)
    with cast.as_app(focal):
        actions.let_through(Silence.objects.get(), by=focal, at=cast.now)
    write(case, people[0])


def test_what_waits_for_the_morning_is_called_back_when_messages_are_held_back(
    cast, agree, write
) -> None:
    case, people = cast.family()
    agree(case, people[0])
    Message.objects.all().delete()
    entry = write(case, people[0])
    with cast.as_app(cast.owner):
        actions.hold_back(case, people[0], by=cast.owner, at=cast.now)
    assert send_all(cast) == []
    entry.refresh_from_db()
    assert entry.state == State.DISCARDED
    assert not Message.objects.get().body


def test_a_child_of_another_household_is_refused(cast, agree) -> None:
    case, _people = cast.family()
    _other, others = cast.family()
    with pytest.raises(Refused) as refused:
        agree(case, others[0])
    assert refused.value.reasons == [Reason.NOT_OF_CASE]


def test_a_number_without_its_country_is_refused(cast, agree) -> None:
    case, people = cast.family()
    with pytest.raises(Refused) as refused:
        agree(case, people[0], address="020 000 0000")
    assert refused.value.reasons == [Unsaid.NO_ADDRESS]


def test_the_digest_tells_nothing_without_the_key_and_differs_by_organisation(cast) -> None:
    one = queries.messages.digest_of(cast.host.pk, "sms", PHONE)
    assert one == queries.messages.digest_of(cast.host.pk, "whatsapp", PHONE)
    assert one != queries.messages.digest_of(cast.stranger_org.pk, "sms", PHONE)


def test_a_known_sender_s_message_stands_in_the_case_and_waits_for_its_worker(
    cast, agree, comes_in
) -> None:
    case, people = cast.family()
    agree(case, people[0])
    assert comes_in("Can I come on Monday? 👋 نعم") == 1
    assert seen(cast, cast.owner) == ["Can I come on Monday? 👋 نعم"]
    with cast.as_app(cast.owner):
        wait = Task.objects.get(kind=TaskKind.READ_MESSAGE)
        assert wait.holder_org_id == cast.host.pk
        assert wait.due_on
    incoming = Incoming.objects.get()
    assert (incoming.sender, incoming.text) == ("", "")
    comes_in("And my son?")
    assert Task.objects.filter(kind=TaskKind.READ_MESSAGE).count() == 1
    with cast.as_app(cast.owner):
        actions.mark_read(case, by=cast.owner, at=cast.now)
    assert not Task.objects.filter(kind=TaskKind.READ_MESSAGE, done_at__isnull=True).exists()


def test_a_message_that_comes_twice_is_taken_once(cast, agree, comes_in) -> None:
    case, people = cast.family()
    agree(case, people[0])
    assert comes_in("Hello", number="n1") == 1
    assert comes_in("Hello", number="n1") == 0
    assert seen(cast, cast.owner) == ["Hello"]


def test_stop_ends_all_by_that_number_and_is_confirmed_once_in_the_person_s_language(
    cast, agree, comes_in
) -> None:
    case, people = cast.family()
    agree(case, people[0], language="ar")
    Message.objects.all().delete()
    comes_in("إيقاف")
    opt_in = OptIn.objects.get()
    assert opt_in.ended_why == Ended.STOPPED
    (message,) = Message.objects.all()
    said, _language = queries.said(cast.host, Occasion.STOPPED, "ar")
    assert (message.to, message.body) == (PHONE, said)
    comes_in("STOP")
    assert Message.objects.count() == 1


def test_an_unknown_sender_waits_until_somebody_says_whose_it_is(cast, comes_in, gateway) -> None:
    case, people = cast.family()
    assert comes_in("Who are you?", sender="+32470111222") == 0
    with cast.as_app(cast.stranger):
        assert not Incoming.objects.exists()
    with cast.as_app(cast.owner):
        (incoming,) = Incoming.objects.all()
        actions.assign(incoming, case, people[0], by=cast.owner, at=cast.now)
        with pytest.raises(Refused):
            actions.throw_away(incoming, by=cast.owner, at=cast.now)
    assert seen(cast, cast.owner) == ["Who are you?"]
    assert Incoming.objects.get().sender == ""


def test_a_telephone_of_two_cases_is_nobody_s_until_somebody_says(cast, agree, comes_in) -> None:
    for _ in range(2):
        case, people = cast.family()
        agree(case, people[0])
    assert comes_in("Hello") == 0
    assert seen(cast, cast.owner) == []


def plan(cast, case, people, days=1, kind=SessionKind.COUNSELLING):
    with cast.as_app(cast.owner):
        return counselling.plan(
            case,
            Planned(
                kind=kind, planned_at=cast.now + timedelta(days=days), location=Location.OFFICE,
                place="Room 2", led_by=cast.owner, people=people,
            ),
            by=cast.owner, at=cast.now,
        )  # fmt: skip


@pytest.fixture
def reminding(cast, admin):
    with cast.as_app(admin):
        actions.state_rule(About.SESSION, days_before=2, channel="", by=admin, at=cast.now)


def remind(cast) -> int:
    with cast.as_app():
        return actions.remind(at=cast.now)


def test_an_appointment_is_reminded_of_once_and_says_no_place_or_name(
    cast, agree, reminding
) -> None:
    case, people = cast.family()
    agree(case, people[0])
    plan(cast, case, people)
    plan(cast, case, people, days=5)
    assert remind(cast) == 1
    assert remind(cast) == 0
    (entry,) = MessageEntry.objects.all()
    assert entry.about == About.SESSION
    for word in ("Efua", "Room", "Counselling session"):
        assert word not in entry.text
    assert "Return Counselling" in entry.text


def test_nobody_is_reminded_who_did_not_agree_or_is_held_back_or_sealed(
    cast, agree, reminding
) -> None:
    case, people = cast.family()
    plan(cast, case, people)
    assert remind(cast) == 0
    agree(case, people[0])
    with cast.as_app(cast.owner):
        actions.hold_back(case, people[0], by=cast.owner, at=cast.now)
    assert remind(cast) == 0
    focal = cast.user("focal", cast.host, Role.PROTECTION_FOCAL_POINT)
    with cast.as_app(focal):
        actions.let_through(Silence.objects.get(), by=focal, at=cast.now)
        seals.seal(case, people, [focal], "A threat.", by=focal, at=cast.now)
    assert remind(cast) == 0


@pytest.mark.parametrize(
    ("days", "due"), [(-1, False), (0, False), (1, True), (2, True), (3, False)]
)
def test_it_is_due_before_the_day_and_never_on_it(cast_day, days, due) -> None:
    day = cast_day + timedelta(days=days)
    assert rules.is_due(day, days_before=2, today=cast_day) is due


@pytest.fixture
def cast_day() -> date:
    return date(2026, 5, 4)


def test_the_first_channel_is_the_one_that_the_rule_wants_or_the_best() -> None:
    assert rules.first_channel({"sms", "email"}, "") == "sms"
    assert rules.first_channel({"email"}, "sms") == ""
    assert rules.first_channel(set(), "") == ""


@pytest.fixture
def returnee(cast):
    def act(person):
        user = cast.user(f"self{person.pk.hex[:6]}", None, Role.RETURNEE)
        user.person_id = person.pk
        user.save()
        return user

    return act


def test_the_person_writes_agrees_and_ends_it_on_their_own_pages(cast, client_of, returnee) -> None:
    _case, people = cast.family()
    client = client_of(returnee(people[0]))
    key = str(uuid4())
    for _ in range(2):
        sent = client.post("/portal/messages/write/", {"key": key, "text": "May I call?"})
        assert sent.status_code == 302
    assert seen(cast, cast.owner) == ["May I call?"]
    assert "May I call?" in client.get("/portal/messages/").text
    sent = {"channel": "sms", "address": PHONE, "country": "GH"}
    assert client.post("/portal/messages/channels/", sent).status_code == 302
    opt_in = OptIn.objects.get()
    assert (opt_in.way, opt_in.recorded_by, opt_in.owner_org) == ("own_page", None, cast.host)
    assert client.post(f"/portal/messages/channels/{opt_in.pk}/end/").status_code == 302
    opt_in.refresh_from_db()
    assert opt_in.ended_why == Ended.PERSON
    no_key = {"key": "x", "text": "x"}
    assert client.post("/portal/messages/write/", no_key).status_code == 422
    empty = {"key": str(uuid4()), "text": " "}
    assert client.post("/portal/messages/write/", empty).status_code == 409


def test_another_person_s_channel_is_not_there(cast, agree, client_of, returnee) -> None:
    case, people = cast.family()
    _other, others = cast.family()
    opt_in = agree(case, people[0])
    client = client_of(returnee(others[0]))
    assert client.post(f"/portal/messages/channels/{opt_in.pk}/end/").status_code == 404
    assert PHONE not in client.get("/portal/messages/").text


def test_a_person_writes_nothing_in_the_name_of_a_worker(cast, returnee) -> None:
    case, people = cast.family()
    user = returnee(people[0])
    with (
        cast.as_app(user, kind=ActorKind.PERSON),
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        MessageEntry.objects.create(
            case=case, person=people[0], programme=case.programme, owner_org=cast.host,
            direction="out", via="page", text="Yes", at=cast.now,
        )  # fmt: skip


def test_nobody_but_the_job_asks_whose_a_number_is(cast) -> None:
    for statement in (
        "select * from correspondence_whose(1, 'x')",
        "select correspondence_stop(1, 'x', now())",
        "select correspondence_settle(gen_random_uuid(), 'sent', now())",
        "select correspondence_reminding()",
    ):
        with (
            cast.as_app(cast.owner),
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_the_tab_shows_the_log_and_says_what_stands_in_the_way(cast, client_of, gateway) -> None:
    case, people = cast.family()
    client = client_of(cast.owner)
    address = f"/cases/{case.pk}/messages/"
    assert "Nobody agreed to messages yet" in client.get(address).text
    agreed = {
        "person": str(people[0].pk), "channel": "sms", "address": PHONE, "language": "fr",
        "country": "GH", "way": "paper", "given_on_day": "1", "given_on_month": "2",
        "given_on_year": "2026",
    }  # fmt: skip
    assert client.post(f"{address}agree/", agreed).status_code == 302
    said = {"person": str(people[0].pk), "via": "sms", "text": "Efua, the hospital has a bed"}
    refused = client.post(f"{address}write/", said)
    assert refused.status_code == 409
    assert "A name of the case stands in it" in refused.text
    assert "Efua, the hospital has a bed" in refused.text
    assert client.post(f"{address}write/", {**said, "text": "Call us."}).status_code == 302
    assert "Call us." in client.get(address).text
    opt_in = OptIn.objects.get()
    end = f"/messages/opt-ins/{opt_in.pk}/end/"
    assert client_of(cast.stranger).get(end).status_code == 404
    assert client_of(cast.officer).get(end).status_code == 403
    assert client.post(end, {"why": "worker"}).status_code == 302
    assert client.post(end, {"why": "worker"}).status_code == 409
    assert client_of(cast.stranger).get(address).status_code == 404


def test_incoming_and_reminders_have_their_pages(cast, client_of, comes_in, admin) -> None:
    case, _people = cast.family()
    comes_in("Hello?", sender="+32470111222")
    client = client_of(cast.owner)
    assert "Hello?" in client.get("/messages/incoming/").text
    assert "Hello?" not in client_of(cast.stranger).get("/messages/incoming/").text
    one = Incoming.objects.get()
    assert client.post(f"/messages/incoming/{one.pk}/", {"reference": "none"}).status_code == 422
    given = client.post(f"/messages/incoming/{one.pk}/", {"reference": case.reference})
    assert given.status_code == 302
    assert client.get(f"/messages/incoming/{one.pk}/").status_code == 404
    keeper = client_of(admin)
    rule = {"about": "session", "days_before": "2", "channel": ""}
    assert keeper.post("/messages/reminders/", rule).status_code == 302
    assert "2 days before" in keeper.get("/messages/reminders/").text
    assert client.get("/messages/reminders/").status_code == 403


def test_an_erased_person_s_log_and_numbers_are_gone_by_their_rules() -> None:
    assert all(RULES[m].erasure == Erasure.DELETE for m in (OptIn, Silence, MessageEntry))
