"""The case worker's pages: a code is made, shown once, printed, ended."""

from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.messages import actions as messages
from homeward.messages.actions import GatewayGiven
from homeward.messages.models import Message
from homeward.persons.choices import ContactKind
from homeward.persons.models import Contact
from homeward.signins.models import Code


def made(client: Any, case: Any, person: Any, **given: Any) -> tuple[Any, str]:
    """The page that shows the code, and the code itself."""
    typed = {"kind": "own", "way": "print", "language": "en", **given}
    sent = client.post(f"/cases/{case.pk}/sign-ins/{person.pk}/new/", typed)
    assert sent.status_code == 302, sent.text
    shown = client.get(sent["Location"])
    return shown, shown.text.partition('name="code" value="')[2].partition('"')[0]


def test_a_code_is_shown_once_and_printed(cast: Any, client_of: Any) -> None:
    case, people = cast.family()
    client = client_of(cast.owner)
    shown, code = made(client, case, people[0])
    assert len(code) == 14
    assert f"<bdi>{code}</bdi>" in shown.text
    row = Code.objects.get()
    again = client.get(f"/cases/{case.pk}/sign-ins/codes/{row.pk}/")
    assert code not in again.text
    assert "A code is shown once" in again.text
    letter = f"/cases/{case.pk}/sign-ins/codes/{row.pk}/letter/"
    paper = client.post(letter, {"code": code})
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    assert client.post(letter, {"code": "ABCD-EFGH-JKLM"}).status_code == 404
    listed = client.get(f"/cases/{case.pk}/sign-ins/").text
    assert "Not used yet" in listed
    assert "Efua Ansah" in listed


def test_a_code_is_ended(cast: Any, client_of: Any) -> None:
    case, people = cast.family()
    client = client_of(cast.owner)
    made(client, case, people[0])
    end = f"/cases/{case.pk}/sign-ins/codes/{Code.objects.get().pk}/end/"
    assert "out at once" in client.get(end).text
    assert client.post(end).status_code == 302
    assert client.post(end).status_code == 302
    assert Code.objects.get().revoked_at


def test_it_is_sent_by_e_mail_without_a_name(cast: Any, client_of: Any) -> None:
    case, people = cast.family()
    Contact.objects.create(
        person=people[0], kind=ContactKind.EMAIL, value="efua@mail.example",
        owner_org=cast.host, programme=cast.programme,
    )  # fmt: skip
    _shown, code = made(client_of(cast.owner), case, people[0], way="email", language="fr")
    sent = Message.objects.order_by("pk").last()
    assert sent.to == "efua@mail.example"
    assert code in sent.body
    assert "Efua" not in f"{sent.subject} {sent.body}"
    assert case.reference not in f"{sent.subject} {sent.body}"


def test_an_sms_goes_by_the_organisation_s_own_gateway(cast: Any, client_of: Any) -> None:
    case, people = cast.family()
    Contact.objects.create(
        person=people[0], kind=ContactKind.PHONE, value="+32 2 555 0123",
        owner_org=cast.host, programme=cast.programme,
    )  # fmt: skip
    client = client_of(cast.owner)
    typed = {"kind": "own", "way": "sms", "language": "en"}
    place = f"/cases/{case.pk}/sign-ins/{people[0].pk}/new/"
    refused = client.post(place, typed)
    assert refused.status_code == 409
    assert "no gateway for SMS yet" in refused.text
    assert not Code.objects.exists()
    admin = cast.user("admin", cast.host, Role.ADMINISTRATOR)
    with cast.as_app(admin):
        messages.keep(
            GatewayGiven(name="Phones", channel="sms", kind="file"), by=admin, at=cast.now
        )
    _shown, code = made(client, case, people[0], way="sms")
    sent = Message.objects.get(channel="sms")
    assert (sent.to, sent.organisation) == ("+32 2 555 0123", cast.host)
    assert code in sent.body


def test_what_a_helper_s_code_needs_is_not_called_optional(cast: Any, client_of: Any) -> None:
    case, people = cast.family()
    place = f"/cases/{case.pk}/sign-ins/{people[0].pk}/new/"
    shown = client_of(cast.owner).get(place).text
    assert "What the helper may see" in shown
    assert "(optional)" not in shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": "helper"}, ["Give the helper’s name", "Choose what the helper may be shown."]),
        ({"way": "email"}, ["No address of this kind"]),
        ({"way": "pigeon"}, ["pigeon"]),
    ],
)
def test_what_is_refused_keeps_what_was_typed(
    cast: Any, client_of: Any, typed: Any, said: list[str]
) -> None:
    case, people = cast.family()
    given = {"kind": "own", "way": "print", "language": "fr", "helper": "", **typed}
    answer = client_of(cast.owner).post(f"/cases/{case.pk}/sign-ins/{people[0].pk}/new/", given)
    assert answer.status_code in {409, 422}
    for words in said:
        assert words.replace("’", "") in answer.text.replace("’", "").replace("&#x27;", "")
    assert '<option value="fr" selected>' in answer.text
    assert not Code.objects.exists()


def test_a_child_s_page_offers_its_guardians(cast: Any, client_of: Any) -> None:
    case, (mother, child) = cast.family()
    client = client_of(cast.owner)
    shown = client.get(f"/cases/{case.pk}/sign-ins/{child.pk}/new/").text
    assert 'value="guardian"' in shown
    assert 'value="own"' not in shown
    made(client, case, child, kind="guardian", guardian=str(mother.pk))
    assert Code.objects.get().guardian == mother


def test_others_find_no_such_pages(cast: Any, client_of: Any) -> None:
    case, people = cast.family()
    _other, others = cast.family()
    made(client_of(cast.owner), case, people[0])
    code = Code.objects.get()
    pages = (
        f"/cases/{case.pk}/sign-ins/",
        f"/cases/{case.pk}/sign-ins/{people[0].pk}/new/",
        f"/cases/{case.pk}/sign-ins/codes/{code.pk}/end/",
    )
    for user, status in ((cast.stranger, 404), (cast.officer, 403)):
        for page in pages:
            assert client_of(user).get(page).status_code == status
    coordinator = cast.user("c", cast.host, Role.HOST_COORDINATOR)
    assert client_of(coordinator).get(pages[0]).status_code == 403
    outside = f"/cases/{case.pk}/sign-ins/{others[0].pk}/new/"
    assert client_of(cast.owner).get(outside).status_code == 404
