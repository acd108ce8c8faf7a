"""The public pages: what is published, in three languages, without a trace of the visitor."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.staticfiles import finders

from homeward.access.choices import Role
from homeward.core.limits import Limit
from homeward.countries import actions as sheets
from homeward.countries.choices import SheetKind
from homeward.exchange import importer
from homeward.exchange.readings import Reading
from homeward.places.models import Area, Country
from homeward.public import answers, views
from homeward.services.models import FaultReport, Service
from homeward.services.records import (
    AreaRecord,
    DirectoryRecord,
    LocationRecord,
    OrganisationRecord,
    PhoneRecord,
    PlaceRecord,
    ServiceRecord,
    WordsRecord,
)
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

OAK = OrganisationRecord(source_id="o1", name="Oak Centre", country="GH", kind="provider")
TEMA, ELMINA, HIDDEN_AREA = (AreaRecord(name=n) for n in ("Tema", "Elmina", "Farplace"))
HALL = LocationRecord(
    source_id="l1", kind="physical", name="Oak Hall", country="GH", area=TEMA,
    latitude=5.6, longitude=-0.1,
)  # fmt: skip
BEACH = LocationRecord(
    source_id="l3", kind="physical", name="Beach House", country="GH", area=ELMINA,
    latitude=5.0, longitude=-1.3,
)  # fmt: skip
HIDDEN = LocationRecord(
    source_id="l2", kind="physical", name="Willow House", address="9 Secret Lane", country="GH",
    area=HIDDEN_AREA, latitude=5.7, longitude=-0.2, is_confidential=True,
)  # fmt: skip


def service(key: str, name: str, place: str, **more: Any) -> ServiceRecord:
    return ServiceRecord(
        source_id=key, organisation="o1", language="en", words=WordsRecord(name=name),
        at_locations=(PlaceRecord(location=place),),
        **{"is_published": True, "category": "training", **more},
    )  # fmt: skip


DIRECTORY = DirectoryRecord(
    source="test",
    organisations=(OAK,),
    locations=(HALL, HIDDEN, BEACH),
    services=(
        service(
            "s1", "Welding course", "l1", texts={"ar": WordsRecord(name="دورة لحام")},
            phones=(PhoneRecord(number="+233 1"),), places_free=3, groups=("women",),
        ),
        service("s2", "Shelter", "l2", category="housing"),
        service("s3", "Not yet public", "l1", is_published=False),
        service("s4", "Net mending", "l3"),
    ),
)  # fmt: skip


@pytest.fixture(autouse=True)
def directory(as_app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "PER_ADDRESS", Limit("public", 1_000_000, 60))
    with as_app():
        importer.run(DIRECTORY, Reading())


def text(client: Any, path: str, **asked: Any) -> str:
    response = client.get(f"/public/{path}", asked)
    assert response.status_code == 200, response.content
    return str(response.content.decode())


def pk(source_id: str) -> Any:
    return Service.objects.get(source_id=source_id).pk


def test_the_country_is_listed_with_how_many_are_published(client: Any) -> None:
    assert "3 services" in text(client, "en/")
    assert "Ghana" in text(client, "en/")


def test_the_list_shows_what_is_published_and_nothing_else(client: Any) -> None:
    page = text(client, "en/GH/")
    assert "Welding course" in page
    assert "Shelter" in page
    assert "Not yet public" not in page


def test_what_is_not_published_has_no_page_and_no_line_in_the_sitemap(client: Any) -> None:
    assert client.get(f"/public/en/service/{pk('s3')}/").status_code == 404
    assert client.get(f"/public/en/service/{pk('s3')}/report/").status_code == 404
    sitemap = text(client, "sitemap.xml")
    assert str(pk("s3")) not in sitemap
    assert str(pk("s1")) in sitemap


@pytest.mark.parametrize("path", ["en/GH/", "en/GH/?all=1", "en/GH/questions/?need=housing"])
def test_a_confidential_place_is_nowhere_in_a_list(client: Any, path: str) -> None:
    page = client.get(f"/public/{path}").content.decode()
    assert "Shelter" in page
    for word in ("Willow", "Secret", "Farplace", "5.7"):
        assert word not in page
    assert "Confidential place" in page


def test_a_confidential_place_is_not_on_its_own_page(client: Any) -> None:
    page = text(client, f"en/service/{pk('s2')}/")
    for word in ("Willow", "Secret", "Farplace"):
        assert word not in page
    assert "told on the phone" in page


def test_a_confidential_place_can_t_be_guessed_by_searching_its_area(client: Any) -> None:
    assert "Shelter" not in text(client, "en/GH/", q="Farplace")
    assert "Shelter" in text(client, "en/GH/", q="shelter")
    hidden = Area.objects.get(name="Farplace")
    assert "Shelter" not in text(client, "en/GH/", area=hidden.pk)


def test_it_is_found_and_shown_in_arabic(client: Any) -> None:
    page = text(client, "ar/GH/", q="لحام")
    assert "دورة لحام" in page
    assert 'dir="rtl"' in page
    assert "Net mending" not in page


def test_each_filter_narrows_and_stays_in_the_address(client: Any) -> None:
    tema = Area.objects.get(name="Tema")
    for asked in ({"area": tema.pk}, {"places": "free"}, {"group": "women"}, {"q": "weld"}):
        page = text(client, "en/GH/", **asked)
        assert "Welding course" in page
        assert "Net mending" not in page
        [name] = asked
        assert f"{name}=" in page


@pytest.mark.parametrize("asked", [{"area": "x"}, {"need": "x"}, {"page": "x"}])
def test_what_can_t_be_meant_is_left_out(client: Any, asked: dict[str, str]) -> None:
    assert "Welding course" in text(client, "en/GH/", **asked)


def test_the_language_switch_keeps_the_page_and_its_filters(client: Any) -> None:
    page = text(client, "en/GH/", q="weld")
    assert re.search(
        r'href="http://testserver/public/ar/GH/\?q=weld" lang="ar" hreflang="ar"', page
    )
    assert page.count('rel="alternate"') == 3


@pytest.mark.parametrize(
    "path", ["en/", "en/GH/", "ar/GH/questions/", "sitemap.xml", "", "fr/service/{}/"]
)
def test_no_cookie_is_set_and_caches_may_keep_it(client: Any, path: str) -> None:
    response = client.get(f"/public/{path.format(pk('s1'))}")
    assert not response.cookies
    assert response.headers["Cache-Control"].startswith("public")
    assert "Cookie" not in response.headers.get("Vary", "")


def test_a_page_that_the_reader_has_is_not_sent_again(client: Any) -> None:
    first = client.get("/public/en/GH/")
    again = client.get("/public/en/GH/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_three_questions_lead_to_services_with_their_reasons(client: Any) -> None:
    tema = Area.objects.get(name="Tema")
    page = text(client, "en/GH/questions/", need="training", area=tema.pk, group="women")
    assert "Welding course" in page
    assert "It helps with what you need" in page
    assert "It is in Tema" in page
    assert "Net mending" not in page
    # Its place is not told, so that it can't be ruled out.
    assert "ask on the phone" in text(client, "en/GH/questions/", need="housing", area=tema.pk)


@pytest.mark.parametrize("path", ["xx/", "en/gh/", "en/BE/", "en/ZZ/questions/"])
def test_what_is_not_there_is_a_404(client: Any, path: str) -> None:
    assert client.get(f"/public/{path}").status_code == 404


def test_a_page_is_small_enough_for_a_slow_phone(client: Any) -> None:
    """Without the map, which is fetched when it is reached: below 100 kB, and no font."""
    page = client.get("/public/ar/GH/")
    sheets = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', page.content.decode())
    own = [sheet for sheet in sheets if not sheet.startswith("places/")]
    files = [finders.find(name) for name in [*own, "public/icons.svg"]]
    size = sum(len(open(name, "rb").read()) for name in files if name)  # noqa: SIM115
    assert len(own) == 4
    assert size + len(page.content) < 100_000
    assert "htmx" not in page.content.decode()


def test_the_icons_are_the_house_s_own() -> None:
    core, own = (open(finders.find(f"{a}/icons.svg")).read() for a in ("core", "public"))  # noqa: SIM115
    for line in own.splitlines()[1:-1]:
        assert line in core.splitlines()


def test_a_mistake_is_told_without_a_name(client: Any) -> None:
    address = f"/public/en/service/{pk('s1')}/report/"
    refused = client.post(address, {"fault": "", "text": "The gate is shut"})
    assert refused.status_code == 422
    assert "The gate is shut" in refused.content.decode()
    done = client.post(address, {"fault": "closed", "text": "The gate is shut"})
    assert "Thank you" in done.content.decode()
    [report] = FaultReport.objects.all()
    assert (report.fault, report.text, report.told_by) == ("closed", "The gate is shut", None)
    assert not done.cookies


def test_a_program_that_fills_every_field_tells_nothing(client: Any) -> None:
    given = {"fault": "closed", "text": "Buy this", "website": "http://example.org"}
    client.post(f"/public/en/service/{pk('s1')}/report/", given)
    assert not FaultReport.objects.exists()


def test_who_tells_too_often_waits(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "REPORTS", Limit("public-report", 1, 60))
    address = f"/public/en/service/{pk('s1')}/report/"
    sent = [client.post(address, {"fault": "closed"}).status_code for _ in range(2)]
    assert sent == [200, 429]


def _publish(as_app: Any, by: Any, kind: SheetKind, *, is_public: bool, at: Any) -> None:
    title = "عند العودة" if is_public else "For staff alone"
    with as_app(by):
        draft = sheets.begin_sheet(kind, Country.objects.get(pk="GH"), by=by, at=at)
        draft = sheets.save_draft(
            draft, {"ar": (title, "اسأل عن بطاقة الهوية.")}, source="District assembly",
            source_date=at.date(), valid_until=at.date() + timedelta(days=90), severity=None,
            by=by, at=at,
        )  # fmt: skip
        sheets.publish(draft, by=by, at=at)
        if is_public:
            sheets.set_public(draft.sheet, True, by=by)


def test_country_and_procedures_shows_what_is_published_of_the_country(
    client: Any, cast: Any, as_app: Any
) -> None:
    manager = cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)
    for is_public, kind in ((True, SheetKind.RETURNEES), (False, SheetKind.SITUATION)):
        _publish(as_app, manager, kind, is_public=is_public, at=cast.now)
    page = text(client, "ar/GH/about/")
    assert "عند العودة" in page
    assert "For staff alone" not in page
    assert not client.get("/public/ar/GH/about/").cookies


def test_a_country_without_a_sheet_leads_to_its_services(client: Any) -> None:
    assert "/public/en/GH/" in text(client, "en/GH/about/")


def test_the_report_of_a_mistake_is_a_wait_of_who_keeps_the_entry(client: Any, cast: Any) -> None:
    client.post(f"/public/en/service/{pk('s1')}/report/", {"fault": "closed"})
    assert Task.objects.filter(kind=TaskKind.MEND_SERVICE).count() == 1
