"""Pages of the ledger, other grounds, blocks and notices, as a browser without JavaScript."""

import re
from datetime import timedelta
from typing import Any

import pytest

from homeward.access.choices import DataClass, Purpose, Role
from homeward.persons.models import Block, Consent, DeletionNotice, LegalBasis
from homeward.places.models import Country


@pytest.fixture(autouse=True)
def no_second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def shared(cast: Any) -> Any:
    cast.case, people = cast.family()
    cast.agree(cast.host, cast.partner_org)
    cast.sheet = cast.consent(people[0], cast.partner_org)
    cast.person = people[0]
    cast.url = f"/cases/{cast.case.pk}"
    cast.line = f"{cast.url}/consent/{cast.partner_org.pk}/{Purpose.CASEWORK.value}"
    return cast


def day(name: str, on: Any) -> dict[str, str]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def test_a_part_is_withdrawn_and_the_history_tells_both_times(shared: Any, client_of: Any) -> None:
    client = client_of(shared.owner)
    asked = client.get(f"{shared.line}/withdraw/").content.decode()
    assert "is told to stop and delete" in asked
    # Withdrawing takes back everything, unless something is unticked.
    boxes = re.findall(r'<input type="checkbox"[^>]*>', asked)
    assert boxes
    assert all(" checked" in box for box in boxes)
    answer = client.post(
        f"{shared.line}/withdraw/",
        {"members": [str(shared.person.pk)], "classes": [str(DataClass.HEALTH.value)]},
    )
    assert answer.status_code == 302
    ended = Consent.objects.get(withdrawn_at__isnull=False)
    assert ended.covers == DataClass.HEALTH
    page = client.get(f"{shared.url}/consent/").content.decode()
    assert "on record since" in page
    assert "Who was told to stop and delete" in page
    notice = DeletionNotice.objects.get()
    assert (notice.reference, notice.classes) == (shared.case.reference, [DataClass.HEALTH])


def test_an_earlier_end_is_set_and_a_later_one_refused(shared: Any, client_of: Any) -> None:
    client = client_of(shared.owner)
    until = shared.now.date() + timedelta(days=9)
    both = {"members": [str(shared.person.pk)], "classes": ["1"]}
    assert client.get(f"{shared.line}/narrow/").status_code == 200
    assert client.post(f"{shared.line}/narrow/", both).status_code == 422
    assert client.post(f"{shared.line}/narrow/", both | day("until", until)).status_code == 302
    later = day("until", until + timedelta(days=9))
    refused = client.post(f"{shared.line}/narrow/", both | later)
    assert refused.status_code == 409
    assert "can only be narrowed" in refused.content.decode()


def test_what_we_believed_on_a_day_is_shown(shared: Any, client_of: Any) -> None:
    client = client_of(shared.owner)
    today = shared.now.date()
    page = client.get(f"{shared.url}/consent/", day("held", today)).content.decode()
    assert "this was allowed on" in page
    before = day("held", today) | day("known", today - timedelta(days=1))
    page = client.get(f"{shared.url}/consent/", before).content.decode()
    assert "Nothing was allowed to anybody" in page


@pytest.mark.parametrize(("language", "said"), [("en", "What I allow"), ("ar", 'dir="rtl"')])
def test_a_sheet_is_read_aloud_in_the_person_s_language(
    shared: Any, client_of: Any, language: str, said: str
) -> None:
    type(shared.sheet).objects.update(language=language)
    answer = client_of(shared.owner).get(f"{shared.url}/consent/{shared.sheet.pk}/aloud/")
    assert answer.headers["Content-Language"] == language
    assert said in answer.content.decode()


def test_another_ground_is_asked_for_decided_and_ended(shared: Any, client_of: Any) -> None:
    focal = shared.user("focal", shared.host, Role.PROTECTION_FOCAL_POINT)
    client = client_of(shared.owner)
    assert client.get(f"{shared.url}/grounds/").status_code == 200
    data = {
        "person": str(shared.person.pk), "ground": "vital_interest", "classes": ["1"],
        "offer": f"{shared.partner_org.pk}-{Purpose.CASEWORK.value}", "reason": "In hospital",
    }  # fmt: skip
    assert client.post(f"{shared.url}/grounds/", data).status_code == 422
    data |= day("until", shared.now.date() + timedelta(days=3))
    made = client.post(f"{shared.url}/grounds/", data)
    assert made.status_code == 302
    url = made["Location"]
    page = client.get(url).content.decode()
    assert "a second person decides" in page
    assert "In hospital" in page
    assert client.post(url, {"decision": "approve"}).status_code == 403
    second = client_of(focal)
    assert second.post(url, {"decision": "refuse"}).status_code == 409
    assert second.post(url, {"decision": "approve"}).status_code == 302
    assert LegalBasis.objects.get().status == "approved"
    assert "is told to stop and delete" in client.get(f"{url}end/").content.decode()
    assert client.post(f"{url}end/").status_code == 302
    assert client.post(f"{url}end/").status_code == 409
    assert client_of(shared.stranger).get(url).status_code == 404


def test_a_programme_manager_decides_on_a_ground_without_the_name(
    shared: Any, client_of: Any
) -> None:
    manager = shared.user("manager", shared.host, Role.PROGRAMME_MANAGER)
    data = {
        "person": str(shared.person.pk), "ground": "vital_interest", "classes": ["1"],
        "offer": f"{shared.partner_org.pk}-{Purpose.CASEWORK.value}", "reason": "In hospital",
        **day("until", shared.now.date() + timedelta(days=3)),
    }  # fmt: skip
    url = client_of(shared.owner).post(f"{shared.url}/grounds/", data)["Location"]
    client = client_of(manager)
    page = client.get(url).content.decode()
    assert "In hospital" in page
    assert "Name not shared" in page
    assert shared.person.given_name not in page
    assert client.post(url, {"decision": "approve"}).status_code == 302
    assert LegalBasis.objects.get().decided_by == manager
    way = client.get(f"{shared.url}/way/")
    assert way.status_code == 200
    assert shared.person.family_name not in way.content.decode()


def test_a_block_is_set_and_lifted(shared: Any, client_of: Any) -> None:
    client = client_of(shared.owner)
    whom = f"o:{shared.partner_org.pk}"
    data = {"person": str(shared.person.pk), "whom": whom, "reason": "My uncle works there"}
    assert client.post(f"{shared.url}/blocks/", data | {"whom": "o:0"}).status_code == 422
    assert client.post(f"{shared.url}/blocks/", data).status_code == 302
    assert client.post(f"{shared.url}/blocks/", data).status_code == 409
    assert "My uncle works there" in client.get(f"{shared.url}/blocks/").content.decode()
    lift = f"/blocks/{Block.objects.get().pk}/lift/"
    assert client_of(shared.partner).get(lift).status_code == 404
    assert client.get(lift).status_code == 200
    assert client.post(lift).status_code == 302
    assert client.post(lift).status_code == 409


def test_nothing_tells_an_owner_of_the_person_s_block_against_it(
    shared: Any, client_of: Any
) -> None:
    client = client_of(shared.owner)
    url = f"{shared.url}/blocks/"
    token = '"X-CSRFToken"'
    before = client.get(url).content.decode().split(token)[1][80:]
    for whom in ({"organisation": shared.host}, {"country": Country.objects.get(pk="BE")}):
        Block.objects.create(
            owner_org=shared.host, programme=shared.programme, person=shared.person,
            set_at=shared.now, set_by=shared.owner, reason="canary", **whom,
        )  # fmt: skip
    after = client.get(url).content.decode()
    assert "canary" not in after
    assert len(after.split(token)[1][80:]) == len(before)


def test_the_recipient_answers_its_notice(shared: Any, client_of: Any) -> None:
    client_of(shared.owner).post(
        f"{shared.line}/withdraw/", {"members": [str(shared.person.pk)], "classes": ["1", "4"]}
    )
    url = f"/notices/{DeletionNotice.objects.get().pk}/"
    client = client_of(shared.partner)
    assert shared.case.reference in client.get("/notices/").content.decode()
    assert client.get(url).status_code == 200
    keep = {"answer": "must_keep"} | day("done_on", shared.now.date())
    assert client.post(url, keep).status_code == 409
    assert client.post(url, keep | {"text": "Tax law"}).status_code == 302
    assert client.post(url, keep | {"text": "Tax law"}).status_code == 409
    assert client_of(shared.stranger).get(url).status_code == 404
    assert "Tax law" in client_of(shared.owner).get(url).content.decode()
