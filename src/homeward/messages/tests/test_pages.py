"""The administrators' pages, and the door at which providers call."""

import base64
import hashlib
import hmac
import json
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from homeward.access.choices import Role
from homeward.core.tokens import hash_of
from homeward.messages import actions
from homeward.messages.actions import GatewayGiven
from homeward.messages.choices import State
from homeward.messages.models import Gateway, Incoming, Message, QuietHours, Text

SAID = {"id": "m1", "from": "233200000000", "text": "Yes, نعم 👍"}


@pytest.fixture
def admin(cast):
    return cast.user("admin", cast.host, Role.ADMINISTRATOR)


@pytest.fixture
def door(cast, admin):
    def act(**more):
        given = GatewayGiven(
            name="Texts", channel="sms", kind="http", url="https://sms.example/send",
            body='{"to": "{to}", "text": "{text}"}', in_from="from", in_text="text", in_id="id",
            in_status="status", **more,
        )  # fmt: skip
        with cast.as_app(admin):
            gateway = actions.keep(given, by=admin, at=cast.now)
            token = actions.open_door(gateway, by=admin, at=cast.now)
        return f"/messages/in/{token}/", gateway

    return act


def call(client, address, said=SAID, **headers):
    content = said if isinstance(said, bytes) else json.dumps(said).encode()
    return client.post(address, content, content_type="application/json", headers=headers)


def test_what_comes_in_is_taken_once_and_kept_as_cipher(cast, client, door) -> None:
    address, _gateway = door()
    assert [call(client, address).status_code for _ in range(3)] == [200, 200, 200]
    (incoming,) = Incoming.objects.all()
    assert (incoming.sender, incoming.text) == ("+233200000000", "Yes, نعم 👍")
    assert incoming.organisation_id == cast.host.pk
    with cast.as_app(cast.owner):
        assert not Incoming.objects.exists()  # nobody reads what is not sorted yet


def test_a_wrong_address_and_a_get_open_nothing(client, door) -> None:
    address, _gateway = door()
    assert client.get(address).status_code == 404
    assert call(client, "/messages/in/guess/").status_code == 404
    assert not Incoming.objects.exists()


@pytest.mark.parametrize(
    "said",
    [b"", b"[]", b"{", b'"x"', b"\xff\xfe", b"[" * 5000, b'{"from": "233200000000"}',
     b'{"from": "x", "text": "y"}', b'{"from": {"a": 1}, "text": ["y"]}'],
)  # fmt: skip
def test_what_is_not_understood_is_not_taken(client, door, said) -> None:
    address, _gateway = door()
    assert call(client, address, said).status_code == 400
    assert not Incoming.objects.exists()


def test_a_huge_body_is_refused(client, door) -> None:
    address, _gateway = door()
    huge = json.dumps({**SAID, "text": "x" * 70_000}).encode()
    assert call(client, address, huge).status_code == 413
    assert call(client, address, b"x" * 12_000_000).status_code == 413
    assert not Incoming.objects.exists()


def test_a_signature_is_asked_where_the_provider_signs(client, door) -> None:
    address, _gateway = door(in_check="hmac_sha256", in_header="X-Signature", in_secret="s3cret")
    content = json.dumps(SAID).encode()
    good = hmac.new(b"s3cret", content, hashlib.sha256)
    for wrong in ("", good.hexdigest()[:-1] + "0", "sha256=" + "0" * 64, "é"):
        assert call(client, address, **({"X-Signature": wrong} if wrong else {})).status_code == 403
    assert not Incoming.objects.exists()
    altered = json.dumps({**SAID, "text": "No"}).encode()
    assert call(client, address, altered, **{"X-Signature": good.hexdigest()}).status_code == 403
    assert call(client, address, **{"X-Signature": f"sha256={good.hexdigest()}"}).status_code == 200
    encoded = base64.b64encode(good.digest()).decode()
    assert call(client, address, **{"X-Signature": encoded}).status_code == 200
    assert Incoming.objects.count() == 1


def test_a_token_is_asked_where_the_provider_brings_one(client, door) -> None:
    address, _gateway = door(in_check="token", in_header="Authorization", in_secret="t0ken")
    assert call(client, address, Authorization="Bearer other").status_code == 403
    assert call(client, address, Authorization="Bearer t0ken").status_code == 200


def test_twilio_s_own_signature(client, door) -> None:
    address, _gateway = door(in_check="twilio", in_secret="auth")
    fields = {"id": "SM1", "from": "+233200000000", "text": "Hello you"}
    said = f"http://testserver{address}" + "".join(k + v for k, v in sorted(fields.items()))
    signed = base64.b64encode(hmac.new(b"auth", said.encode(), hashlib.sha1).digest()).decode()
    form = "application/x-www-form-urlencoded"
    wrong = client.post(address, urlencode(fields), content_type=form)
    assert wrong.status_code == 403
    right = client.post(
        address, urlencode(fields), content_type=form, headers={"X-Twilio-Signature": signed}
    )
    assert right.status_code == 200
    assert Incoming.objects.get().text == "Hello you"


def test_a_state_that_comes_in_moves_forwards_alone(cast, client, door) -> None:
    address, gateway = door()
    message = Message.objects.create(
        organisation=cast.host, gateway=gateway, channel="sms", provider_id="m7", state=State.SENT,
        queued_at=cast.now, sent_at=cast.now,
    )  # fmt: skip
    for status, state in (("queued", "sent"), ("delivered", "delivered"), ("failed", "delivered")):
        assert call(client, address, {"id": "m7", "status": status}).status_code == 200
        message.refresh_from_db()
        assert message.state == state


def test_a_door_that_was_made_anew_closes_the_one_before(cast, client, door, admin) -> None:
    address, gateway = door()
    with cast.as_app(admin):
        token = actions.open_door(gateway, by=admin, at=cast.now)
    assert call(client, address).status_code == 404
    assert call(client, f"/messages/in/{token}/").status_code == 200
    gateway.refresh_from_db()
    assert gateway.in_hash == hash_of(token)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=300))
def test_whatever_is_said_is_kept_as_it_was_or_not_taken(client, door, text) -> None:
    address, gateway = door()
    answer = call(client, address, {**SAID, "text": text})
    found = Incoming.objects.filter(gateway=gateway).first()
    assert answer.status_code == (200 if found else 400)
    if found:
        assert found.text == text.replace("\x00", "")


def test_gateways_are_kept_tried_and_paused_by_administrators(cast, client_of, admin) -> None:
    client = client_of(admin)
    given = {
        "name": "Texts", "channel": "sms", "kind": "http", "url": "http://sms.example/",
        "encoding": "json", "body": '{"to": "{to}", "text": "{text}"}',
        "secret": '{"Authorization": "Bearer very-secret"}', "per_minute": "30",
        "in_check": "address",
    }  # fmt: skip
    refused = client.post("/messages/gateways/new/", given)
    assert refused.status_code == 409
    assert "open internet with https" in refused.text
    given["url"] = "https://sms.example/send"
    assert client.post("/messages/gateways/new/", given).status_code == 302
    gateway = Gateway.objects.get()
    page = f"/messages/gateways/{gateway.pk}/"
    assert "very-secret" not in client.get(page).text + client.get(f"{page}change/").text
    given |= {"name": "SMS", "secret": ""}
    assert client.post(f"{page}change/", given).status_code == 302
    gateway.refresh_from_db()
    assert "very-secret" in gateway.secret
    assert client.post(f"{page}try/", {"to": "nobody"}).status_code == 409
    assert client.post(f"{page}try/", {"to": "+233 20 000 0000"}).status_code == 302
    assert "/messages/in/" in client.post(f"{page}way-in/").text
    assert "/messages/in/" not in client.get(page).text
    assert client.post(f"{page}pause/").status_code == 302
    assert client.post(f"{page}try/", {"to": "+233 20 000 0000"}).status_code == 409
    assert "SMS" in client.get("/messages/gateways/").text
    stranger = cast.user("other", cast.stranger_org, Role.ADMINISTRATOR)
    assert client_of(stranger).get(page).status_code == 404
    assert client_of(cast.owner).get(page).status_code == 403


def test_the_queue_shows_states_without_addresses_or_texts(cast, client_of, admin) -> None:
    actions.queue(
        to="+233200000000", subject="", body="Please call us.", at=cast.now, channel="sms",
        organisation_id=cast.host.pk,
    )  # fmt: skip
    with cast.as_app():
        actions.send_waiting(at=cast.now)
    client = client_of(admin)
    shown = client.get("/messages/queue/").text
    assert "Given up" in shown
    assert "Please call us." not in shown
    assert "+233200000000" not in shown
    message = Message.objects.get()
    assert client.post(f"/messages/queue/{message.pk}/again/").status_code == 302
    assert client.post(f"/messages/queue/{message.pk}/again/").status_code == 409
    assert client.post(f"/messages/queue/{message.pk}/discard/").status_code == 409
    other = client_of(cast.user("other", cast.stranger_org, Role.ADMINISTRATOR))
    assert other.post(f"/messages/queue/{message.pk}/again/").status_code == 404


def test_texts_and_hours_are_stated_on_their_pages(cast, client_of, admin) -> None:
    client = client_of(admin)
    said = {"occasion": "call_us", "language": "tw", "body": "Yɛsrɛ wo frɛ yɛn {name}"}
    refused = client.post("/messages/texts/new/", said)
    assert refused.status_code == 409
    assert "frɛ" in refused.text
    for body in ("Yɛsrɛ wo frɛ yɛn. {office}", "Yɛsrɛ wo, frɛ yɛn. {office}"):
        assert client.post("/messages/texts/new/", {**said, "body": body}).status_code == 302
    assert list(Text.objects.values_list("version", flat=True)) == [2, 1]
    assert "Version 2" in client.get("/messages/texts/").text
    assert "Version 1" in client.get("/messages/texts/call_us/tw/").text
    assert client.get("/messages/texts/nothing/tw/").status_code == 404
    hours = {"country": "GH", "zone": "Europe/Brussels", "starts": "21:00", "ends": "07:00"}
    assert client.post("/messages/hours/", hours).status_code == 409
    assert client.post("/messages/hours/", {**hours, "zone": "Africa/Accra"}).status_code == 302
    assert QuietHours.objects.get().zone == "Africa/Accra"


def test_a_telephone_of_the_demo_answers(cast, client_of, admin) -> None:
    with cast.as_app(admin):
        phones = actions.keep(
            GatewayGiven(name="Phones", channel="sms", kind="file"), by=admin, at=cast.now
        )
    client = client_of(admin)
    actions.queue(
        to="+233200000000", subject="", body="Please call us.", at=cast.now, channel="sms",
        organisation_id=cast.host.pk,
    )  # fmt: skip
    with cast.as_app():
        actions.send_waiting(at=cast.now)
    assert "Please call us." in client.get("/messages/telephones/").text
    answer = {"gateway": str(phones.pk), "sender": "+233200000000", "text": "I will"}
    assert client.post("/messages/telephones/answer/", answer).status_code == 302
    assert Incoming.objects.get().text == "I will"
