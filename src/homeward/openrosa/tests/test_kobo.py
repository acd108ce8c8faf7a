"""KoboToolbox by a local server that speaks the shapes of its documentation; and its export."""

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from homeward.core.outgoing import Outgoing
from homeward.core.refusals import Refused
from homeward.files.models import StoredFile
from homeward.forms.tests import sheets
from homeward.openrosa import actions
from homeward.openrosa.choices import Reason, State
from homeward.openrosa.models import Delivery, KoboForm, SheetDraft
from homeward.openrosa.tests.conftest import PHOTO, Field
from homeward.surveys.models import Submission

HOST, PUBLIC, TOKEN, ASSET = "kobo.example.org", "93.184.216.34", "t0ken", "aXbYcZ12345"
SERVER = f"http://{HOST}"


class Kobo(ThreadingHTTPServer):
    """`/api/v2/assets/<id>/data/` with its paging, order and query, and attachments."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.records: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.breaks = False


class Answering(BaseHTTPRequestHandler):
    server: Kobo

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        parts = urlsplit(self.path)
        if self.headers.get("Authorization") != f"Token {TOKEN}":
            self._say(401, b'{"detail": "Invalid token."}')
        elif self.server.breaks:
            self._say(200, b"<html>maintenance</html>")
        elif parts.path == f"/api/v2/assets/{ASSET}/data/":
            self._say(200, self._page(parse_qs(parts.query)))
        elif parts.path.endswith("/photo.png"):
            self._say(200, PHOTO)
        else:
            self._say(404, b"{}")

    def _page(self, asked: dict[str, list[str]]) -> bytes:
        since = json.loads(asked["query"][0])["_id"]["$gt"]
        limit = int(asked["limit"][0])
        assert json.loads(asked["sort"][0]) == {"_id": 1}
        found = sorted(
            (one for one in self.server.records if one["_id"] > since), key=lambda one: one["_id"]
        )
        page = {"count": len(found), "next": None, "previous": None, "results": found[:limit]}
        return json.dumps(page).encode()

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said: Any) -> None:
        """Quiet."""


@pytest.fixture
def kobo() -> Iterator[Kobo]:
    with Kobo() as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def out(kobo: Kobo) -> Outgoing:
    def connect(address: str, _port: int, timeout: float | None) -> socket.socket:
        assert address == PUBLIC
        return socket.create_connection(("127.0.0.1", kobo.server_port), timeout)

    return Outgoing(
        resolve=lambda host, port: [PUBLIC], connect=connect, plain_hosts=frozenset({HOST})
    )


@pytest.fixture
def fetched(visits: Field, settings: Any) -> KoboForm:
    settings.OUTGOING_PLAIN_HOSTS = [HOST]
    return add(visits)


def add(visits: Field, **more: Any) -> KoboForm:
    given: dict[str, Any] = {
        "server": SERVER, "asset": ASSET, "token": TOKEN, "programme": visits.cast.programme,
        "form_version": visits.version.form_version, "of_nobody": False, **more,
    }  # fmt: skip
    user = visits.enumerator
    with visits.cast.as_app(user):
        return actions.add_kobo_form(by=user, at=visits.cast.now, **given)


def record(number: int, **answers: Any) -> dict[str, Any]:
    return {
        "_id": number,
        "formhub/uuid": "f",
        "well": "good",
        "child": [{"child/called": "Yaw"}],
        "meta/instanceID": f"uuid:{number}",
        "_uuid": str(number),
        "_attachments": [],
        "_submission_time": "2026-03-05T10:00:00",
        "_validation_status": {},
        **answers,
    }


def fetch(visits: Field, fetched: KoboForm, out: Outgoing, **more: Any) -> dict[str, Any]:
    with visits.cast.as_app(visits.enumerator):
        return actions.fetch(fetched, by=visits.enumerator, at=visits.cast.now, out=out, **more)


def test_what_is_new_there_comes_once(
    visits: Field, fetched: KoboForm, kobo: Kobo, out: Outgoing
) -> None:
    kobo.records = [
        record(7, homeward_case=visits.case.reference),
        record(9, homeward_case="none", weight="1"),
    ]
    report = fetch(visits, fetched, out)
    assert (report["new"], report["taken"], report["waiting"]) == (2, 1, 1)
    assert report["unknown"] == {"": ["weight"]}
    kept = Submission.objects.get()
    assert kept.values["child[1]/called"] == "Yaw"
    assert kept.wave_id == visits.wave.pk

    # The server's own notes change; the answers don't.
    kobo.records[0]["_validation_status"] = {"uid": "approved"}
    kobo.records.append(record(10))
    assert fetch(visits, fetched, out)["new"] == 1
    again = fetch(visits, fetched, out, from_the_start=True)
    assert (again["new"], again["known"], again["faults"]) == (0, 3, [])
    assert Delivery.objects.count() == 3


def test_more_than_a_page_comes_with_the_next_fetch(
    visits: Field, fetched: KoboForm, kobo: Kobo, out: Outgoing, monkeypatch: Any
) -> None:
    monkeypatch.setattr("homeward.openrosa.actions.bringing.A_FETCH", 2)
    kobo.records = [record(number) for number in (5, 3, 4)]
    assert fetch(visits, fetched, out)["more"] == 1
    assert fetch(visits, fetched, out)["new"] == 1
    fetched.refresh_from_db()
    assert fetched.fetched_up_to == 5


def test_a_correction_there_replaces_what_came(
    visits: Field, fetched: KoboForm, kobo: Kobo, out: Outgoing
) -> None:
    kobo.records = [record(7, homeward_case=visits.case.reference)]
    fetch(visits, fetched, out)
    kobo.records[0] |= {
        "well": "bad", "meta/instanceID": "uuid:7b", "meta/deprecatedID": "uuid:7",
    }  # fmt: skip
    fetch(visits, fetched, out, from_the_start=True)
    states = dict(Delivery.objects.values_list("instance_id", "state"))
    assert states == {"uuid:7": State.REPLACED, "uuid:7b": State.TAKEN}
    assert Submission.objects.get(replaced_by=None).values["well"] == "bad"


def test_faulty_codes_stay_out_and_are_named(
    visits: Field, fetched: KoboForm, kobo: Kobo, out: Outgoing
) -> None:
    kobo.records = [record(7, well="splendid"), record(8)]
    report = fetch(visits, fetched, out)
    assert [(one["row"], one["column"]) for one in report["faults"]] == [(7, "well")]
    assert Delivery.objects.get().instance_id == "uuid:8"


def test_its_files_come_from_the_token_s_own_server_alone(
    visits: Field, fetched: KoboForm, kobo: Kobo, out: Outgoing
) -> None:
    kobo.records = [
        record(
            7,
            homeward_case=visits.case.reference,
            photo="photo.png",
            _attachments=[
                {"filename": "user/attachments/x/photo.png", "mimetype": "image/png",
                 "download_url": f"{SERVER}/media/photo.png"},
                {"filename": "other.png", "download_url": "http://elsewhere.example/other.png"},
            ],
        )
    ]  # fmt: skip
    fetch(visits, fetched, out)
    assert [file.name for file in StoredFile.objects.all()] == ["photo.png"]
    assert not any("other" in path for path in kobo.asked)


def test_a_wrong_token_and_half_an_answer_are_said(
    visits: Field, fetched: KoboForm, kobo: Kobo, out: Outgoing
) -> None:
    kobo.breaks = True
    with pytest.raises(Refused) as refused:
        fetch(visits, fetched, out)
    assert refused.value.reasons == [Reason.NO_ANSWER]
    wrong = add(visits, asset="another123", token="wrong")
    with pytest.raises(Refused) as refused:
        fetch(visits, wrong, out)
    assert refused.value.reasons == [Reason.NOT_LET_IN]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"server": "https://127.0.0.1"}, Reason.NOT_A_SERVER),
        ({"server": "http://kobo.example.com"}, Reason.NOT_A_SERVER),
        ({"asset": "../../users"}, Reason.NOT_AN_ASSET),
        ({}, Reason.FETCHED_ALREADY),
    ],
)
def test_an_address_that_is_none_is_refused(
    visits: Field, fetched: KoboForm, given: dict[str, str], reason: Reason
) -> None:
    with pytest.raises(Refused) as refused:
        add(visits, **given)
    assert reason in refused.value.reasons


def test_ended_its_token_is_gone(visits: Field, fetched: KoboForm, client_of: Any) -> None:
    page = client_of(visits.enumerator)
    address = reverse("openrosa:end_kobo_form", args=[fetched.pk])
    assert page.get(address).status_code == 200
    page.post(address)
    fetched.refresh_from_db()
    assert fetched.token == ""
    detail = reverse("openrosa:kobo_form", args=[fetched.pk])
    assert page.post(detail, {"fetch": "1"}).status_code == 409


EXPORT = {
    "main": [
        ["today", "homeward_case", "well", "_id", "_uuid", "_index"],
        ["2026-03-05", "", "good", "7", "7", "1"],
        ["2026-03-05", "", "splendid", "8", "8", "2"],
    ],
    "child": [["called", "_index", "_parent_index"], ["Yaw", "1", "1"], ["Ama", "2", "5"]],
}


def test_an_export_is_seen_before_it_is_taken_in(visits: Field, client_of: Any) -> None:
    page = client_of(visits.enumerator)
    upload = SimpleUploadedFile("export.xlsx", sheets.workbook(EXPORT))
    typed = {"version": visits.version.pk, "programme": visits.cast.programme.pk, "of_nobody": "1"}
    shown = page.post(reverse("openrosa:bring_sheet"), typed | {"file": upload}, follow=True)
    text = shown.content.decode()
    assert "splendid" in text
    assert "_parent_index" in text
    assert "Take in 1 filled form" in text
    assert not Delivery.objects.exists()
    draft = SheetDraft.objects.get()
    address = reverse("openrosa:sheet", args=[draft.pk])
    assert "1 filled form taken in" in page.post(address, follow=True).content.decode()
    kept = Submission.objects.get()
    assert (kept.person_id, kept.values["child[1]/called"]) == (None, "Yaw")
    assert str(kept.held_on) == "2026-03-05"
    draft.refresh_from_db()
    assert draft.content == b""
    assert page.post(address).status_code == 409

    # The same file again: nothing is doubled.
    again = SimpleUploadedFile("export.xlsx", sheets.workbook(EXPORT))
    page.post(reverse("openrosa:bring_sheet"), typed | {"file": again})
    newest = SheetDraft.objects.get(taken_at=None)
    assert page.post(reverse("openrosa:sheet", args=[newest.pk])).status_code == 409
    assert Submission.objects.count() == 1


def test_the_pages_say_what_is_wrong(visits: Field, client_of: Any) -> None:
    page = client_of(visits.enumerator)
    typed = {"version": visits.version.pk, "programme": visits.cast.programme.pk}
    bad = SimpleUploadedFile("export.xlsx", b"no workbook")
    refused = page.post(reverse("openrosa:bring_sheet"), typed | {"file": bad})
    assert refused.status_code == 409
    assert page.post(reverse("openrosa:bring_sheet"), {}).status_code == 400
    new = reverse("openrosa:new_kobo_form")
    assert page.post(new, {}).status_code == 400
    given = typed | {"server": "https://eu.kobotoolbox.org", "asset": "a/b", "token": "x"}
    assert page.post(new, given).status_code == 409
    made = page.post(new, given | {"asset": ASSET}, follow=True).content.decode()
    assert "Look what is new" in made
    assert "No form is fetched" not in page.get(reverse("openrosa:kobo")).content.decode()
    for user in (visits.cast.stranger, visits.cast.owner):
        status = (
            client_of(user)
            .get(reverse("openrosa:kobo_form", args=[KoboForm.objects.get().pk]))
            .status_code
        )
        assert status in {403, 404}
