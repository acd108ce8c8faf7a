"""Who guesses is slowed down; who comes with what is right is not."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test import RequestFactory

from homeward.core import limits
from homeward.core.limits import Limit
from homeward.core.models import Attempt

THREE = Limit("three", 3, 60)


def test_each_is_counted_for_itself_and_told_how_long_to_wait(as_app: Any) -> None:
    with as_app():
        assert [limits.wait(THREE, "a") for _ in range(3)] == [0, 0, 0]
        assert 1 <= limits.wait(THREE, "a") <= 60
        assert limits.wait(THREE, "b") == 0


def test_asking_counts_nothing(as_app: Any) -> None:
    with as_app():
        assert [limits.wait(THREE, "a", step=0) for _ in range(9)] == [0] * 9
        for _ in range(3):
            limits.wait(THREE, "a")
        assert limits.wait(THREE, "a", step=0) > 0


def test_after_its_window_one_begins_anew(as_app: Any) -> None:
    with as_app():
        for _ in range(5):
            limits.wait(THREE, "a")
        Attempt.objects.update(ends_at=F("ends_at") - timedelta(seconds=61))
        assert limits.wait(THREE, "a") == 0


def test_who_tried_is_not_kept_and_old_attempts_go(cast: Any, as_app: Any) -> None:
    with as_app():
        limits.wait(THREE, "192.0.2.7")
        assert not Attempt.objects.filter(key__contains="192.0.2").exists()
        limits.forget_old(before=cast.now + timedelta(hours=1))
        assert not Attempt.objects.exists()


def test_two_at_once_count_two(own_database: None) -> None:
    allowed: list[int] = []

    def attempt() -> None:
        allowed.append(limits.wait(Limit("many", 10, 600), "a"))
        connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found == 0 for found in allowed).count(True) == 10


@pytest.mark.parametrize(
    ("proxy", "given", "address"),
    [
        (False, {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "1.2.3.4"}, "192.0.2.1"),
        (
            True,
            {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.2.3.4, 192.0.2.9"},
            "192.0.2.9",
        ),
        (False, {"REMOTE_ADDR": "2001:db8:1:2:3::4"}, "2001:db8:1:2::/64"),
        (False, {"REMOTE_ADDR": ""}, "unknown"),
    ],
)
def test_the_address_that_is_counted_can_t_be_chosen(
    settings: Any, proxy: bool, given: dict[str, str], address: str
) -> None:
    settings.BEHIND_PROXY = proxy
    assert limits.address_of(RequestFactory().get("/", **given)) == address


def test_guessing_a_link_ends_in_429_for_that_address_alone(cast: Any, client: Any) -> None:
    for number in range(limits.FAILED.most):
        assert client.get(f"/r/guess-{number}/").status_code == 404
    answer = client.get("/r/one-more/")
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= limits.FAILED.seconds
    assert "Try again in" in answer.content.decode()
    assert client.get("/r/one-more/", REMOTE_ADDR="192.0.2.8").status_code == 404


def test_one_link_is_opened_only_so_often(cast: Any, client: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "PER_TOKEN", Limit("token", 2, 60))
    seen = [client.get("/r/same/").status_code for _ in range(4)]
    assert seen == [404, 404, 429, 429]
