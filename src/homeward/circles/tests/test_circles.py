"""Lists: joined by own choice, moderated by another, nobody shown to anybody, left at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from homeward.access.choices import Role
from homeward.circles import actions, queries
from homeward.circles.actions import Given
from homeward.circles.choices import MemberState, PostState, Reason
from homeward.circles.models import Circle, Member, Post, Reply
from homeward.core.refusals import Refused
from homeward.core.tokens import hash_of
from homeward.correspondence import actions as correspondence
from homeward.messages import actions as messages
from homeward.messages.actions import GatewayGiven
from homeward.messages.choices import Reason as Unsaid
from homeward.messages.models import Message

GHENT = Given(
    name="Diaspora in Ghent, agriculture", purpose="work", about="Seeds, tools and markets.",
    area="Ghent", sector="Agriculture", language="en", is_open=True, forget_days=7,
)  # fmt: skip
PHONE = "+32470111222"


@pytest.fixture
def second(cast):
    return cast.user("second", cast.host, Role.RETURN_COUNSELLOR)


@pytest.fixture
def circle(cast, second):
    with cast.as_app(cast.owner):
        return actions.keep(GHENT, [cast.owner, second], by=cast.owner, at=cast.now)


def ask(cast, circle, address=PHONE, at=None) -> None:
    with cast.as_app():
        actions.ask_to_join(
            circle, channel="sms", address=address, language="en", country="BE",
            at=at or cast.now,
        )  # fmt: skip


def link() -> str:
    body = Message.objects.get().body
    return body.split("/l/")[1].strip("/ \n")


def joined(cast, circle) -> str:
    ask(cast, circle)
    token = link()
    Message.objects.all().delete()
    with cast.as_app():
        assert actions.confirm(hash_of(token), at=cast.now)
    return token


def test_a_member_is_one_only_after_the_link_was_opened(cast, circle) -> None:
    ask(cast, circle)
    member = Member.objects.get()
    assert member.state == MemberState.ASKED
    assert PHONE not in bytes(connection_value(member)).decode("latin-1")
    token = link()
    with cast.as_app():
        assert actions.confirm(hash_of(token), at=cast.now)
        assert not actions.confirm(hash_of(token), at=cast.now)
        assert not actions.confirm(hash_of("guess"), at=cast.now)
    member.refresh_from_db()
    assert member.state == MemberState.MEMBER


def connection_value(member):
    with connection.cursor() as cursor:
        cursor.execute("select address from circles_member where id = %s", [member.pk])
        return cursor.fetchone()[0]


def test_who_asks_again_at_once_or_is_a_member_is_sent_nothing_more(cast, circle) -> None:
    ask(cast, circle)
    ask(cast, circle)
    assert Message.objects.count() == 1
    ask(cast, circle, at=cast.now + timedelta(hours=2))
    assert Message.objects.count() == 2
    assert Member.objects.count() == 1


def test_nobody_of_the_organisation_reads_a_member(cast, circle, second) -> None:
    joined(cast, circle)
    for user in (cast.owner, second, cast.stranger):
        with cast.as_app(user):
            assert not Member.objects.exists()
    with cast.as_app(cast.owner):
        assert queries.counts([circle]) == {circle.pk: 1}
    with cast.as_app(cast.stranger):
        assert queries.counts([circle]) == {}


def test_a_post_goes_out_only_when_another_moderator_approves(cast, circle, second) -> None:
    token = joined(cast, circle)
    with cast.as_app(cast.owner):
        post = actions.write(circle, "Market day in Ghent on Sunday.", by=cast.owner, at=cast.now)
        with pytest.raises(Refused) as refused:
            actions.decide(post, approves=True, by=cast.owner, at=cast.now)
        assert refused.value.reasons == [Reason.OWN_POST]
    with cast.as_app():
        assert actions.send_posts(at=cast.now) == 0
    with cast.as_app(second):
        with pytest.raises(Refused) as refused:
            actions.decide(post, approves=False, by=second, at=cast.now)
        assert refused.value.reasons == [Reason.NO_REASON]
        actions.decide(post, approves=True, by=second, at=cast.now)
        with pytest.raises(Refused):
            actions.decide(post, approves=True, by=second, at=cast.now)
    with cast.as_app():
        assert actions.send_posts(at=cast.now) == 1
        assert actions.send_posts(at=cast.now) == 0
    (message,) = Message.objects.all()
    assert (message.to, message.quiet_in) == (PHONE, "BE")
    assert f"/l/{token}/" in message.body
    post.refresh_from_db()
    assert (post.state, post.sent_to) == (PostState.SENT, 1)


def test_a_post_that_tells_is_refused_and_a_stranger_writes_none(cast, circle) -> None:
    with cast.as_app(cast.owner), pytest.raises(Refused) as refused:
        actions.write(circle, "Call 0470 11 12 22 about the asylum", by=cast.owner, at=cast.now)
    assert refused.value.reasons == [Unsaid.NUMBER, Unsaid.TELLING_WORD]
    with cast.as_app(cast.finance), pytest.raises(PermissionDenied):
        actions.write(circle, "Hello", by=cast.finance, at=cast.now)
    with cast.as_app(cast.stranger), pytest.raises(DatabaseError), transaction.atomic():
        actions.write(circle, "Hello", by=cast.stranger, at=cast.now)


def test_a_moderator_of_another_organisation_is_refused(cast) -> None:
    with cast.as_app(cast.owner), pytest.raises(Refused) as refused:
        actions.keep(GHENT, [cast.stranger], by=cast.owner, at=cast.now)
    assert refused.value.reasons == [Reason.NOT_A_COLLEAGUE]


def test_leaving_erases_the_number(cast, circle) -> None:
    token = joined(cast, circle)
    with cast.as_app():
        assert actions.leave(hash_of(token))
        assert not actions.leave(hash_of(token))
    assert not Member.objects.exists()


def test_what_nobody_confirmed_is_forgotten_after_the_declared_days(cast, circle) -> None:
    ask(cast, circle, at=cast.now - timedelta(days=8))
    ask(cast, circle, address="+32470111333", at=cast.now - timedelta(days=6))
    with cast.as_app():
        assert actions.forget_unconfirmed(at=cast.now) == 1
    assert Member.objects.count() == 1


@pytest.fixture
def comes_in(cast):
    admin = cast.user("admin", cast.host, Role.ADMINISTRATOR)
    with cast.as_app(admin):
        gateway = messages.keep(
            GatewayGiven(name="Phones", channel="sms", kind="file"), by=admin, at=cast.now
        )

    def act(text, number):
        with cast.as_app():
            messages.take_in(gateway, sender=PHONE, text=text, provider_id=number, at=cast.now)
        with cast.as_app():
            correspondence.sort_incoming(at=cast.now)

    return act


def test_a_reply_goes_to_the_moderators_and_stop_leaves_the_list(cast, circle, comes_in) -> None:
    joined(cast, circle)
    comes_in("Which seeds?", "1")
    colleague = cast.user("colleague", cast.host, Role.RETURN_COUNSELLOR)
    with cast.as_app(cast.owner):
        (reply,) = Reply.objects.all()
        assert reply.text == "Which seeds?"
    for user in (colleague, cast.stranger):
        with cast.as_app(user):
            assert not Reply.objects.exists()
    comes_in("stop", "2")
    assert not Member.objects.exists()
    assert Message.objects.filter(organisation_id=cast.host.pk).count() == 1


def test_joining_confirming_and_leaving_by_pages(cast, circle, client) -> None:
    assert "Diaspora in Ghent" in client.get("/lists/join/").text
    address = f"/lists/join/{circle.pk}/"
    given = {"channel": "sms", "address": "0470", "language": "en", "country": "BE"}
    assert client.post(address, given).status_code == 409
    assert client.post(address, {**given, "address": PHONE}).status_code == 302
    page = f"/l/{link()}/"
    assert "Yes, put me on this list" in client.get(page).text
    assert Member.objects.get().state == MemberState.ASKED
    assert client.post(page, {"answer": "join"}).status_code == 302
    assert "You are on this list" in client.get(page).text
    assert client.post(page, {"answer": "leave"}).status_code == 302
    assert client.get(page).status_code == 404
    assert not Member.objects.exists()


def test_nobody_makes_the_page_send_messages_without_end(cast, circle, client) -> None:
    given = {"channel": "sms", "language": "en", "country": "BE"}
    answers = [
        client.post(f"/lists/join/{circle.pk}/", {**given, "address": f"+3247011{n:04d}"})
        for n in range(11)
    ]
    assert [one.status_code for one in answers[-2:]] == [302, 429]


def test_the_list_s_pages_are_its_organisation_s(cast, circle, second, client_of) -> None:
    client = client_of(cast.owner)
    assert "Diaspora in Ghent" in client.get("/lists/").text
    page = f"/lists/{circle.pk}/"
    assert client.post(f"{page}write/", {"text": "Market on Sunday."}).status_code == 302
    assert "Approve and send" not in client.get(page).text
    post = Post.objects.get()
    decider = client_of(second)
    assert "Approve and send" in decider.get(page).text
    decided = decider.post(f"/lists/posts/{post.pk}/decide/", {"answer": "approve"})
    assert decided.status_code == 302
    again = decider.post(f"/lists/posts/{post.pk}/decide/", {"answer": "refuse"})
    assert again.status_code == 409
    assert client_of(cast.stranger).get(page).status_code == 404
    assert client_of(cast.finance).get(page).status_code == 403
    kept = {
        "name": "Ghent", "purpose": "news", "about": "News.", "language": "fr", "forget_days": "3",
        "moderators": [str(second.pk)],
    }  # fmt: skip
    assert client.post(f"{page}change/", kept).status_code == 302
    assert not Circle.objects.get().is_open
