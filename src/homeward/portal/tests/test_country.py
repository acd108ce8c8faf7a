"""The person reads what is written on the country they return to, in their own language."""

from datetime import timedelta

from homeward.access.choices import Role
from homeward.countries.choices import SheetKind
from homeward.countries.models import Sheet, SheetText, SheetVersion
from homeward.portal.tests.test_pages import returnee


def written(cast, kind: SheetKind = SheetKind.RETURNEES, country: str = "GH", **fields):
    manager = cast.user(f"m{Sheet.objects.count()}", cast.commission, Role.COMMISSION_SECRETARY)
    sheet = Sheet.objects.create(kind=kind, country_id=country, owner_org=cast.commission)
    today = cast.now.date()
    version = SheetVersion.objects.create(
        sheet=sheet, number=1, source="Commission", source_date=today, written_by=manager,
        written_at=cast.now,
        **{"status": "published", "published_at": cast.now, "published_by": manager,
           "valid_until": today + timedelta(days=9), **fields},
    )  # fmt: skip
    for code, title in (("en", f"{kind} {country}"), ("fr", f"fr {kind} {country}")):
        SheetText.objects.create(version=version, language=code, title=title, body="Keep papers.")
    return version


def shown(cast, client_of) -> str:
    _case, people = cast.family()
    person = returnee(cast, people[0])
    page = client_of(person).get("/portal/country/")
    assert page.status_code == 200
    return str(page.content.decode())


def test_only_what_is_published_for_who_returns_there_is_shown(cast, client_of) -> None:
    written(cast)
    written(cast, country="BE")
    written(cast, kind=SheetKind.MARKET)
    text = shown(cast, client_of)
    assert "returnees GH" in text
    assert "returnees BE" not in text
    assert "market GH" not in text


def test_a_draft_is_not_shown(cast, client_of) -> None:
    written(cast, status="draft", published_at=None, published_by=None)
    assert "Nothing is written yet" in shown(cast, client_of)


def test_what_is_out_of_date_says_so_in_plain_words(cast, client_of) -> None:
    written(cast, valid_until=cast.now.date() - timedelta(days=2))
    assert "Ask your case manager whether it still is." in shown(cast, client_of)


def test_it_is_shown_in_the_person_s_language(cast, client_of) -> None:
    written(cast)
    _case, people = cast.family()
    client = client_of(returnee(cast, people[0]))
    client.cookies["django_language"] = "fr"
    text = client.get("/portal/country/").content.decode()
    assert "fr returnees GH" in text
    assert 'href="/portal/country/"' in client.get("/portal/").content.decode()


def test_staff_have_pages_of_their_own(cast, client_of) -> None:
    assert client_of(cast.owner).get("/portal/country/").status_code == 403
