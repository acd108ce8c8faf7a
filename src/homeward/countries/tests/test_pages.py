import re
from datetime import timedelta
from typing import Any

import pytest

from homeward.access.choices import Role
from homeward.countries import actions, queries
from homeward.countries.choices import FigureKind, SheetKind
from homeward.countries.models import LabourFact, Sheet, SheetVersion
from homeward.places.models import Area, Country

DAY = {"source_date_day": "1", "source_date_month": "3", "source_date_year": "2026"}


def form(desk: Any, **more: str) -> dict[str, str]:
    end = desk.today + timedelta(days=60)
    return {
        "title_en": "Roads", "body_en": "The road is open.", "source": "Radio", **DAY,
        "valid_until_day": str(end.day), "valid_until_month": str(end.month),
        "valid_until_year": str(end.year), **more,
    }  # fmt: skip


@pytest.fixture
def manager(desk, client_of) -> Any:
    return client_of(desk.manager)


def text_of(client: Any, url: str, **query: str) -> str:
    response = client.get(url, query)
    assert response.status_code == 200
    return str(response.content.decode())


def test_a_sheet_is_begun_written_and_published(desk, manager, client_of) -> None:
    begun = manager.post("/countries/GH/sheets/new/", {"kind": "situation"})
    assert begun.status_code == 302
    edit = begun.url
    assert manager.post(edit, form(desk)).url == edit
    reader = client_of(desk.cast.partner)
    assert "Roads" not in text_of(reader, "/countries/GH/")
    assert manager.post(edit, form(desk, publish="1")).status_code == 302
    assert "Roads" in text_of(reader, "/countries/GH/")
    sheet = Sheet.objects.get()
    shown = text_of(reader, f"/countries/sheets/{sheet.pk}/")
    assert "The road is open." in shown
    assert "Radio" in shown


def test_what_was_typed_stays_when_publishing_is_refused(desk, manager) -> None:
    draft = desk.begin(SheetKind.SECURITY)
    url = f"/countries/versions/{draft.pk}/edit/"
    response = manager.post(url, form(desk, source="", publish="1"))
    assert response.status_code == 409
    text = response.content.decode()
    assert "Name the source." in text
    assert "A security sheet says how severe the situation is." in text
    assert "The road is open." in text


def test_a_text_in_another_language_needs_its_language(desk, manager) -> None:
    draft = desk.begin()
    url = f"/countries/versions/{draft.pk}/edit/"
    refused = manager.post(url, form(desk, title_other="Akwan", body_other="Kwan no abue."))
    assert refused.status_code == 422
    assert "Kwan no abue." in refused.content.decode()
    given = form(desk, title_other="Akwan", body_other="Kwan no abue.", language_other="tw")
    assert manager.post(url, given).status_code == 302
    assert draft.texts.get(language="tw").title == "Akwan"
    # From then on the language has a place of its own.
    assert 'name="title_tw" value="Akwan"' in text_of(manager, url)


def test_an_expired_sheet_warns_in_words_and_asks_its_owner(desk, manager, client_of) -> None:
    version = desk.published()
    SheetVersion.objects.filter(pk=version.pk).update(valid_until=desk.today - timedelta(days=3))
    url = f"/countries/sheets/{version.sheet.pk}/"
    read = text_of(client_of(desk.cast.partner), url)
    assert "Out of date since" in read
    assert "Draft the next version" not in read
    assert "Draft the next version" in text_of(manager, url)
    assert "Renew: Situation: Ghana" in text_of(manager, "/countries/GH/")


def test_a_version_shows_word_by_word_what_it_changed(desk, client_of) -> None:
    first = desk.published()
    second = desk.next(first.sheet, {"en": ("Roads", "The road to the north is closed.")})
    reader = client_of(desk.cast.partner)
    shown = text_of(reader, f"/countries/versions/{second.pk}/")
    assert re.search(r"<del>open\.\s*</del><ins>closed\.\s*</ins>", shown)
    old = text_of(reader, f"/countries/versions/{first.pk}/")
    assert "Version 2 has superseded it." in old


def test_what_nobody_keeps_a_sheet_on_is_said_to_be_unknown(desk, client_of) -> None:
    desk.published()
    text = text_of(client_of(desk.cast.partner), "/countries/GH/")
    assert "That is no sign that it is calm." in text
    assert re.search(r"nobody keeps a sheet:\s+Security, Health care", text)


def test_sheets_are_found_by_kind_and_by_area(desk, client_of) -> None:
    ghana = Country.objects.get(pk="GH")
    north, coast = (Area.objects.create(country=ghana, name=name) for name in ("North", "Coast"))
    desk.published(SheetKind.HEALTH, {"en": ("Clinics", "Two.")}, area=north)
    desk.published(SheetKind.MARKET, {"en": ("Prices", "Up.")}, area=coast)
    desk.published(SheetKind.SITUATION)
    reader = client_of(desk.cast.partner)
    of_north = text_of(reader, "/countries/gh/", area=str(north.pk))
    assert "Clinics" in of_north
    assert "Roads" in of_north
    assert "Prices" not in of_north
    assert "Clinics" not in text_of(reader, "/countries/GH/", kind="market")
    for odd in ({"area": "x"}, {"kind": "x"}, {"area": "0"}):
        assert "Prices" in text_of(reader, "/countries/GH/", **odd)


def test_a_draft_is_its_owner_s_and_no_one_else_s(desk, client_of) -> None:
    draft = desk.save(desk.begin())
    url = f"/countries/versions/{draft.pk}/"
    assert client_of(desk.manager).get(url).status_code == 200
    for user in (desk.cast.partner, desk.cast.stranger):
        client = client_of(user)
        assert client.get(url).status_code == 404
        assert client.get(f"{url}edit/").status_code == 404
        assert client.post(f"{url}discard/").status_code == 404


def test_the_wrong_role_gets_403(desk, client_of) -> None:
    version = desk.published()
    provider = client_of(desk.cast.trainer)
    assert provider.get("/countries/GH/").status_code == 200
    assert provider.get("/countries/GH/sheets/new/").status_code == 403
    assert provider.post(f"/countries/sheets/{version.sheet.pk}/draft/").status_code == 403
    assert provider.post(f"/countries/sheets/{version.sheet.pk}/public/").status_code == 403
    assert client_of(desk.cast.partner).get("/countries/XX/").status_code == 404


def test_a_second_click_on_drafting_says_that_there_is_a_draft(desk, manager) -> None:
    version = desk.published()
    url = f"/countries/sheets/{version.sheet.pk}/draft/"
    assert manager.post(url).status_code == 302
    again = manager.post(url)
    assert again.status_code == 409
    assert "There is a draft of the next version already." in again.content.decode()


def test_a_draft_is_discarded_on_its_own_page(desk, manager) -> None:
    draft = desk.begin()
    url = f"/countries/versions/{draft.pk}/discard/"
    assert "What is published stays as it is." in text_of(manager, url)
    assert manager.post(url).url == "/countries/GH/"
    assert manager.post(url).status_code == 404


def test_the_profile_of_a_community_counts_with_its_source(desk, manager) -> None:
    begun = manager.post("/countries/BE/sheets/new/", {"kind": "community", "community_of": "GH"})
    url = begun.url
    refused = manager.post(url, form(desk, **{"community-size": "4000"}))
    assert refused.status_code == 422
    assert "A count needs its source and its day." in refused.content.decode()
    count = {
        "community-size": "4000", "community-size_source": "Statistics office",
        "community-size_on_day": "1", "community-size_on_month": "1",
        "community-size_on_year": "2026", "community-languages": ["tw", "en"],
    }  # fmt: skip
    manager.post(url, {**form(desk, publish="1"), **count})
    sheet = Sheet.objects.get()
    shown = text_of(manager, f"/countries/sheets/{sheet.pk}/")
    assert "Community of Ghana: Belgium" in shown
    assert "4,000" in shown
    assert "Statistics office" in shown


def test_facts_are_stated_found_and_taken_away(desk, manager, client_of) -> None:
    given = {
        "occupation": "Tailor", "demand": "many", "wage_from": "40", "wage_to": "60",
        "currency": "ghs", "period": "day", "source": "Labour office",
        "observed_on_day": "1", "observed_on_month": "3", "observed_on_year": "2023",
    }  # fmt: skip
    refused = manager.post("/countries/GH/labour/new/", {**given, "wage_to": "30"})
    assert refused.status_code == 409
    assert "The lowest wage is above the highest." in refused.content.decode()
    assert manager.post("/countries/GH/labour/new/", given).status_code == 302
    reader = client_of(desk.cast.owner)
    found = text_of(reader, "/countries/GH/labour/", q="tail")
    assert "40.00–60.00 GHS" in found
    assert "More than two years old" in found
    assert "No such fact" in text_of(reader, "/countries/GH/labour/", demand="none")
    fact = LabourFact.objects.get()
    url = f"/countries/facts/{fact.pk}/remove/"
    assert client_of(desk.cast.stranger).post(url).status_code == 409
    assert manager.post(url).url == "/countries/GH/labour/"
    assert not LabourFact.objects.exists()


def figure(year: int, value: int, **more: Any) -> actions.Read:
    given = {"kind": FigureKind.RETURNED_REFUGEES, "origin": "GH", "host": "BE"}
    return actions.Read(**{**given, **more}, year=year, value=value)


def test_figures_are_charts_with_tables_and_a_year_without_one_is_unknown(desk, manager) -> None:
    empty = text_of(manager, "/countries/GH/figures/")
    assert "which is not the same as nought" in empty
    read = [
        figure(2019, 10), figure(2021, 30), figure(2019, 5, host="FR"),
        figure(2021, 4, host=None, sex="f", age_from=0, age_to=4),
    ]  # fmt: skip
    actions.load_figures(read, source="UNHCR", source_date=desk.today)
    text = text_of(manager, "/countries/GH/figures/")
    assert "These are returns of refugees, not all returns" in text
    assert re.search(r'2019</th><td class="num" data-v="15">15</td>', text)
    assert re.search(r'2020</th><td class="num" data-v=""><em class="hw-unknown">', text)
    assert "45 people in 2 years with a figure" in text
    assert "0 to 4" in text
    corridor = text_of(manager, "/countries/GH/figures/", host="FR")
    assert "France to Ghana" in corridor
    assert "5 people in 1 year with a figure" in corridor
    sheet = manager.get("/countries/GH/figures/sheet/")
    assert sheet["Content-Disposition"] == 'attachment; filename="homeward-figures-GH.xlsx"'


def test_the_countries_are_listed_and_found(desk, manager) -> None:
    assert "Nothing is known of any country yet" in text_of(manager, "/countries/")
    desk.published()
    assert "Ghana" in text_of(manager, "/countries/", q="gha")
    assert "Nothing is known of such a country yet" in text_of(manager, "/countries/", q="zz")


def test_nobody_signed_in_reads_only_what_was_made_public(desk, manager, client) -> None:
    version = desk.published()
    with desk.as_app():
        assert queries.public_sheets("GH", on=desk.today) == []
    url = f"/countries/sheets/{version.sheet.pk}/public/"
    manager.post(url, {"public": "1"})
    with desk.as_app():
        (shown,) = queries.public_sheets("GH", "fr", on=desk.today)
        assert shown.text.body == "The road to the north is open."
    manager.post(url, {"public": "0"})
    with desk.as_app():
        assert queries.public_sheets("GH", on=desk.today) == []
    assert client.get("/countries/GH/").status_code == 302


def test_who_may_write_without_publishing_is_told_who_publishes(desk, client_of) -> None:
    draft = desk.begin()
    adviser = desk.cast.user("adviser", desk.cast.host, Role.EMPLOYMENT_ADVISER)
    text = text_of(client_of(adviser), f"/countries/versions/{draft.pk}/edit/")
    assert "Save and publish" not in text
    assert "publishes it." in text
