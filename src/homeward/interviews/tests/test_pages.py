"""The pages: in the browser's terms, page by page, and by the link."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from homeward.forms import instances
from homeward.forms.tests import sheets
from homeward.interviews import jobs, queries
from homeward.interviews.models import InterviewDraft, InterviewFile, InterviewLink
from homeward.interviews.tests.conftest import ANSWERS, KEPT, Held
from homeward.surveys.models import Submission

Clients = Callable[[Any], Any]


def address(held: Held, page: str = "") -> str:
    return f"/surveys/{held.wave.pk}/form/{page}"


def xml_of(held: Held, answers: dict[str, str], instance_id: str = "uuid:browser") -> bytes:
    form_version = held.version.form_version
    assert form_version is not None
    filled = queries.filling(
        InterviewDraft(instrument_version=held.version), now=held.cast.now.replace(tzinfo=None),
        code="en", given=answers,
    )  # fmt: skip
    head = instances.head_of_form(form_version.xform)
    return instances.instance_of(filled, head, instance_id=instance_id)


def sent(held: Held, answers: dict[str, str], **more: Any) -> dict[str, Any]:
    file = SimpleUploadedFile("xml_submission_file", xml_of(held, answers), "text/xml")
    return {"xml_submission_file": file, **more}


def page_answers(**answers: str) -> dict[str, Any]:
    return {"asked": list(answers), **{f"q.{k.replace('/', '.')}": v for k, v in answers.items()}}


def test_the_page_of_the_browser_has_a_policy_of_its_own(held: Held, client_of: Clients) -> None:
    answer = client_of(held.interviewer).get(address(held))
    policy = answer.headers["Content-Security-Policy"]
    nonce = re.search(r'data-nonce="([^"]+)"', answer.content.decode())
    assert nonce
    assert f"'nonce-{nonce[1]}'" in policy
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy
    other = client_of(held.interviewer).get("/surveys/")
    assert "wasm-unsafe-eval" not in other.headers["Content-Security-Policy"]


def test_a_draft_is_kept_opened_again_and_sent(held: Held, client_of: Clients) -> None:
    client = client_of(held.interviewer)
    client.get(address(held))
    kept = client.post(address(held, "keep/"), sent(held, ANSWERS, revision="0"))
    assert kept.json() == {"revision": 1}
    form = queries.definition(held.version)
    again = client.get(address(held, "draft/")).content
    assert instances.answers_of(again, form) == KEPT
    done = client.post(address(held, "send/"), sent(held, ANSWERS))
    assert done.json() == {"next": f"/cases/{held.case.pk}/surveys/"}
    assert Submission.objects.get().values == KEPT
    assert client.post(address(held, "send/"), sent(held, ANSWERS)).status_code == 200
    assert Submission.objects.count() == 1


def test_who_kept_it_meanwhile_is_said(held: Held, client_of: Clients) -> None:
    client = client_of(held.interviewer)
    client.get(address(held))
    client.post(address(held, "keep/"), sent(held, ANSWERS, revision="0"))
    answer = client_of(held.worker).post(address(held, "keep/"), sent(held, ANSWERS, revision="0"))
    assert answer.status_code == 409
    assert "Interviewer kept this draft" in answer.json()["other"]
    over = sent(held, ANSWERS, revision="0", over="1")
    assert client.post(address(held, "keep/"), over).json() == {"revision": 2}


def test_what_the_server_finds_wrong_is_said_with_its_question(
    held: Held, client_of: Clients
) -> None:
    client = client_of(held.interviewer)
    client.get(address(held))
    answer = client.post(address(held, "send/"), sent(held, {"living/work": "perhaps"}))
    assert answer.status_code == 422
    assert answer.json()["reasons"] == [
        "Do you work?: This can’t be chosen any more: choose again."
    ]
    broken = SimpleUploadedFile("xml_submission_file", b"<!DOCTYPE a><a/>", "text/xml")
    answer = client.post(address(held, "send/"), {"xml_submission_file": broken})
    assert answer.status_code == 400


def test_page_by_page_the_answers_come_out_the_same(held: Held, client_of: Clients) -> None:
    client = client_of(held.interviewer)
    pages = address(held, "pages/")
    assert "Do you work?" in client.get(pages).content.decode()
    first = page_answers(**{"living/work": "yes", "living/hours": ""})
    answer = client.post(pages, first | {"page": "1", "revision": "0", "do": "check"})
    assert "Hours a week" in answer.content.decode()
    first = page_answers(**{"living/work": "yes", "living/hours": "30"})
    answer = client.post(pages, first | {"page": "1", "revision": "1", "do": "next"})
    assert answer["Location"].endswith("?page=2")
    row = {"asked": ["child[1]/called", "child[1]/age"], "q.child-1.called": "Ama"}
    answer = client.post(
        pages, row | {"q.child-1.age": "4", "page": "2", "revision": "2", "do": "add:child"}
    )
    assert "child[2]/called" in answer.content.decode()
    row = {"asked": ["child[2]/called", "child[2]/age"], "q.child-2.called": "Kofi"}
    client.post(pages, row | {"q.child-2.age": "7", "page": "2", "revision": "3", "do": "next"})
    check = client.get(address(held, "check/")).content.decode()
    assert "Kofi" in check
    today = held.cast.now.date()
    day = {"held_on_day": today.day, "held_on_month": today.month, "held_on_year": today.year}
    assert client.post(address(held, "check/"), day).status_code == 302
    assert Submission.objects.get().values == KEPT


def test_pages_say_what_is_missing_in_the_readers_language(held: Held, client_of: Clients) -> None:
    client = client_of(held.interviewer)
    wrong = page_answers(**{"living/work": "yes", "living/hours": "200"})
    answer = client.post(
        address(held, "pages/?language=fr"), wrong | {"page": "1", "revision": "0", "do": "next"}
    )
    assert answer.status_code == 422
    assert "Trop long." in answer.content.decode()
    assert InterviewDraft.objects.get().values["living/hours"] == "200"


PICTURES = [
    ["type", "name", "label"],
    ["image", "house", "The house"],
    ["file", "paper", "A paper"],
]


def test_files_are_kept_under_the_name_of_their_answer(
    plan: Any, version_of: Any, client_of: Clients, picture: bytes
) -> None:
    held = plan(version_of(sheets.form(PICTURES)))
    client = client_of(held.interviewer)
    # A file that is no picture is asked on plain pages.
    assert client.get(address(held))["Location"] == address(held, "pages/")
    body = {"asked": ["house"], "page": "1", "revision": "0", "do": "check"}
    upload = SimpleUploadedFile("house.png", picture, "image/png")
    answer = client.post(address(held, "pages/"), body | {"q.house": upload})
    assert "house.png" in answer.content.decode() or "Kept" in answer.content.decode()
    kept = InterviewFile.objects.get()
    assert InterviewDraft.objects.get().values["house"] == kept.name
    assert client.get(address(held, f"draft/files/{kept.name}")).status_code == 200
    assert (
        client_of(held.cast.stranger).get(address(held, f"draft/files/{kept.name}")).status_code
        == 404
    )


@pytest.fixture
def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return out.getvalue()


def test_a_stranger_finds_no_page(held: Held, client_of: Clients) -> None:
    client = client_of(held.cast.stranger)
    for page in ("", "pages/", "xform/", "check/", "links/", "draft/"):
        assert client.get(address(held, page)).status_code == 404, page
    assert client.post(address(held, "keep/"), sent(held, ANSWERS)).status_code == 404
    assert client.post(address(held, "send/"), sent(held, ANSWERS)).status_code == 404
    assert client_of(held.cast.finance).get(address(held)).status_code == 403


def test_a_person_answers_by_link_pauses_and_sends(
    held: Held, client_of: Clients, client: Any
) -> None:
    worker = client_of(held.worker)
    page = worker.post(address(held, "links/"), {"language": "fr"}, follow=True).content.decode()
    found = re.search(r"/q/([\w-]+)/", page)
    assert found
    assert '<blockquote lang="fr"' in page
    link = f"/q/{found[1]}/"
    assert found[1] not in worker.get(address(held, "links/")).content.decode()

    welcome = client.get(link)
    assert welcome.status_code == 200
    assert "Travaillez-vous" in client.get(f"{link}?page=1").content.decode()
    first = page_answers(**{"living/work": "no"}) | {"page": "1", "revision": "0"}
    paused = client.post(link, first | {"do": "later", "language": "fr"})
    assert paused.status_code == 200
    again = client.post(link, first | {"do": "next", "language": "fr", "revision": "1"})
    assert "page=2" in again["Location"]
    check = client.get(f"{link}check/?language=fr").content.decode()
    assert "Travaillez-vous" in check
    assert client.post(f"{link}check/", {"language": "fr"}).status_code == 302
    thanks = client.get(link).content.decode()
    assert "Travaillez-vous" not in thanks
    draft = InterviewDraft.objects.get()
    with held.cast.as_app(None):
        jobs.take_as_job(draft.pk, organisation_id=held.cast.partner_org.pk)
    assert Submission.objects.get().values == {"living/work": "no", "ages": "0"}


def test_an_unknown_and_a_revoked_link_look_alike(
    held: Held, client_of: Clients, client: Any
) -> None:
    worker = client_of(held.worker)
    page = worker.post(address(held, "links/"), {"language": "en"}, follow=True).content.decode()
    found = re.search(r"/q/([\w-]+)/", page)
    assert found
    link = InterviewLink.objects.get()
    assert worker.get(f"/surveys/links/{link.pk}/revoke/").status_code == 200
    worker.post(f"/surveys/links/{link.pk}/revoke/")
    ended, never = client.get(f"/q/{found[1]}/"), client.get("/q/never-was-one/")
    assert (ended.status_code, never.status_code) == (404, 404)
    assert bare(ended, found[1]) == bare(never, "never-was-one")


def bare(answer: Any, token: str) -> str:
    """The page without what every page has of its own."""
    page: str = answer.content.decode().replace(token, "")
    return re.sub(r'[\w-]{64}|page_mark" value="[\w-]+', "", page)
