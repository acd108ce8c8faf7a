"""Sessions end: in all, and where it is set when nothing is done; and say why."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from homeward.access import sessions

HOUR = 60


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets how many minutes have gone by since the sign-in."""
    began = sessions._minute()

    def put(minutes: int) -> None:
        monkeypatch.setattr(sessions, "_minute", lambda: began + minutes)

    put(0)
    return put


def is_let_in(client: Any, method: str = "get") -> bool:
    answer = getattr(client, method)("/profile/")
    if answer.status_code != 302:
        return True
    assert answer["Location"].startswith(reverse("account_login"))
    return False


def test_it_ends_after_its_hours_whatever_is_done(
    cast: Any, client_of: Callable[..., Any], clock: Callable[[int], None]
) -> None:
    client = client_of(cast.owner)
    for minutes in range(0, 10 * HOUR, 30):
        clock(minutes)
        assert is_let_in(client)
    clock(10 * HOUR)
    assert not is_let_in(client)
    page = client.get(reverse("account_login"))
    assert "it was 10 hours since you signed in" in page.content.decode()
    clock(0)
    assert not is_let_in(client), "it is over, not asleep"


def test_what_was_being_written_is_still_taken(
    cast: Any, client_of: Callable[..., Any], clock: Callable[[int], None]
) -> None:
    client = client_of(cast.owner)
    clock(10 * HOUR + 59)
    assert is_let_in(client, "post")
    clock(11 * HOUR)
    assert not is_let_in(client, "post")


def test_without_a_time_out_it_may_rest(
    cast: Any, client_of: Callable[..., Any], clock: Callable[[int], None]
) -> None:
    client = client_of(cast.owner)
    clock(10 * HOUR - 1)
    assert is_let_in(client)


def test_at_a_shared_desk_it_ends_when_nothing_is_done(
    cast: Any, client_of: Callable[..., Any], clock: Callable[[int], None], settings: Any
) -> None:
    settings.IDLE_MINUTES = 20
    client = client_of(cast.owner)
    for minutes in (0, 19, 38):
        clock(minutes)
        assert is_let_in(client)
    clock(58)
    assert not is_let_in(client)
    page = client.get(reverse("account_login"))
    assert "nothing was done here for 20 minutes" in page.content.decode()


def test_a_session_of_an_earlier_version_begins_now(
    cast: Any, client_of: Callable[..., Any], clock: Callable[[int], None]
) -> None:
    client = client_of(cast.owner)
    held = client.session
    del held[sessions.BEGAN]
    held.save()
    clock(20 * HOUR)
    assert is_let_in(client)
    clock(30 * HOUR)
    assert not is_let_in(client)
