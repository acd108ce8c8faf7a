"""Messages go out once, at least; twice at most by accident; and none is lost silently."""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homeward.access.choices import Role
from homeward.core.outgoing import Answer, Barred, Failed, Outgoing
from homeward.core.refusals import Refused
from homeward.messages import actions, delivery, rules, signals
from homeward.messages.actions import GatewayGiven
from homeward.messages.choices import Channel, Encoding, GatewayKind, Reason, State
from homeward.messages.delivery import Came, Sender, ToSend
from homeward.messages.models import Gateway, Message


class Killed(BaseException):
    """The worker's end: no handler sees it."""


@dataclass
class Provider:
    """Takes what it is given, and keeps the keys; says what it is told to say."""

    says: list[Came | type[BaseException]] = field(default_factory=list)
    taken: list[ToSend] = field(default_factory=list)

    def send(self, gateway: Gateway | None, message: ToSend) -> Came:
        said = self.says.pop(0) if self.says else Came(provider_id=f"p{len(self.taken)}")
        if isinstance(said, Came):
            if not said.error:
                self.taken.append(message)
            return said
        self.taken.append(message)
        raise said


@pytest.fixture
def admin(cast):
    return cast.user("admin", cast.host, Role.ADMINISTRATOR)


HTTP = GatewayGiven(
    name="Texts", channel=Channel.SMS, kind=GatewayKind.HTTP, url="https://sms.example/send",
    body='{"to": "{to}", "text": "{text}"}', secret='{"Authorization": "Bearer x"}',
    id_path="messages.0.id", dedup_header="Idempotency-Key", cost=Decimal("0.05"), currency="EUR",
)  # fmt: skip


@pytest.fixture
def gateway(cast, admin):
    with cast.as_app(admin):
        return actions.keep(HTTP, by=admin, at=cast.now)


def queue(cast, **more) -> Message:
    given = {
        "to": "+233200000000", "subject": "", "body": "Please call us.", "at": cast.now,
        "channel": Channel.SMS, "organisation_id": cast.host.pk, **more,
    }  # fmt: skip
    return Message.objects.get(pk=actions.queue(**given))


def test_an_e_mail_of_the_installation_goes_by_its_own_server(cast) -> None:
    with cast.as_app(cast.owner):
        pk = actions.queue(to="a@example.org", subject="Hello", body="Sign in.", at=cast.now)
        assert not Message.objects.exists()  # who queues reads nothing back
    with cast.as_app():
        assert actions.send_waiting(at=cast.now) == 1
    assert mail.outbox[-1].to == ["a@example.org"]
    sent = Message.objects.get(pk=pk)
    assert (sent.state, sent.to, sent.body) == (State.SENT, "", "")


def test_without_an_address_nothing_is_queued(cast) -> None:
    assert actions.queue(to="", subject="S", body="B", at=cast.now) is None


def test_a_message_goes_by_its_organisation_s_gateway_once(cast, gateway) -> None:
    queue(cast)
    provider = Provider()
    with cast.as_app():
        assert actions.send_waiting(at=cast.now, sender=provider) == 1
        assert actions.send_waiting(at=cast.now, sender=provider) == 0
    (taken,) = provider.taken
    assert (taken.to, taken.body) == ("+233200000000", "Please call us.")


def test_another_organisation_s_gateway_is_never_used(cast, gateway) -> None:
    message = queue(cast, organisation_id=cast.stranger_org.pk)
    provider = Provider()
    with cast.as_app():
        actions.send_waiting(at=cast.now, sender=provider)
    message.refresh_from_db()
    assert provider.taken == []
    assert message.state == State.DEAD
    assert message.to  # what was given up can be sent again


def test_a_failure_is_tried_again_later_and_later_and_then_given_up(cast, gateway) -> None:
    message = queue(cast)
    provider = Provider(says=[Came(error="busy")] * rules.ATTEMPTS)
    at, tried = cast.now, []
    for _ in range(100):
        with cast.as_app():
            actions.send_waiting(at=at, sender=provider)
        message.refresh_from_db()
        if message.state == State.DEAD:
            break
        tried.append(message.queued_at - at)
        at = message.queued_at
    assert tried == [timedelta(minutes=2**n) for n in range(1, rules.ATTEMPTS)]
    assert message.last_error == "busy"


def test_a_final_refusal_is_not_tried_again(cast, gateway) -> None:
    message = queue(cast)
    with cast.as_app():
        actions.send_waiting(
            at=cast.now, sender=Provider(says=[Came(error="answered 400", is_final=True)])
        )
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.DEAD, 1)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=st.lists(st.sampled_from(["taken", "killed", "busy"]), max_size=6))
def test_it_is_sent_at_least_once_or_given_up_and_at_most_once_more(cast, gateway, plan) -> None:
    """Killed: between what the provider took and the note of it."""
    says = {"taken": Came(), "killed": Killed, "busy": Came(error="busy")}
    message = queue(cast)
    provider = Provider(says=[says[step] for step in plan])
    at = cast.now
    for _ in range(2 * rules.ATTEMPTS + 4):
        with cast.as_app(), suppress(Killed):
            actions.send_waiting(at=at, sender=provider)
        at += timedelta(hours=7)
    message.refresh_from_db()
    assert message.state in {State.SENT, State.DEAD}
    assert len(provider.taken) <= 2
    assert len({taken.key for taken in provider.taken}) <= 1
    if message.state == State.SENT:
        assert provider.taken
        assert not message.body
    else:
        assert message.body
    message.delete()


def test_an_answer_under_a_lease_is_not_sent_by_a_second_worker(cast, gateway) -> None:
    queue(cast)
    first, second = Provider(says=[Killed]), Provider()
    with cast.as_app(), suppress(Killed):
        actions.send_waiting(at=cast.now, sender=first)
    with cast.as_app():
        assert actions.send_waiting(at=cast.now + timedelta(minutes=1), sender=second) == 0
    assert second.taken == []


def test_no_more_a_minute_than_the_gateway_takes(cast, gateway) -> None:
    Gateway.objects.update(per_minute=2)
    for _ in range(5):
        queue(cast)
    provider = Provider()
    with cast.as_app():
        assert actions.send_waiting(at=cast.now, sender=provider) == 2
    with cast.as_app():
        assert actions.send_waiting(at=cast.now + timedelta(minutes=2), sender=provider) == 2


def test_the_night_is_kept_where_the_person_is(cast, gateway) -> None:
    night = datetime.fromisoformat("2026-05-04T23:00:00+00:00")
    queue(cast, at=night, quiet_in="GH")
    queue(cast, at=night, body="Urgent: call us.")
    provider = Provider()
    with cast.as_app():
        assert actions.send_waiting(at=night, sender=provider) == 1
        assert actions.send_waiting(at=night + timedelta(hours=8), sender=provider) == 0
        assert actions.send_waiting(at=night + timedelta(hours=9), sender=provider) == 1
    assert [taken.body for taken in provider.taken] == ["Urgent: call us.", "Please call us."]


def test_what_became_of_it_is_told_to_whoever_queued_it(cast, gateway) -> None:
    told = []

    def hear(sender, *, source, state, at, **_more):
        told.append((source, state))

    message = queue(cast)
    Message.objects.filter(pk=message.pk).update(source=message.pk)
    signals.settled.connect(hear)
    with cast.as_app():
        actions.send_waiting(at=cast.now, sender=Provider(says=[Came(provider_id="abc")]))
    gateway.refresh_from_db()
    with cast.as_app():
        assert actions.take_state(gateway, provider_id="abc", said="delivered", at=cast.now)
    with cast.as_app():
        assert not actions.take_state(gateway, provider_id="abc", said="failed", at=cast.now)
        assert not actions.take_state(gateway, provider_id="other", said="read", at=cast.now)
    signals.settled.disconnect(hear)
    assert told == [(message.pk, State.SENT), (message.pk, State.DELIVERED)]


def test_who_keeps_gateways_sees_the_own_queue_and_sends_again(cast, gateway, admin) -> None:
    message = queue(cast)
    with cast.as_app():
        actions.send_waiting(at=cast.now, sender=Provider(says=[Came(error="x", is_final=True)]))
    other = cast.user("other", cast.stranger_org, Role.ADMINISTRATOR)
    with cast.as_app(other):
        assert not Message.objects.exists()
        assert not Gateway.objects.exists()
    with cast.as_app(admin):
        actions.send_again(message, by=admin, at=cast.now)
        with pytest.raises(Refused):
            actions.discard(message, by=admin, at=cast.now)
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.WAITING, 0)


def test_what_was_given_up_long_ago_is_erased(cast, gateway) -> None:
    message = queue(cast)
    Message.objects.update(state=State.DEAD, settled_at=cast.now - timedelta(days=31))
    with cast.as_app():
        assert actions.erase_old(at=cast.now) == 1
    message.refresh_from_db()
    assert (message.state, message.to, message.body) == (State.DISCARDED, "", "")


class Out:
    """Stands for core/outgoing.Outgoing, which has tests of its own."""

    def __init__(self, answer) -> None:
        self.answer, self.seen = answer, []

    def request(self, method, url, *, headers=None, body=b""):
        self.seen.append((url, dict(headers), body))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def answered(status: int, body: bytes = b"") -> Answer:
    return Answer(status=status, headers={}, body=body, url="")


def to_send(cast, **more) -> ToSend:
    given = {"key": "k1", "channel": "sms", "to": "+233200000000", "subject": "", "at": cast.now}
    return ToSend(**{**given, "body": 'He said "{to}", {id}', **more})


def test_a_provider_is_called_with_its_body_headers_and_key(cast, gateway) -> None:
    out = Out(answered(201, b'{"messages": [{"id": "SM1"}]}'))
    came = Sender(out=out).send(gateway, to_send(cast))
    assert came == Came(provider_id="SM1")
    ((url, headers, body),) = out.seen
    assert url == "https://sms.example/send"
    assert headers["Idempotency-Key"] == "k1"
    assert headers["Authorization"] == "Bearer x"
    # What stands in a message adds no field and is not filled in itself.
    assert json.loads(body) == {"to": "+233200000000", "text": 'He said "{to}", {id}'}


def test_a_provider_may_want_form_fields(cast, gateway) -> None:
    gateway.encoding = Encoding.FORM
    out = Out(answered(200))
    Sender(out=out).send(gateway, to_send(cast, body="a&b=c é"))
    assert out.seen[0][2] == b"to=%2B233200000000&text=a%26b%3Dc+%C3%A9"


@pytest.mark.parametrize(
    ("answer", "is_final"),
    [
        (answered(400), True), (answered(401), True), (answered(429), False),
        (answered(500), False), (answered(302), True), (Failed("x"), False), (Barred("x"), True),
    ],
)  # fmt: skip
def test_what_a_provider_refuses_for_good_and_what_it_may_take_later(
    cast, gateway, answer, is_final
) -> None:
    came = Sender(out=Out(answer)).send(gateway, to_send(cast))
    assert came.error
    assert came.is_final is is_final


def test_a_mail_server_inside_our_network_is_not_gone_to(cast) -> None:
    inside = Gateway(kind="smtp", channel="email", host="mail.example", port=465, sender="a@b.org")
    out = Outgoing(resolve=lambda host, port: ["10.0.0.5"])
    came = Sender(out=out).send(inside, to_send(cast, channel="email"))
    assert came.is_final
    assert "open internet" in came.error


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"url": "http://sms.example/"}, Reason.NOT_HTTPS),
        ({"url": "https://127.0.0.1/"}, Reason.NOT_HTTPS),
        ({"url": "https://10.1.2.3/"}, Reason.NOT_HTTPS),
        ({"body": "{to} {text}"}, Reason.BODY),
        ({"body": '{"to": "{to}"}'}, Reason.BODY),
        ({"secret": "Bearer x"}, Reason.HEADERS),
        ({"secret": '{"A": "b\\r\\nC: d"}'}, Reason.HEADERS),
        ({"kind": "apprise", "secret": "json://10.0.0.1/{to}"}, Reason.APPRISE_SCHEME),
        ({"kind": "apprise", "secret": "twilio://A:B@1/2"}, Reason.APPRISE_TARGET),
        ({"kind": "apprise", "secret": "twilio://A:B@1/{to}?x=1"}, Reason.APPRISE_TARGET),
        ({"kind": "apprise", "secret": "sendgrid://k:a@b.c/{to}"}, Reason.WRONG_KIND),
        (
            {"kind": "smtp", "host": "m.example", "port": 587, "sender": "a@b.org"},
            Reason.WRONG_KIND,
        ),
        ({"kind": "smtp", "channel": "email", "host": "m.example", "port": 22}, Reason.NO_HOST),
        ({"in_check": "hmac_sha256"}, Reason.NO_SECRET),
    ],
)
def test_a_gateway_that_would_not_do_is_refused(cast, admin, changes, reason) -> None:
    given = GatewayGiven(**{**vars(HTTP), **changes})
    with cast.as_app(admin), pytest.raises(Refused) as refused:
        actions.keep(given, by=admin, at=cast.now)
    assert reason in refused.value.reasons


def test_the_demo_s_telephones_are_written_to_a_file(cast, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(delivery, "telephones", lambda: tmp_path / "t.jsonl")
    phones = Gateway(kind="file", channel="sms")
    assert Sender().send(phones, to_send(cast)).provider_id == "k1"
    (line,) = (tmp_path / "t.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["to"] == "+233200000000"
