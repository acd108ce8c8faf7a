from typing import Any

import pytest
from django.urls import reverse

from homeward.access.choices import Role
from homeward.core.limits import FAILED
from homeward.employment import actions
from homeward.employment.models import (
    Candidacy,
    Employer,
    Interview,
    JobSearch,
    Placement,
    RetentionCheck,
)
from homeward.offers.models import Offer


def url(name: str, *args: Any) -> str:
    return reverse(f"employment:{name}", args=args)


def day(name: str, on: Any) -> dict[str, str]:
    return {
        f"{name}_day": str(on.day),
        f"{name}_month": str(on.month),
        f"{name}_year": str(on.year),
    }


@pytest.fixture
def browser(ready: Any, client_of: Any) -> Any:
    return client_of(ready.adviser)


def test_an_adviser_enters_an_employer_and_a_vacancy(ready: Any, browser: Any) -> None:
    today = day("confirmed_on", ready.cast.now.date())
    made = browser.post(
        url("new_employer"),
        {"name": "Port services", "sector": "H", "headquarters": "BE", "source": "Visit", **today},
    )
    employer = Employer.objects.get(organisation__name="Port services")
    assert made.url == url("employer", employer.pk)
    assert employer.is_of_host_country
    browser.post(
        url("new_vacancy", employer.pk),
        {"kind": "on_the_job", "title": "Crane operator", "places_total": "2", "wage": "900",
         "currency": "ghs", "wage_period": "month"},
    )  # fmt: skip
    offer = Offer.objects.get(title="Crane operator")
    page = browser.get(url("vacancy", offer.pk)).content.decode()
    assert "Crane operator" in page
    assert "900.00 GHS" in page
    browser.post(
        url("subsidy", offer.pk),
        {"kind": "share", "share": "50", "currency": "GHS", "months": "6", "source": "Call"},
    )
    assert offer.subsidy.share == 50
    listed = browser.get(url("vacancies") + "?subsidised=on").content.decode()
    assert "Crane operator" in listed
    assert "Packer" not in listed
    assert "Port services" in browser.get(url("employers") + "?which=host").content.decode()


def test_a_wage_without_its_currency_is_asked_back_and_what_was_typed_stays(
    ready: Any, browser: Any
) -> None:
    refused = browser.post(
        url("new_vacancy", ready.employer.pk),
        {"kind": "vacancy", "title": "Night guard", "wage": "900"},
    )
    assert refused.status_code == 422
    assert "Night guard" in refused.content.decode()


def test_the_adviser_s_way_from_the_search_to_the_placement(ready: Any, browser: Any) -> None:
    case, today = ready.case, ready.cast.now.date()
    tab = browser.get(url("of_case", case.pk)).content.decode()
    assert "Begin a search" in tab
    browser.post(
        url("new_search", case.pk),
        {"person": str(ready.people[0].pk), "kinds": ["vacancy"], **day("began_on", today)},
    )
    assert JobSearch.objects.count() == 1
    browser.post(
        url("propose", case.pk),
        {"person": str(ready.people[0].pk), "offer": str(ready.offer.pk), "note": "Sews well"},
    )
    found = Candidacy.objects.get()
    browser.post(url("wish", found.pk), {"wish": "yes"})
    browser.post(url("shortlist", found.pk), {"facts": ["age"]})
    assert ready.status(found) == "shortlisted"
    browser.post(url("answer", found.pk), {"answer": "yes", "place": "Gate 2", **day("on", today)})
    browser.post(
        url("interview", found.pk), {"place": "Gate 2", "starts_at": "09:30", **day("on", today)}
    )
    calendar = browser.get(url("invitation", Interview.objects.get().pk))
    assert calendar["Content-Type"].startswith("text/calendar")
    assert "Ansah" not in calendar.content.decode()
    browser.post(url("outcome", found.pk), {"outcome": "hire"})
    refused = browser.post(url("place", found.pk), {"contract": "permanent"})
    assert refused.status_code == 422
    browser.post(url("place", found.pk), {
        "contract": "permanent", "written_contract": "yes", "social_protection": "unknown",
        "safe": "yes", **day("starts_on", today),
    })  # fmt: skip
    page = browser.get(url("candidacy", found.pk)).content.decode()
    assert ready.status(found) == "placed"
    assert "Decent work" in page
    assert "After 12 months" in page
    assert JobSearch.objects.get().end_reason == "placed"
    funnel = browser.get(url("funnel")).content.decode()
    assert "In work after 3 months" in funnel
    assert browser.get(url("funnel_sheet")).status_code == 200
    assert case.reference in browser.get(url("funnel_cases") + "?step=placed").content.decode()
    for by in ("sex", "age", "area", "kind", "subsidy"):
        assert browser.get(url("funnel") + f"?by={by}").status_code == 200


def test_a_refusal_says_every_reason_and_changes_nothing(agency: Any, client_of: Any) -> None:
    found = agency.agreed()
    answer = client_of(agency.adviser).post(url("shortlist", found.pk), {"facts": ["age"]})
    assert answer.status_code == 409
    assert "consent does not cover" in answer.content.decode()
    assert "No agreement in force" in answer.content.decode()
    assert agency.status(found) == "agreed"


def test_the_employer_s_page_shows_the_candidate_under_a_number(ready: Any, client: Any) -> None:
    found = ready.shortlisted()
    token = ready.act(actions.make_link, ready.employer)
    home = client.get(url("link", token)).content.decode()
    assert found.number in home
    page = client.get(url("link_candidate", token, found.pk)).content.decode()
    assert "Tailor, 6 years" in page
    assert not any(name in page for name in ("Efua", "Ansah", "+233"))
    answer = {"answer": "yes", "place": "Gate 2", **day("on", ready.cast.now.date())}
    assert client.post(url("link_candidate", token, found.pk), answer).status_code == 302
    assert ready.status(found) == "wanted"
    again = client.post(url("link_candidate", token, found.pk), answer)
    assert again.status_code == 409


def test_an_employer_refuses_only_with_a_reason(ready: Any, client: Any) -> None:
    found = ready.shortlisted()
    token = ready.act(actions.make_link, ready.employer)
    page = url("link_candidate", token, found.pk)
    assert client.post(page, {"answer": "no"}).status_code == 409
    assert client.post(page, {"answer": "no", "refusal": "skills"}).status_code == 302
    assert ready.status(found) == "refused"


def test_the_employer_keeps_its_own_vacancies_and_no_other_s(ready: Any, client: Any) -> None:
    token = ready.act(actions.make_link, ready.employer)
    client.post(url("link_new_vacancy", token), {"kind": "vacancy", "title": "Driver"})
    made = Offer.objects.get(title="Driver")
    client.post(
        url("link_change_vacancy", token, made.pk), {"kind": "vacancy", "title": "Lorry driver"}
    )
    client.post(url("link_close_vacancy", token, made.pk))
    made.refresh_from_db()
    assert (made.title, made.status) == ("Lorry driver", "closed")
    other = Offer.objects.create(organisation=ready.cast.provider, kind="vacancy", title="Other")
    assert client.get(url("link_change_vacancy", token, other.pk)).status_code == 404


def test_the_employer_says_who_still_works_there_and_not_before_the_day(
    ready: Any, client: Any
) -> None:
    placement = ready.placed()
    token = ready.act(actions.make_link, ready.employer)
    check = placement.checks.first()
    assert client.get(url("link_keep", token, check.pk)).status_code == 404
    RetentionCheck.objects.filter(pk=check.pk).update(due_on=ready.cast.now.date())
    assert "3 months after the first day" in client.get(url("link", token)).content.decode()
    client.post(url("link_keep", token, check.pk), {"says": "works_here"})
    check.refresh_from_db()
    assert (check.employer_says, check.outcome) == ("works_here", "")


def test_guessing_links_is_slowed_down(client: Any) -> None:
    codes = {client.get(url("link", f"guess{n}")).status_code for n in range(FAILED.most + 2)}
    assert codes == {404, 429}


def test_the_link_is_shown_once(ready: Any, browser: Any) -> None:
    page = url("employer", ready.employer.pk)
    browser.post(url("make_link", ready.employer.pk))
    assert "/w/" in browser.get(page).content.decode()
    assert "/w/" not in browser.get(page).content.decode()


def test_a_stranger_gets_404_and_a_role_without_the_verb_403(ready: Any, client_of: Any) -> None:
    found = ready.shortlisted()
    stranger = client_of(ready.cast.stranger)
    assert stranger.get(url("candidacy", found.pk)).status_code == 404
    assert stranger.get(url("of_case", ready.case.pk)).status_code == 404
    page = stranger.get(url("vacancy", ready.offer.pk)).content.decode()
    assert found.number not in page
    assert client_of(ready.cast.officer).get(url("vacancies")).status_code == 403


def test_a_programme_manager_reads_vacancies_without_their_candidates(
    ready: Any, client_of: Any
) -> None:
    found = ready.shortlisted()
    manager = ready.cast.user("pm", ready.cast.partner_org, Role.PROGRAMME_MANAGER)
    browser = client_of(manager)
    assert found.number not in browser.get(url("vacancy", ready.offer.pk)).content.decode()
    assert browser.get(url("candidacy", found.pk)).status_code == 403
    assert browser.get(url("funnel")).status_code == 200


def test_a_placement_is_checked_on_its_page(ready: Any, browser: Any) -> None:
    placement = ready.placed()
    check = placement.checks.first()
    today = ready.cast.now.date()
    answer = {"outcome": "unknown", **day("asked_on", today)}
    assert browser.post(url("check", check.pk), answer).status_code == 409
    RetentionCheck.objects.filter(pk=check.pk).update(due_on=today)
    assert browser.post(url("check", check.pk), answer).status_code == 302
    assert Placement.objects.get().checks.first().outcome == "unknown"
