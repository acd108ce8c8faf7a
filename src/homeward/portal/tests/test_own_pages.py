"""The pages of one's own dates, money and papers; and that a seal shows on none of them."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError
from icalendar import Calendar

from homeward.access.choices import Purpose, Role
from homeward.cases.models import Arrival, Case
from homeward.complaints.models import Complaint
from homeward.complaints.tests.conftest import desk
from homeward.funds.models import Payment, Receipt
from homeward.funds.tests.conftest import bare, open_budget, table, till
from homeward.papers import actions as papers
from homeward.papers.choices import PaperKind
from homeward.portal.tests.test_pages import returnee
from homeward.seals import actions as seals

__all__ = ["bare", "desk", "open_budget", "table", "till"]

PAGES = (
    "/portal/", "/portal/dates/", "/portal/dates.ics", "/portal/payments/", "/portal/papers/",
    "/portal/more/", "/portal/people/", "/portal/consents/", "/portal/my-data/", "/portal/work/",
    "/portal/country/", "/portal/services/", "/portal/complain/", "/portal/plan/",
    "/portal/messages/",
)  # fmt: skip
# What differs with each rendering and tells nothing: keys and marks of forms, a calendar's stamp.
CHANGING = re.compile(r'value="[^"]{30,}"|page_mark" value="[^"]+"|DTSTAMP:\S+')


def read(client: Any) -> dict[str, tuple[int, str]]:
    found = {}
    for path in PAGES:
        answer = client.get(path)
        assert answer.headers.get("Content-Length", str(len(answer.content))) == str(
            len(answer.content)
        ), path
        found[path] = (answer.status_code, CHANGING.sub("", answer.text))
    return found


def test_a_seal_shows_on_no_page(cast: Any, client_of: Any) -> None:
    case, people = cast.arrived()
    client = client_of(returnee(cast, people[0]))
    before = read(client)
    assert before["/portal/"][0] == 200
    for org in (cast.partner_org, cast.host):
        focal, deputy = (
            cast.user(f"{name}{org.pk}", org, Role.PROTECTION_FOCAL_POINT)
            for name in ("focal", "deputy")
        )
        with cast.as_app(focal):
            seals.seal(
                Case.objects.get(pk=case.pk), people, [deputy], "Threatened", by=focal, at=cast.now
            )
    assert read(client) == before


def test_each_icon_is_on_the_portal_s_own_sheet(cast: Any, client_of: Any) -> None:
    sheet = (Path(__file__).parent.parent / "static" / "portal" / "icons.svg").read_text()
    held = set(re.findall(r'id="([a-z0-9-]+)"', sheet))
    _case, people = cast.arrived()
    for path, (_status, text) in read(client_of(returnee(cast, people[0]))).items():
        assert "core/icons.svg" not in text
        assert set(re.findall(r"icons\.svg#([a-z0-9-]+)", text)) <= held, path


def test_nobody_else_s_canary_is_on_any_page(cast: Any, client_of: Any) -> None:
    _case, people = cast.arrived()
    other, others = cast.family()
    others[0].given_name, others[0].family_name = "Canarygiven", "Canaryfamily"
    others[0].save()
    Case.objects.filter(pk=other.pk).update(destination="Canarytown")
    for path, (status, text) in read(client_of(returnee(cast, people[0]))).items():
        assert status in {200, 404}, path
        assert "Canary" not in text, path
        assert other.reference not in text, path


def test_dates_are_told_and_go_into_a_calendar_without_a_word(cast: Any, client_of: Any) -> None:
    cast.agree(cast.host, cast.desk, Purpose.ARRIVAL)
    case, people = cast.family()
    expected = cast.now + timedelta(days=2)
    Arrival.objects.create(
        case=case, person=people[0], programme=cast.programme, owner_org=cast.host,
        reference=case.reference, reception_org=cast.desk, case_org=cast.partner_org,
        expected_at=expected, point_of_entry="Kotoka", announced_at=cast.now,
        announced_by=cast.owner,
    )  # fmt: skip
    client = client_of(returnee(cast, people[0]))
    assert "Kotoka" in client.get("/portal/dates/").text
    assert "You arrive" in client.get("/portal/").text
    file = client.get("/portal/dates.ics")
    assert file["Content-Disposition"] == 'attachment; filename="dates.ics"'
    event = Calendar.from_ical(file.content).walk("VEVENT")[0]
    assert event["summary"] == "Appointment"
    assert abs(event["dtstart"].dt - expected) < timedelta(seconds=1)
    assert not {"location", "description", "organizer", "attendee"} & {k.lower() for k in event}
    for word in ("Kotoka", case.reference, "Efua", str(cast.desk), "homeward"):
        assert word.lower() not in file.text.lower()
    again = Calendar.from_ical(client.get("/portal/dates.ics").content).walk("VEVENT")[0]
    assert again["uid"] == event["uid"]


@pytest.fixture
def paid(till: Any) -> Payment:
    (instalment,) = till.plan_parts("100")
    till.bring(instalment)
    return till.pay(instalment)


def test_the_person_says_whether_a_payment_has_come(till: Any, paid: Any, client_of: Any) -> None:
    client = client_of(returnee(till.cast, till.table.people[0]))
    assert "Has it come?" in client.get("/portal/payments/").text
    path = f"/portal/payments/{paid.pk}/"
    sent = {"came": "no", "text": "Only half of it", "once": "ab"}
    assert client.post(path, sent).status_code == 302
    assert client.post(path, sent).status_code == 302
    word = Receipt.objects.get()
    assert (word.has_come, word.text) == (False, "Only half of it")
    assert word.owner_org == till.cast.partner_org
    assert "You said that it has not come." in client.get("/portal/payments/").text
    assert client.post(path, {"came": "yes"}).status_code == 302
    shown = client.get("/portal/payments/").text
    assert "You said that it has come." in shown
    assert "Has it come?" not in shown
    told = client_of(till.cast.partner).get(f"/cases/{till.table.case.pk}/").text
    assert "The person says: instalment 1 has not come" in told


def test_only_the_person_says_it(till: Any, paid: Any, client_of: Any) -> None:
    _case, others = till.cast.family()
    other = client_of(returnee(till.cast, others[0]))
    assert other.post(f"/portal/payments/{paid.pk}/", {"came": "yes"}).status_code == 404
    for user in (till.cast.partner, till.cast.stranger):
        with pytest.raises(DatabaseError), till.cast.as_app(user):
            Receipt.objects.create(
                payment_id=paid.pk, person_id=paid.person_id, programme_id=paid.programme_id,
                owner_org=user.organisation, has_come=True, at=till.cast.now,
            )  # fmt: skip


def test_papers_and_letters_are_the_person_s_own(cast: Any, client_of: Any) -> None:
    case, people = cast.family()
    keep_paper(cast, case, people[0])
    client = client_of(returnee(cast, people[0]))
    listed = client.get("/portal/papers/").text
    path = listed.partition('href="/portal/papers/')[2].partition('"')[0]
    file = client.get(f"/portal/papers/{path}")
    assert file.content == b"A copy of the passport"
    assert file["Content-Disposition"].startswith("attachment")
    _other, others = cast.family()
    child = cast.user("other", cast.host, Role.RETURNEE)
    child.person_id, child.organisation = others[0].pk, None
    child.save()
    child.refresh_from_db()
    assert client_of(child).get(f"/portal/papers/{path}").status_code == 404


def keep_paper(cast: Any, case: Any, person: Any) -> None:
    with cast.as_app(cast.owner):
        said = papers.Said(
            kind=PaperKind.PASSPORT, person=person, content=b"A copy of the passport",
            file_name="pass.txt",
        )  # fmt: skip
        papers.keep(case, said, by=cast.owner, at=cast.now)


def test_a_complaint_goes_out_once_and_names_nobody(cast: Any, desk: Any, client_of: Any) -> None:
    """`desk` takes complaints at the organisation that keeps the person's file."""
    _case, people = cast.family()
    client = client_of(returnee(cast, people[0]))
    org = cast.host
    page = f"/portal/complain/{org.pk}/?about=Tailoring"
    assert 'value="Tailoring"' in client.get(page).text
    typed = {"kind": "complaint", "category": "other", "what": "Nobody was there", "once": "cc"}
    sent = client.post(f"/portal/complain/{org.pk}/", typed)
    assert "Keep this code" in sent.text
    assert "<title>Information</title>" in sent.text
    assert client.post(f"/portal/complain/{org.pk}/", typed).status_code == 409
    kept = Complaint.objects.get()
    assert (kept.person_id, kept.taken_by, kept.is_anonymous) == (None, None, True)
