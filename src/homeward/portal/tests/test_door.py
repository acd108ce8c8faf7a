"""Coming in by a code, staying, and leaving: what the browser is told, and what it keeps."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from homeward.core.models import Attempt
from homeward.portal.tests.test_pages import returnee
from homeward.referrals.models import ServiceRequest
from homeward.rights.models import RightsRequest
from homeward.signins import actions
from homeward.signins.choices import Kind, Part
from homeward.signins.models import Code, SignIn

WORD = "<title>Information</title>"


@pytest.fixture
def code_for(cast: Any) -> Any:
    def make(case: Any, person: Any, by: Any = None, **wanted: Any) -> str:
        by = by or cast.owner
        with cast.as_app(by):
            return actions.make(case, person, actions.Wanted(**wanted), by=by, at=cast.now)[1]

    return make


@pytest.fixture
def inside(client_of: Any, client: Any, code_for: Any) -> Any:
    """`inside(case, person)`: a browser that came in."""

    def come(case: Any, person: Any, **wanted: Any) -> Any:
        browser = type(client)()
        came = browser.post("/portal/enter/", {"code": code_for(case, person, **wanted)})
        assert came.status_code == 302
        return browser

    return come


def test_somebody_comes_in_reads_and_leaves(cast: Any, client: Any, code_for: Any) -> None:
    case, people = cast.family()
    assert client.get("/portal/")["Location"] == "/portal/enter/"
    code = code_for(case, people[0])
    assert f'value="{code}"' in client.get(f"/portal/enter/?code={code}").text
    came = client.post("/portal/enter/", {"code": code.lower()})
    cookie = came.cookies["homeward_own"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")
    shown = client.get("/portal/")
    assert "Hello Efua" in shown.text
    assert WORD in shown.text
    assert shown["Cache-Control"] == "no-store"
    # Not "no-referrer": a browser then posts forms from nowhere, and they are refused.
    assert shown["Referrer-Policy"] == "same-origin"
    out = client.post("/portal/leave/")
    assert (out.status_code, out["Location"]) == (302, "/public/en/")
    assert out["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    client.cookies["homeward_own"] = cookie.value
    assert client.get("/portal/")["Location"] == "/portal/enter/"
    assert client.post("/portal/enter/", {"code": code}).status_code == 403


def test_who_came_in_by_a_code_reads_and_writes_messages(cast: Any, inside: Any) -> None:
    case, people = cast.family()
    browser = inside(case, people[0])
    assert 'href="/portal/messages/"' in browser.get("/portal/").text
    assert 'href="/portal/messages/"' in browser.get("/portal/more/").text
    shown = browser.get("/portal/messages/").text
    assert WORD in shown
    assert "Leave quickly" in shown
    typed = {"key": str(uuid4()), "text": "When do we meet?", "once": "1"}
    assert browser.post("/portal/messages/write/", typed).status_code == 302
    assert browser.post("/portal/messages/write/", {"text": ""}).status_code == 422
    assert "When do we meet?" in browser.get("/portal/messages/").text
    helper = inside(case, people[0], kind=Kind.HELPER, helper="Yaw", parts=list(Part))
    assert helper.get("/portal/messages/").status_code == 403
    for page in ("/portal/", "/portal/more/"):
        assert "/portal/messages/" not in helper.get(page).text


def test_nothing_but_the_portal_is_open_to_a_code(cast: Any, inside: Any) -> None:
    case, people = cast.family()
    browser = inside(case, people[0])
    for path in ("/profile/", f"/cases/{case.pk}/", "/accounts/password/set/", "/work/"):
        answer = browser.get(path)
        assert answer.status_code in {302, 404}, path
        assert "portal" not in answer.headers.get("Location", "")
    assert browser.get("/api/v1/cases").status_code in {401, 404}


def test_wrong_codes_answer_alike_and_are_counted(cast: Any, client: Any, code_for: Any) -> None:
    case, people = cast.family()
    code = code_for(case, people[0])
    told = set()
    for typed in ("ABCD-EFGH-JKLM", "", "ÄÖÜ", "x" * 500):
        answer = client.post("/portal/enter/", {"code": typed})
        assert answer.status_code == 403
        told.add(answer.text.partition("<ul")[2].partition("</ul>")[0])
    assert len(told) == 1
    for _more in range(6):
        client.post("/portal/enter/", {"code": "ABCD-EFGH-JKLM"})
    shut = client.post("/portal/enter/", {"code": code})
    assert shut.status_code == 429
    assert WORD in shut.text
    assert int(shut["Retry-After"]) > 0
    Attempt.objects.all().delete()
    assert client.post("/portal/enter/", {"code": code}).status_code == 302


def test_codes_that_begin_alike_are_counted_from_everywhere(
    cast: Any, client: Any, code_for: Any
) -> None:
    case, people = cast.family()
    code = code_for(case, people[0])
    for number in range(10):
        answer = client.post(
            "/portal/enter/", {"code": f"{code[:4]}-2222-2222"}, REMOTE_ADDR=f"192.0.2.{number}"
        )
        assert answer.status_code == 403
    last = client.post("/portal/enter/", {"code": code}, REMOTE_ADDR="192.0.2.99")
    assert last.status_code == 429


def test_who_was_signed_in_before_is_out(cast: Any, client_of: Any, code_for: Any) -> None:
    case, people = cast.family()
    browser = client_of(cast.owner)
    browser.post("/portal/enter/", {"code": code_for(case, people[0])})
    assert "Hello Efua" in browser.get("/portal/").text
    assert browser.get(f"/cases/{case.pk}/").status_code == 302


def test_a_password_goes_on_and_leaves_as_quickly(cast: Any, client_of: Any) -> None:
    _case, people = cast.family()
    browser = client_of(returnee(cast, people[0]))
    shown = browser.get("/portal/").text
    assert "Leave quickly" in shown
    assert WORD in shown
    assert browser.post("/portal/leave/").status_code == 302
    assert browser.get("/portal/")["Location"] == "/portal/enter/"


PARTED = {
    Part.APPOINTMENTS: "/portal/dates/",
    Part.PLAN: "/portal/plan/",
    Part.PAYMENTS: "/portal/payments/",
}


@pytest.mark.parametrize("part", PARTED)
def test_a_helper_reads_what_was_chosen_and_no_more(cast: Any, inside: Any, part: Part) -> None:
    case, people = cast.family()
    helper = {"kind": Kind.HELPER, "helper": "Kofi Mensah"}
    browser = inside(case, people[0], parts=[part], **helper)
    shown = browser.get("/portal/").text
    assert "Kofi Mensah" in shown
    assert "reads that you were here" in shown
    assert "Who may see your information" not in shown
    for one, path in PARTED.items():
        status = browser.get(path).status_code
        # There is no plan yet; where it isn't shown it isn't looked for.
        assert status == (403 if one != part else 404 if part == Part.PLAN else 200), path


NEVER = (
    "/portal/consents/", "/portal/my-data/", "/portal/papers/", "/portal/people/",
    "/portal/work/", "/portal/work/wishes/", "/portal/services/", "/portal/complain/",
)  # fmt: skip
WRITES = (
    "/portal/people/code/", "/portal/people/helper/", "/portal/my-data/", "/portal/my-data/copy/",
    "/portal/blocks/", "/portal/plan/answer/", "/portal/consents/1/1/withdraw/",
    "/portal/work/wishes/",
)  # fmt: skip


def test_a_helper_never_reads_the_rest_and_writes_nothing(cast: Any, inside: Any) -> None:
    case, people = cast.family()
    helper = {"kind": Kind.HELPER, "helper": "Kofi Mensah", "parts": list(Part)}
    browser = inside(case, people[0], **helper)
    for path in NEVER:
        refused = browser.get(path)
        assert refused.status_code == 403, path
        assert WORD in refused.text
    for path in WRITES:
        assert browser.post(path, {"text": "x"}).status_code == 403, path
    assert (Code.objects.count(), RightsRequest.objects.count()) == (1, 0)


def test_the_person_reads_who_was_in_and_ends_it(cast: Any, inside: Any) -> None:
    case, people = cast.family()
    own = inside(case, people[0])
    made = own.post("/portal/people/helper/", {"helper": "Kofi Mensah", "parts": ["plan"]})
    code = made.text.partition('si-code"><bdi>')[2].partition("<")[0]
    helper = type(own)()
    assert helper.post("/portal/enter/", {"code": code}).status_code == 302
    assert helper.get("/portal/").status_code == 200
    listed = own.get("/portal/people/").text
    assert listed.count("Kofi Mensah") == 2
    assert "Owner, Return Counselling, made the code" in listed
    assert "You, now" in listed
    row = Code.objects.get(kind=Kind.HELPER)
    assert own.post(f"/portal/people/codes/{row.pk}/end/").status_code == 302
    assert helper.get("/portal/")["Location"] == "/portal/enter/"
    assert SignIn.objects.get(code=row).ended_by == "person"


def test_another_s_code_is_not_there_to_end(cast: Any, inside: Any, code_for: Any) -> None:
    case, people = cast.family()
    other, others = cast.family()
    code_for(other, others[0])
    row = Code.objects.get()
    assert inside(case, people[0]).post(f"/portal/people/codes/{row.pk}/end/").status_code == 404


def test_a_helper_s_time_is_short(cast: Any, inside: Any) -> None:
    case, people = cast.family()
    browser = inside(case, people[0], kind=Kind.HELPER, helper="Desk", parts=[Part.CASE])
    SignIn.objects.update(seen_at=cast.now - timedelta(minutes=16))
    assert browser.get("/portal/")["Location"] == "/portal/enter/"


def test_a_guardian_reads_for_whom(cast: Any, inside: Any) -> None:
    case, (mother, child) = cast.family()
    shown = inside(case, child, kind=Kind.GUARDIAN, guardian=mother).get("/portal/").text
    assert "you see this for" in shown
    assert "Hello Yaw" in shown


def test_a_form_sent_twice_is_taken_once(cast: Any, inside: Any) -> None:
    case, people = cast.family()
    service = cast.service(listing="listed")
    browser = inside(case, people[0])
    sent = {"text": "To work again", "once": "0f0f"}
    path = f"/portal/services/{service.pk}/ask/"
    for _time in range(2):
        assert browser.post(path, sent).status_code == 302
    assert ServiceRequest.objects.count() == 1
    assert "This has arrived already." in browser.get("/portal/").text


def test_a_form_that_was_refused_may_be_sent_again_with_its_key(cast: Any, inside: Any) -> None:
    case, people = cast.family()
    browser = inside(case, people[0])
    sent = {"helper": "", "once": "0a0a"}
    assert browser.post("/portal/people/helper/", sent).status_code == 409
    sent |= {"helper": "Kofi", "parts": ["case"]}
    assert browser.post("/portal/people/helper/", sent).status_code == 200
    assert Code.objects.filter(kind=Kind.HELPER).count() == 1


FAULTS = (
    ("get", "/portal/consents/1/1/withdraw/", 404), ("get", "/portal/nowhere/", 404),
    ("get", "/portal/plan/answer/", 405), ("post", "/portal/plan/answer/", 404),
)  # fmt: skip


@pytest.mark.parametrize(("method", "path", "status"), FAULTS)
def test_a_fault_tells_no_more_than_a_page(
    cast: Any, inside: Any, method: str, path: str, status: int
) -> None:
    case, people = cast.family()
    answer = getattr(inside(case, people[0]), method)(path)
    assert answer.status_code == status
    assert WORD in answer.text
    assert "Homeward" not in answer.text
    assert answer["Cache-Control"] == "no-store"


def test_pages_reached_from_here_keep_the_word(cast: Any, inside: Any, settings: Any) -> None:
    case, people = cast.family()
    browser = inside(case, people[0])
    assert WORD in browser.get("/feedback/ABCDE/").text
    settings.PORTAL_WORD = "Weather"
    assert "<title>Weather</title>" in browser.get("/portal/").text
    assert "<title>Weather</title>" in browser.get("/nowhere/").text


def test_staff_and_visitors_keep_their_titles(cast: Any, client: Any, client_of: Any) -> None:
    assert "Homeward</title>" in client.get("/accounts/login/").text
    assert "Homeward</title>" in client_of(cast.owner).get("/nowhere/").text


def test_public_pages_still_ask_for_no_cookie(cast: Any, inside: Any) -> None:
    case, people = cast.family()
    shown = inside(case, people[0]).get("/public/en/")
    assert "Cookie" not in shown.headers.get("Vary", "")
