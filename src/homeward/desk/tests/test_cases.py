import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.access.choices import DataClass, Purpose, Role
from homeward.agreements.models import Agreement
from homeward.cases import actions as cases
from homeward.cases.choices import FactKind, SaidBy
from homeward.cases.models import Case
from homeward.desk import queries
from homeward.persons import actions as persons
from homeward.persons.models import Consent
from homeward.services.actions.index import reindex
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

TOKEN = r'((?:csrfmiddlewaretoken|page_mark)" value=|X-CSRFToken": )"[^"]+"'


def page(client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def statements(client, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        page(client, path)
    return len(caught)


def test_the_list_shows_stage_next_step_and_holder(cast, client_of) -> None:
    case, _people = cast.family()
    text = page(client_of(cast.owner), "/cases/")
    for shown in ("Ansah family", case.reference, "Record the consent", "Ashaiman", "Owner"):
        assert shown in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("stage=counselling", True),
        ("stage=support", False),
        ("stage=nonsense", True),
        ("whose=mine", True),
        ("state=closed", False),
        ("state=all", True),
        ("text=ansah", True),
        ("text=anssa+efua", True),
        ("text=okonkwo", False),
    ],
)
def test_the_filters(cast, client_of, query: str, found: bool) -> None:
    case, _people = cast.family()
    assert (case.reference in page(client_of(cast.owner), f"/cases/?{query}")) is found


def test_a_reference_is_found_from_its_beginning(cast, client_of) -> None:
    case, _people = cast.family()
    assert case.reference in page(
        client_of(cast.owner), f"/cases/?text={case.reference[:8].lower()}"
    )


def test_a_stranger_finds_an_empty_list(cast, client_of) -> None:
    case, _people = cast.arrived()
    text = page(client_of(cast.stranger), "/cases/?state=all")
    assert "No case found" in text
    assert case.reference not in text


def test_the_number_of_statements_does_not_grow_with_the_list(cast, client_of) -> None:
    client = client_of(cast.owner)
    cast.family()
    page(client, "/cases/")
    one = statements(client, "/cases/")
    for _ in range(5):
        cast.family()
    assert statements(client, "/cases/") == one


def test_a_count_stops_at_a_thousand() -> None:
    assert queries.capped(1001, 1000) == "1,000+"
    assert queries.capped(1000, 1000) == "1,000"


def test_the_case_page_in_few_statements(cast, client_of) -> None:
    case, _people = cast.arrived()
    client = client_of(cast.partner)
    page(client, f"/cases/{case.pk}/")
    assert statements(client, f"/cases/{case.pk}/") <= 45


def test_the_case_page_joins_its_nouns(cast, client_of) -> None:
    case, _people = cast.arrived()
    text = page(client_of(cast.partner), f"/cases/{case.pk}/")
    for shown in (
        "Ansah family",
        "Tailor, 6 years",
        "+233 20 000 0000",
        "Confirm the facts",
        "Arrival announced to the reception desk",
        "Who can see this file",
        "Art. 1 and consent",
    ):
        assert shown in text
    assert f'href="/cases/{case.pk}/facts/"' in text


def test_who_waits_sees_the_holder_and_can_remind(cast, client_of) -> None:
    case, _people = cast.arrived()
    Task.objects.exclude(kind=TaskKind.CONFIRM_FACTS).update(done_at=cast.now)
    text = page(client_of(cast.owner), f"/cases/{case.pk}/")
    assert "hw-next--theirs" in text
    assert "Waiting for Partner" in text


def test_hidden_and_missing_look_the_same(cast, client_of) -> None:
    case, _people = cast.arrived()
    stranger = client_of(cast.stranger)
    nothing = uuid4()
    hidden = page(stranger, f"/cases/{case.pk}/", 404).replace(str(case.pk), "")
    missing = page(stranger, f"/cases/{nothing}/", 404).replace(str(nothing), "")
    assert re.sub(TOKEN, "", hidden) == re.sub(TOKEN, "", missing)


def test_the_wrong_role_is_told_so(cast, client_of) -> None:
    case, _people = cast.arrived()
    page(client_of(cast.officer), f"/cases/{case.pk}/", 403)


def test_no_word_of_asylum_on_a_case_page(cast, client_of, as_app) -> None:
    case, people = cast.family()
    with as_app(cast.owner):
        cases.record_fact(
            case, FactKind.ASYLUM, "secret procedure", person=people[0],
            said_by=SaidBy.PERSON, said_on=cast.now.date(), by=cast.owner, at=cast.now,
        )  # fmt: skip
    text = page(client_of(cast.owner), f"/cases/{case.pk}/").lower()
    assert "secret procedure" not in text
    assert "asylum" not in text


def test_a_withdrawn_consent_names_nobody_and_closes_the_page(cast, client_of, as_app) -> None:
    case, _people = cast.arrived()
    partner = client_of(cast.partner)
    page(partner, f"/cases/{case.pk}/")
    with as_app(cast.owner):
        held = Consent.objects.filter(recipient_org=cast.partner_org, withdrawn_at__isnull=True)
        persons.withdraw_consent([c.pk for c in held], by=cast.owner, at=cast.now)
    page(partner, f"/cases/{case.pk}/", 404)
    assert "Nothing found" in page(partner, "/search/?q=ansah")


def test_a_suspended_agreement_closes_the_page(cast, client_of) -> None:
    case, _people = cast.arrived()
    partner = client_of(cast.partner)
    Agreement.objects.filter(lead_org=cast.host).update(status="suspended")
    page(partner, f"/cases/{case.pk}/", 404)


def test_who_sees_names_only_what_the_reader_is_cleared_for(cast, client_of) -> None:
    case, people = cast.family()
    cast.agree(cast.host, cast.partner_org, classes=frozenset({DataClass.PROTECTION}))
    cast.consent(people[0], cast.partner_org, classes=frozenset({DataClass.PROTECTION}))
    text = page(client_of(cast.owner), f"/cases/{case.pk}/")
    assert "Protection" not in text


def test_a_closed_case_says_why(cast, client_of) -> None:
    case, _people = cast.family()
    Case.objects.filter(pk=case.pk).update(
        closed_at=cast.now, closure_reason="left_area", stage="closure"
    )
    text = page(client_of(cast.owner), f"/cases/{case.pk}/")
    assert "Closed: Left the area" in text
    assert "Nothing is open" in text


def test_search_finds_persons_cases_and_services(cast, client_of) -> None:
    case, _people = cast.family()
    reindex([cast.service().pk])
    owner = client_of(cast.owner)
    assert f'href="/cases/{case.pk}/"' in page(owner, "/search/?q=ansah")
    assert f'href="/cases/{case.pk}/"' in page(owner, f"/search/?q={case.reference}")
    assert "Tailoring course" in page(owner, "/search/?q=tailoring")
    assert "Nothing found" in page(owner, "/search/?q=zzzz")
    assert page(owner, "/search/")


def test_search_shows_a_stranger_nothing_of_the_family(cast, client_of) -> None:
    case, _people = cast.arrived()
    stranger = client_of(cast.stranger)
    assert "Nothing found" in page(stranger, "/search/?q=ansah")
    assert "Nothing found" in page(stranger, f"/search/?q={case.reference}")


def test_reception_finds_no_person_by_searching(cast, client_of) -> None:
    cast.arrived()
    assert "Nothing found" in page(client_of(cast.officer), "/search/?q=ansah")


def test_actions_follow_stage_and_verb(cast, client_of) -> None:
    case, _people = cast.family()
    text = page(client_of(cast.owner), f"/cases/{case.pk}/")
    assert f'href="/cases/{case.pk}/announce/"' in text
    assert f'href="/cases/{case.pk}/referrals/new/"' not in text
    reader = cast.user("reader", cast.host, Role.PROGRAMME_MANAGER)
    text = page(client_of(reader), f"/cases/{case.pk}/")
    assert f'href="/cases/{case.pk}/announce/"' not in text


def test_another_worker_of_the_organisation_can_take_the_case(cast, client_of) -> None:
    case, _people = cast.arrived()
    other = cast.user("other", cast.partner_org, Role.CASE_MANAGER)
    assert f'action="/cases/{case.pk}/take/"' in page(client_of(other), f"/cases/{case.pk}/")
    assert f'action="/cases/{case.pk}/take/"' not in (
        page(client_of(cast.partner), f"/cases/{case.pk}/")
    )


def test_a_purpose_that_no_page_of_the_desk_has_opens_nothing(cast, client_of) -> None:
    case, people = cast.family()
    cast.agree(cast.host, cast.commission, Purpose.DECISION)
    cast.consent(people[0], cast.commission, Purpose.DECISION)
    page(client_of(cast.secretary), f"/cases/{case.pk}/", 404)
