"""A form that is sent twice acts once (core/once.py), by the page of a note on a case."""

import re
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone

from homeward.cases.models import Note
from homeward.core import once
from homeward.core.models import Sent

MARK = re.compile(r'name="page_mark" value="([\w-]+)"')


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def path(cast: Any) -> str:
    return f"/cases/{cast.family()[0].pk}/note/"


def form(client: Client, path: str, text: str = "Called; nobody answered.") -> dict[str, str]:
    (mark,) = set(MARK.findall(client.get(path).content.decode()))
    return {"text": text, "page_mark": mark}


def test_the_second_leads_where_the_first_led(cast: Any, client_of: Any, path: str) -> None:
    client = client_of(cast.owner)
    sent = form(client, path)
    first, again = client.post(path, sent), client.post(path, sent)
    assert (first.status_code, again.status_code) == (302, 302)
    assert first["Location"] == again["Location"]
    assert Note.objects.count() == 1


def test_what_was_typed_otherwise_is_another_act(cast: Any, client_of: Any, path: str) -> None:
    client = client_of(cast.owner)
    sent = form(client, path)
    client.post(path, sent)
    client.post(path, {**sent, "text": "Called again; a neighbour answered."})
    assert Note.objects.count() == 2


def test_the_same_words_on_a_page_opened_anew_are_kept_again(
    cast: Any, client_of: Any, path: str
) -> None:
    client = client_of(cast.owner)
    client.post(path, form(client, path))
    client.post(path, form(client, path))
    assert Note.objects.count() == 2


def test_what_was_refused_can_be_sent_again(cast: Any, client_of: Any, path: str) -> None:
    client = client_of(cast.owner)
    sent = form(client, path, text="")
    assert [client.post(path, sent).status_code for _n in range(2)] == [422, 422]
    assert Sent.objects.count() == 0


def test_a_mark_is_nobody_elses(cast: Any, client_of: Any, path: str) -> None:
    sent = form(client_of(cast.owner), path)
    client_of(cast.owner).post(path, sent)
    answer = client_of(cast.stranger).post(path, sent)
    assert answer.status_code in {403, 404}
    assert Note.objects.count() == 1


def test_where_it_led_can_t_be_read(cast: Any, client_of: Any, path: str) -> None:
    client = client_of(cast.owner)
    sent = form(client, path)
    led_to = client.post(path, sent)["Location"]
    kept = Sent.objects.get()
    assert led_to.encode() not in bytes(kept.led_to)
    assert sent["page_mark"] not in kept.key


def test_files_count_by_their_content() -> None:
    def key(content: bytes) -> str:
        file = SimpleUploadedFile("paper.pdf", content)
        request = RequestFactory().post("/x/", {"page_mark": "m", "file": file})
        found = once.Sending.of(request, "user|1")
        assert found
        assert request.FILES["file"].read() == content
        return found._key()

    assert key(b"one") == key(b"one")
    assert key(b"one") != key(b"two")


def test_a_name_and_its_value_can_t_trade_places() -> None:
    def key(data: dict[str, list[str]]) -> str:
        request = RequestFactory().post("/x/", {"page_mark": "m", **data})
        found = once.Sending.of(request, "user|1")
        assert found
        return found._key()

    assert key({"a": ["b", "c"]}) != key({"a": ["b"], "c": []}) != key({"a": ["bc"]})


def test_it_is_forgotten_after_a_day(cast: Any, client_of: Any, path: str) -> None:
    client = client_of(cast.owner)
    client.post(path, form(client, path))
    once.forget_old(at=timezone.now())
    assert Sent.objects.count() == 1
    once.forget_old(at=timezone.now() + timedelta(days=2))
    assert Sent.objects.count() == 0


def test_two_clicks_at_once_keep_one_note(own_database: None, as_app: Any, client_of: Any) -> None:
    """In a database of its own, where both transactions really run beside each other."""
    from homeward.conftest import Cast  # noqa: PLC0415

    cast: Any = Cast(as_app)
    path = f"/cases/{cast.family()[0].pk}/note/"
    sent = form(client_of(cast.owner), path)
    clients = [client_of(cast.owner) for _n in range(4)]
    found: list[int] = []

    def click(client: Client) -> None:
        try:
            found.append(client.post(path, sent).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [302] * 4
    assert Note.objects.count() == 1
