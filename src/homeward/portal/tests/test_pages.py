import pytest

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.persons.models import Block, ConsentSheet, DeletionNotice
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task


def returnee(cast, person) -> User:
    user = cast.user("efua", cast.host, Role.RETURNEE)
    user.person_id, user.organisation = person.pk, None
    user.save()
    # The database has renewed what its sessions carry.
    user.refresh_from_db()
    return user


def test_the_person_sees_where_the_case_stands(cast, client_of) -> None:
    _case, people = cast.arrived()
    Task.objects.exclude(kind=TaskKind.CONFIRM_FACTS).update(done_at=cast.now)
    client = client_of(returnee(cast, people[0]))
    text = client.get("/portal/").content.decode()
    for shown in (
        "Hello Efua",
        "Waiting for Reintegration NGO",
        "goes through your information with you",
        str(cast.partner_org),
        "never makes you lose essential aid",
    ):
        assert shown in text


def test_the_front_door_leads_the_person_home(cast, client_of) -> None:
    _case, people = cast.family()
    answer = client_of(returnee(cast, people[0])).get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/portal/")


def test_the_portal_shows_nobody_else(cast, client_of) -> None:
    first, _people = cast.family()
    second, others = cast.family()
    text = client_of(returnee(cast, others[0])).get("/portal/").content.decode()
    assert second.reference in text
    assert first.reference not in text


def test_a_sign_in_without_a_case_says_so(cast, client_of) -> None:
    _case, people = cast.family()
    # The child is of the household, and the case is under its mother's name.
    text = client_of(returnee(cast, people[1])).get("/portal/").content.decode()
    assert "There is no case of yours here yet" in text


def test_staff_have_no_portal_and_returnees_no_desk(cast, client_of) -> None:
    case, people = cast.family()
    assert client_of(cast.owner).get("/portal/").status_code == 403
    client = client_of(returnee(cast, people[0]))
    assert client.get(f"/cases/{case.pk}/").status_code == 403
    assert client.get("/search/?q=ansah").status_code == 403


def test_the_person_takes_back_hears_and_shuts_out(cast, client_of) -> None:
    _case, people = cast.arrived()
    sheet = ConsentSheet.objects.filter(person=people[0]).first()
    client = client_of(returnee(cast, people[0]))
    page = client.get("/portal/consents/").content.decode()
    assert str(cast.partner_org) in page
    assert client.get(f"/portal/consents/{sheet.pk}/aloud/").status_code == 200
    url = f"/portal/consents/{cast.partner_org.pk}/1/withdraw/"
    assert "You keep all essential aid" in client.get(url).content.decode()
    assert client.post(url).status_code == 302
    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 302
    notice = DeletionNotice.objects.get()
    assert (notice.recipient_org, notice.owner_org) == (cast.partner_org, cast.host)
    block = {"person": str(people[0].pk), "whom": f"o:{cast.host.pk}"}
    assert client.post("/portal/blocks/", block).status_code == 302
    assert client.post("/portal/blocks/", block).status_code == 409
    lift = f"/portal/blocks/{Block.objects.get().pk}/lift/"
    assert client.post(lift).status_code == 302


def test_another_person_s_sheet_and_block_do_not_exist(cast, client_of) -> None:
    _case, people = cast.arrived()
    _other, others = cast.family()
    sheet = ConsentSheet.objects.filter(person=people[0]).first()
    client = client_of(returnee(cast, others[0]))
    assert client.get(f"/portal/consents/{sheet.pk}/aloud/").status_code == 404
    assert client.post("/portal/consents/1/1/withdraw/").status_code == 302
    assert client_of(cast.owner).get("/portal/consents/").status_code == 403


@pytest.mark.parametrize("kind", ["report_interview", "follow_concern", "sign_seats"])
def test_whatever_the_case_waits_for_the_person_s_page_is_there(cast, client_of, kind) -> None:
    """A wait that the person is told of has its words; of another nothing is shown."""
    case, people = cast.arrived()
    Task.objects.filter(case_id=case.pk).delete()
    Task.objects.create(
        kind=kind, subject_id=case.pk, case_id=case.pk, person_id=people[0].pk,
        holder_org=cast.partner_org, waiter_org=cast.partner_org, opened_at=cast.now,
    )  # fmt: skip
    shown = client_of(returnee(cast, people[0])).get("/portal/")
    assert shown.status_code == 200
    assert ("It is noted how your interview went" in shown.text) == (kind == "report_interview")
