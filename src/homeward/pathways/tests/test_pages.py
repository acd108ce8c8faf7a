from datetime import timedelta
from typing import Any

from django.urls import reverse

from homeward.pathways.models import NetworkEvent, Pathway, Requirement

from .test_pathways import Office, office

__all__ = ["office"]


def day(name: str, on: Any) -> dict[str, str]:
    return {
        f"{name}_day": str(on.day),
        f"{name}_month": str(on.month),
        f"{name}_year": str(on.year),
    }


def test_a_pathway_is_added_found_and_only_its_own_organisation_changes_it(
    office: Office, client_of: Any
) -> None:
    lead = client_of(office.lead)
    given = {
        "title": "Care assistants", "kind": "work", "origin": "GH", "host": "BE",
        "ask": "Labour office", "source": "Gazette",
        **day("verify_by", office.today + timedelta(days=60)),
    }  # fmt: skip
    new = reverse("pathways:new")
    assert lead.post(new, {**given, "host": "GH"}).status_code == 409
    lead.post(new, given)
    here = [Pathway.objects.get().pk]
    page = client_of(office.cast.stranger).get(reverse("pathways:pathway", args=here)).text
    assert "Unknown" in page
    assert "Care assistants" in lead.get(reverse("pathways:index"), {"origin": "GH"}).text
    local = client_of(office.local)
    assert local.get(reverse("pathways:change", args=here)).status_code == 404
    assert client_of(office.cast.finance).get(new).status_code == 403


def test_requirements_are_asked_kind_by_kind_and_changed_from_a_day_on(
    office: Office, client_of: Any
) -> None:
    way, lead, local = office.pathway(), client_of(office.lead), client_of(office.local)
    ask, see = (reverse(f"pathways:{n}", args=[way.pk]) for n in ("requirements", "pathway"))
    assert "kind=language" in lead.get(ask).text
    since = day("valid_from", office.today - timedelta(days=40))
    said = {"language": "nl", "level": "A2", "is_must": "on", "source": "Gazette", **since}
    kind = f"{ask}?kind=language"
    nothing = lead.post(kind, {**said, "language": "", "level": "", "source": ""})
    assert nothing.status_code == 409
    assert "Say what exactly is asked for." in nothing.text
    lead.post(kind, said)
    lead.post(f"{ask}?kind=money", {"amount": "60", "currency": "eur", "source": "Tariff", **since})
    page = local.get(see).text
    assert "Dutch, level A2 at least" in page
    assert "60 EUR" in page.replace("\xa0", " ")
    first, fee = Requirement.objects.order_by("position")
    change, end = (reverse(f"pathways:{n}_requirement", args=[first.pk]) for n in ("change", "end"))
    assert 'value="A2" selected' in lead.get(change).text
    lead.post(change, {**said, "level": "B1", **day("valid_from", office.today)})
    assert "level B1 at least" in local.get(see).text
    assert lead.post(change, said).status_code == 409
    lead.post(reverse("pathways:end_requirement", args=[fee.pk]))
    assert "60 EUR" in local.get(see).text.replace("\xa0", " ").split("Asked earlier")[1]
    for address in (change, end):
        assert local.get(address).status_code == 404
        assert client_of(office.cast.finance).get(address).status_code == 403


def test_the_log_shows_next_steps_and_markets_their_rule(office: Office, client_of: Any) -> None:
    office.contact()
    office.rule()
    office.fact(10, 90)
    office.watch()
    local = client_of(office.local)
    assert "Send profiles" in local.get(reverse("pathways:outreach"), {"state": "open"}).text
    assert "Full now" in local.get(reverse("pathways:markets")).text
    for name in ("sectors", "leads", "events"):
        assert local.get(reverse(f"pathways:{name}")).status_code == 200
    assert client_of(office.cast.trainer).get(reverse("pathways:outreach")).status_code == 403


def test_an_event_is_planned_and_reported_by_pages(office: Office, client_of: Any) -> None:
    lead = client_of(office.lead)
    given = {
        "kind": "job_fair", "title": "Fair", "country": "GH", "place": "Accra",
        **day("starts_on", office.today), **day("ends_on", office.today),
    }  # fmt: skip
    lead.post(reverse("pathways:new_event"), given)
    here = [NetworkEvent.objects.get().pk]
    report = reverse("pathways:report", args=here)
    lead.post(report, {"visitors": "20", "outcome": "Good"})
    assert lead.post(report, {"outcome": "Again"}).status_code == 409
    assert "Unknown" in client_of(office.local).get(reverse("pathways:event", args=here)).text
