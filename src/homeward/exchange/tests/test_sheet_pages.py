"""The wizard on its pages: from an unknown layout to a second sheet that needs no naming."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.actors.models import Actor, ActorName
from homeward.conftest import Cast
from homeward.core.spreadsheets import xlsx
from homeward.exchange import jobs
from homeward.exchange.sheets import rules
from homeward.exchange.sheets.models import Layout, LayoutValue, Sheet
from homeward.places.models import Area, Country
from homeward.programmes.models import Participation, Presence, Programme

HEADER = [
    "Organisation de mise en œuvre", "Bailleur", "Secteur", "Activité", "Région", "Cercle",
    "Statut",
]  # fmt: skip
ROWS = [
    ["Aide Directe", "Fonds Commun", "Santé", "Clinique", "Nord", "Rives", "En cours"],
    ["Aide Directe", "Fonds Commun", "Santé", "Clinique", "Nord", "Collines", "En cours"],
    ["Secour Populaire", "", "Choses diverses", "Marché", "Ailleurs", "Zone X", "Terminé"],
]
COLUMNS = ["doer", "donor", "sector", "activity", "admin1", "admin2", "status"]


@pytest.fixture
def manager(cast: Cast) -> User:
    return cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)


@pytest.fixture
def areas(cast: Cast) -> dict[str, Area]:
    ghana = Country.objects.get(pk="GH")
    north = Area.objects.create(country=ghana, pcode="XY01", name="Nord", level=1)
    made = {"Nord": north}
    for code, name in (("XY0101", "Rives"), ("XY0102", "Collines")):
        made[name] = Area.objects.create(
            country=ghana, pcode=code, name=name, level=2, parent=north
        )
    return made


def upload(client: Any, rows: list[list[str]] = ROWS, header: list[str] = HEADER) -> Sheet:
    file = SimpleUploadedFile("3w_2025-08.xlsx", xlsx("3W", header, rows))
    client.post("/exchange/sheets/", {"file": file})
    return Sheet.objects.latest("uploaded_at")


def named(client: Any, sheet: Sheet, **other: str) -> Any:
    posted = {f"column_{n}": name for n, name in enumerate(COLUMNS)}
    posted |= {"name": "Cluster sheet", "country": "GH", "year": "2025", "month": "8"}
    return client.post(f"/exchange/sheets/{sheet.pk}/columns/", {**posted, **other}, follow=True)


def test_the_whole_way(manager: User, areas: dict[str, Area], client_of: Callable) -> None:
    known = Actor.objects.create(name="Secours Populaire", kind="national_ngo", country_id="GH")
    client = client_of(manager)
    sheet = upload(client)
    at = f"/exchange/sheets/{sheet.pk}/"
    page = client.get(f"{at}columns/").content.decode()
    assert "by its heading" in page
    assert "Clinique" in page
    text = named(client, sheet).content.decode()
    assert "2 of 3 rows (66.7 %) lie in a known area" in text
    assert "Import the sheet" in text
    listed = client.get(f"{at}problems/").content.decode("utf-8-sig")
    assert "Ailleurs / Zone X" in listed
    assert not Presence.objects.exists()

    page = client.get(f"{at}organisations/").content.decode()
    assert re.search(r"Secours Populaire \(\d+ of 100 alike\)", page)
    client.post(
        f"{at}organisations/", {"key_0": "GH:secour populaire", "answer_0": f"actor:{known.pk}"}
    )
    health = client.get(f"{at}sectors/").content.decode()
    assert "Choses diverses" in health
    client.post(f"{at}sectors/", {"key_0": "choses diverses", "answer_0": "none"})
    client.post(f"{at}places/", {"key_0": "GH:ailleurs/zone x", "typed_0": "XY0102 Collines"})
    text = client.get(at).content.decode()
    assert "3 of 3 rows (100.0 %)" in text

    text = client.post(f"{at}import/", follow=True).content.decode()
    assert "Imported. The next sheet of this layout needs no naming." in text
    assert Presence.objects.count() == 3
    last = Presence.objects.get(activity="Marché")
    assert (last.actor, last.area, last.sector) == (known, areas["Collines"], None)
    assert ActorName.objects.filter(actor=known, key="secour populaire", country="GH").exists()
    assert {p.code for p in Programme.objects.filter(source="3w:cluster-sheet")}
    parts = Participation.objects.filter(programme__source="3w:cluster-sheet")
    assert set(parts.values_list("role", flat=True)) == {"funding", "extending", "implementing"}
    sheet.refresh_from_db()
    assert bytes(sheet.content) == b""


def test_a_known_layout_goes_straight_to_its_preview(
    manager: User, areas: dict[str, Area], client_of: Callable
) -> None:
    client = client_of(manager)
    first = upload(client)
    named(client, first)
    client.post(f"/exchange/sheets/{first.pk}/import/")
    later = [
        ROWS[0],
        [*ROWS[1][:6], "Terminé"],
        ["Aide Directe", "", "EHA", "Puits", "Nord", "", ""],
    ]
    second = upload(client, later, [name.upper() for name in HEADER])
    assert second.layout == Layout.objects.get()
    client.post(f"/exchange/sheets/{second.pk}/import/")
    second.refresh_from_db()
    counts = second.report["counts"]["presence"]
    assert counts == {"new": 1, "changed": 1, "unchanged": 1}
    assert second.report["gone"] == 1
    assert Presence.objects.count() == 4


def test_the_same_sheet_again_changes_nothing(
    manager: User, areas: dict[str, Area], client_of: Callable
) -> None:
    client = client_of(manager)
    for _time in range(2):
        sheet = upload(client)
        if sheet.layout is None:
            named(client, sheet)
        client.post(f"/exchange/sheets/{sheet.pk}/import/")
    sheet.refresh_from_db()
    assert sheet.report["counts"] == {
        "presence": {"unchanged": 3},
        "programme": {"unchanged": 2},
    }
    assert Actor.objects.filter(name="Aide Directe").count() == 1


def test_what_is_missing_is_told_at_once_and_what_was_chosen_stays(
    manager: User, areas: dict[str, Area], client_of: Callable
) -> None:
    client = client_of(manager)
    sheet = upload(client)
    page = named(client, sheet, column_0="", country="", name="Kept words")
    text = page.content.decode()
    assert page.status_code == 409
    for words in ("No column says who", "choose it", "Kept words"):
        assert words in text
    assert not Layout.objects.exists()


def test_a_sheet_of_persons_is_refused_and_not_kept(manager: User, client_of: Callable) -> None:
    rows = [["Aide Directe", "Nord", "Efua Example"]]
    file = SimpleUploadedFile("f.xlsx", xlsx("S", ["Organisation", "Région", "Prénoms"], rows))
    page = client_of(manager).post("/exchange/sheets/", {"file": file})
    assert page.status_code == 409
    assert "Prénoms" in page.content.decode()
    assert not Sheet.objects.exists()


def test_a_place_that_is_none_is_told_and_stays(
    manager: User, areas: dict[str, Area], client_of: Callable
) -> None:
    client = client_of(manager)
    sheet = upload(client)
    named(client, sheet)
    posted = {"key_0": "GH:ailleurs/zone x", "typed_0": "Atlantis"}
    page = client.post(f"/exchange/sheets/{sheet.pk}/places/", posted)
    assert page.status_code == 400
    assert "Nothing here is called so: Atlantis" in page.content.decode()
    assert not LayoutValue.objects.exists()


def test_a_decision_is_taken_back(
    manager: User, areas: dict[str, Area], client_of: Callable
) -> None:
    client = client_of(manager)
    sheet = upload(client)
    named(client, sheet)
    at = f"/exchange/sheets/{sheet.pk}/"
    client.post(f"{at}organisations/", {"key_0": "GH:aide directe", "answer_0": "out"})
    assert "2 of 3" not in client.get(at).content.decode()
    value = LayoutValue.objects.get()
    client.post(f"{at}words/{value.pk}/again/")
    assert not LayoutValue.objects.exists()


def test_rows_left_out_are_not_imported(
    manager: User, areas: dict[str, Area], client_of: Callable
) -> None:
    client = client_of(manager)
    sheet = upload(client)
    named(client, sheet)
    at = f"/exchange/sheets/{sheet.pk}/"
    client.post(f"{at}organisations/", {"key_0": "GH:aide directe", "answer_0": "out"})
    client.post(f"{at}import/")
    assert Presence.objects.count() == 1


def test_a_long_sheet_is_left_to_the_worker(
    manager: User,
    areas: dict[str, Area],
    client_of: Callable,
    monkeypatch: pytest.MonkeyPatch,
    as_app,
) -> None:
    monkeypatch.setattr(rules, "AT_ONCE", 2)
    client = client_of(manager)
    sheet = upload(client)
    named(client, sheet)
    page = client.post(f"/exchange/sheets/{sheet.pk}/import/", follow=True)
    assert "The worker imports the sheet" in page.content.decode()
    assert client.post(f"/exchange/sheets/{sheet.pk}/import/").status_code == 409
    with as_app():
        jobs.import_sheet(sheet_id=str(sheet.pk), user_id=manager.pk)
    sheet.refresh_from_db()
    assert (sheet.stage, sheet.done) == ("imported", 3)
    assert Presence.objects.count() == 3


def test_an_imported_sheet_is_not_imported_twice_nor_its_layout_forgotten(
    manager: User, areas: dict[str, Area], client_of: Callable
) -> None:
    client = client_of(manager)
    sheet = upload(client)
    named(client, sheet)
    at = f"/exchange/sheets/{sheet.pk}/"
    client.post(f"{at}import/")
    assert client.post(f"{at}import/").status_code == 409
    assert client.post(f"{at}discard/").status_code == 409
    layout = Layout.objects.get()
    assert client.post(f"/exchange/layouts/{layout.pk}/forget/").status_code == 409


def test_a_sheet_is_thrown_away_and_an_unused_layout_forgotten(
    manager: User, areas: dict[str, Area], client_of: Callable
) -> None:
    client = client_of(manager)
    sheet = upload(client)
    named(client, sheet)
    client.post(f"/exchange/sheets/{sheet.pk}/discard/")
    client.post(f"/exchange/layouts/{Layout.objects.get().pk}/forget/")
    assert not Sheet.objects.exists()
    assert not Layout.objects.exists()


def test_another_organisation_does_not_find_it_and_other_roles_may_not(
    manager: User, cast: Cast, client_of: Callable
) -> None:
    sheet = upload(client_of(manager))
    other = cast.user("other", cast.stranger_org, Role.PROGRAMME_MANAGER)
    assert client_of(other).get(f"/exchange/sheets/{sheet.pk}/").status_code == 404
    assert client_of(manager).get(f"/exchange/sheets/{uuid4()}/").status_code == 404
    assert client_of(cast.owner).get("/exchange/sheets/").status_code == 403
