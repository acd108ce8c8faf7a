"""Requests between states: a wait of who is asked; silence is shown, told and stays."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from homeward.access.choices import Role
from homeward.core.refusals import Refused
from homeward.places.models import Country
from homeward.steering.actions import dialogues as actions
from homeward.steering.choices import Reason, RequestStatus
from homeward.steering.models import DialogueEntry, StateRequest
from homeward.steering.queries import stated as queries
from homeward.tasks.models import Task

ClientOf = Callable[..., Any]


class Two:
    """A coordinator of the host state asks; one of the state of origin answers."""

    def __init__(self, cast: Any) -> None:
        self.cast, self.now, self.today = cast, cast.now, cast.now.date()
        self.asker = cast.user("asker", cast.host, Role.HOST_COORDINATOR)
        self.asked = cast.user("asked", cast.desk, Role.HOST_COORDINATOR)

    def ask(self, **said: Any) -> StateRequest:
        to = said.pop("to", "GH")
        given = {
            "to_org": self.cast.desk, "subject": "papers", "title": "Laissez-passer",
            "text": "How long does it take?", "due_on": self.today + timedelta(days=5),
            "by": self.asker, "at": self.now, **said,
        }  # fmt: skip
        with self.cast.as_app(self.asker):
            return actions.ask(Country.objects.get(pk=to), **given)

    def late(self, **said: Any) -> StateRequest:
        made = self.ask(**said)
        StateRequest.objects.filter(pk=made.pk).update(due_on=self.today - timedelta(days=3))
        Task.objects.filter(subject_id=made.pk).update(due_on=self.today - timedelta(days=3))
        made.refresh_from_db()
        return made


@pytest.fixture
def two(cast: Any) -> Two:
    return Two(cast)


def test_who_is_asked_holds_it_until_it_is_answered(two: Two) -> None:
    asked = two.ask()
    wait = Task.objects.get(kind="answer_state")
    assert (wait.holder_org, wait.waiter_org) == (two.cast.desk, two.cast.host)
    with two.cast.as_app(two.asker), pytest.raises(Refused) as refused:
        actions.answer(asked, "agreed", text="", by=two.asker, at=two.now)
    assert refused.value.reasons == [Reason.NOT_YOURS, Reason.NO_ANSWER]
    with two.cast.as_app(two.asked):
        actions.answer(asked, "informed", text="Three weeks", by=two.asked, at=two.now)
        with pytest.raises(Refused) as refused:
            actions.answer(asked, "agreed", text="Again", by=two.asked, at=two.now)
    assert refused.value.reasons == [Reason.ANSWERED]
    wait.refresh_from_db()
    assert wait.done_at is not None
    with two.cast.as_app(two.asker):
        assert [e.kind for e in queries.entries(asked)] == ["asked", "answered"]
        assert DialogueEntry.objects.update(text="Else") == 0


def test_silence_is_shown_first_and_stays_in_the_log(two: Two, client_of: ClientOf) -> None:
    two.ask(title="Later one")
    asked = two.late()
    client = client_of(two.asker)
    page = client.get(reverse("steering:dialogues")).content.decode()
    assert "Silent for 3 days" in page
    assert page.index("Laissez-passer") < page.index("Later one")
    only = client.get(reverse("steering:dialogues"), {"state": "silent"}).content.decode()
    assert "Later one" not in only
    here = reverse("steering:dialogue", args=[asked.pk])
    assert "Remind them: the answer is missing" in client.get(here).content.decode()
    day = two.today + timedelta(days=7)
    form = {"due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year}
    remind = reverse("steering:remind", args=[asked.pk])
    assert client.post(remind, form | {"text": "Second letter"}).status_code == 302
    assert client.post(remind, form).status_code == 409
    wait = Task.objects.get(subject_id=asked.pk)
    assert (wait.due_on, wait.done_at) == (day, None)
    assert "Second letter" in client.get(here).content.decode()


def test_of_an_authority_that_does_not_work_here_the_asker_keeps_the_wait(two: Two) -> None:
    asked = two.ask(to_org=None, to_name="Consulate")
    assert Task.objects.get(kind="answer_state").holder_org == two.cast.host
    with two.cast.as_app(two.asker):
        actions.answer(asked, "declined", text="By letter", by=two.asker, at=two.now)
    asked.refresh_from_db()
    assert (asked.status, asked.asked) == (RequestStatus.ANSWERED, "Consulate")


def test_a_request_goes_to_another_state_by_a_day_that_comes(two: Two) -> None:
    with pytest.raises(Refused) as refused:
        two.ask(to="BE", due_on=two.today)
    assert refused.value.reasons == [
        Reason.SAME_COUNTRY, Reason.OTHER_COUNTRY, Reason.NO_DUE_DAY,
    ]  # fmt: skip
    asked = two.ask()
    with two.cast.as_app(two.cast.stranger), pytest.raises(PermissionDenied):
        actions.withdraw(asked, by=two.cast.stranger, at=two.now)


def test_it_is_its_two_sides_until_it_is_opened(two: Two, client_of: ClientOf) -> None:
    closed, open_one = two.ask(title="Closed"), two.ask(title="Open", is_open=True)
    outsider = client_of(two.cast.stranger)
    assert outsider.get(reverse("steering:dialogue", args=[closed.pk])).status_code == 404
    page = outsider.get(reverse("steering:dialogue", args=[open_one.pk]))
    assert page.status_code == 200
    answer = reverse("steering:answer", args=[open_one.pk])
    assert outsider.post(answer, {"outcome": "agreed", "text": "x"}).status_code == 403
    assert (
        client_of(two.asked).get(reverse("steering:dialogue", args=[closed.pk])).status_code == 200
    )
    note = reverse("steering:note", args=[closed.pk])
    assert client_of(two.asked).post(note, {"text": "We look at it"}).status_code == 302
    withdraw = reverse("steering:withdraw_request", args=[closed.pk])
    assert client_of(two.asker).post(withdraw).status_code == 302
    assert client_of(two.asker).post(withdraw).status_code == 409
