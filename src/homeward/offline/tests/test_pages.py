"""The pages, what their script asks, and that the page kept on a device is about nobody."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import translation

from homeward.access.choices import Role
from homeward.cases.models import Arrival
from homeward.offline.models import Entry, Taking
from homeward.offline.tests.conftest import Day, posted
from homeward.offline.views import shell
from homeward.offline.words import SAMPLES, words

ClientOf = Callable[[Any], Any]
TAKE, SAY = reverse("offline:take_arrivals"), reverse("offline:arrivals_said")
CONTACT = reverse("offline:contact")


def test_a_list_is_taken_renewed_and_sent_back_by_its_addresses(
    day: Day, client_of: ClientOf
) -> None:
    arrival = day.expected()
    client = client_of(day.cast.officer)
    taken = posted(client, TAKE, {})
    assert taken.status_code == 200
    assert taken.headers["Cache-Control"] == "no-store"
    given = taken.json()
    assert {"token", "half", "iterations", "expires", "now", "rows"} <= given.keys()
    (row,) = given["rows"]
    assert str(arrival.pk) not in json.dumps(given), "a device has no id but the list's own"
    again = posted(client, TAKE, {"taking": given["taking"]}).json()
    assert again["rows"] == given["rows"]
    assert "half" not in again, "the server keeps no half of a key"
    entry = {
        "key": str(uuid4()), "ref": row["ref"], "seen": row["seen"], "does": "arrived",
        "said_at": given["now"],
    }  # fmt: skip
    body = {"taking": given["taking"], "entries": [entry, {"key": "x"}]}
    for _delivery in range(2):
        answers = posted(client, SAY, body).json()["answers"]
        assert [one["outcome"] for one in answers] == ["taken", "refused"]
        assert answers[0]["key"] == entry["key"]
        assert answers[0]["row"]["stands"] == "Arrived: adults 1, children 1"
    assert Entry.objects.count() == 1


def test_only_its_user_renews_a_list_or_sends_to_it(day: Day, client_of: ClientOf) -> None:
    day.expected()
    given = day.take()
    colleague = client_of(day.cast.user("colleague", day.cast.desk, Role.RECEPTION_OFFICER))
    pk = str(given.taking.pk)
    assert posted(colleague, TAKE, {"taking": pk}).status_code == 404
    assert posted(colleague, SAY, {"taking": pk, "entries": []}).status_code == 404
    assert posted(client_of(day.cast.stranger), TAKE, {}).status_code == 403
    assert posted(client_of(day.cast.officer), TAKE, {"taking": "?"}).status_code == 404
    assert client_of(day.cast.officer).get(TAKE).status_code == 405


def test_what_is_no_delivery_is_refused_whole(day: Day, client_of: ClientOf) -> None:
    client = client_of(day.cast.officer)
    for body in ({}, {"entries": "all"}, {"entries": [1] * 51}, [1]):
        assert posted(client, SAY, body).status_code == 400
    broken = client.post(SAY, b"{" + b"[" * 5_000, content_type="application/json")
    assert broken.status_code == 400


def test_contact_tells_what_to_wipe_and_nothing_of_anybody(
    day: Day, client: Any, client_of: ClientOf
) -> None:
    day.expected()
    given = day.take()
    ref = str(given.rows[0][0])
    body = {"token": given.token, "waiting": 3, "refs": [ref, str(uuid4()), 7]}
    heard = posted(client, CONTACT, body).json()
    assert heard["standing"] == "stands"
    assert heard["user"] is None
    assert ref not in heard["gone"]
    assert len(heard["gone"]) == 1
    assert "Efua" not in json.dumps(heard)
    assert Taking.objects.get().waiting == 3
    mine = posted(client_of(day.cast.officer), CONTACT, body).json()
    assert mine["mine"]
    assert mine["may"] == ["arrivals"]
    assert not posted(client_of(day.cast.partner), CONTACT, body).json()["mine"]
    Arrival.objects.update(reception_org=day.cast.fund, owner_org=day.cast.stranger_org)
    assert posted(client, CONTACT, body).json()["gone"] == sorted([ref, body["refs"][1]])
    assert posted(client, CONTACT, body | {"token": "x"}).json()["standing"] == "gone"
    assert "standing" not in posted(client, CONTACT, {}).json()
    assert posted(client, CONTACT, body | {"waiting": "many"}).status_code == 400


def test_lists_that_are_out_stand_on_a_page_and_a_colleague_ends_one(
    day: Day, client_of: ClientOf
) -> None:
    day.expected()
    given = day.take()
    colleague = client_of(day.cast.user("colleague", day.cast.desk, Role.RECEPTION_OFFICER))
    page = colleague.get(reverse("offline:index")).content.decode()
    assert day.cast.officer.name in page
    assert "End this list" in page
    end = reverse("offline:end", args=[given.taking.pk])
    assert client_of(day.cast.partner).post(end).status_code == 404
    assert client_of(day.cast.finance).post(end).status_code == 403
    assert colleague.post(end).status_code == 302
    page = colleague.get(reverse("offline:index")).content.decode()
    assert "No list is out" in page
    Taking.objects.update(waiting=2)
    page = colleague.get(reverse("offline:index")).content.decode()
    assert "2 entries wait on the device" in page, "what was not sent is not lost from sight"


def test_the_page_that_is_kept_is_the_same_for_everybody(
    day: Day, client: Any, client_of: ClientOf
) -> None:
    day.expected()
    urls = [reverse(f"offline:{name}") for name in ("app", "worker", "manifest")]
    for url in urls:
        nobody, officer = client.get(url), client_of(day.cast.officer).get(url)
        assert nobody.content == officer.content
        assert nobody.status_code == 200
    worker = client.get(reverse("offline:worker"))
    assert worker.headers["Content-Type"].startswith("text/javascript")
    told = worker.content.decode()
    assert all(name in told for name in shell.FILES)
    assert reverse("offline:contact") not in told
    manifest = json.loads(client.get(reverse("offline:manifest")).content)
    assert manifest["scope"] == "/offline/"


def test_the_page_speaks_the_reader_s_language(client: Any) -> None:
    for language, direction in (("fr", "ltr"), ("ar", "rtl")):
        page = client.get(reverse("offline:app"), headers={"accept-language": language})
        assert f'lang="{language}" dir="{direction}"' in page.content.decode()


def test_every_form_of_a_number_is_there_in_each_language() -> None:

    for language, samples in SAMPLES.items():
        with translation.override(language):
            forms: Any = words()["forms"]
        assert all(one.keys() == samples.keys() for one in forms.values())
        assert all("{n}" in form for form in forms["lost"].values())
