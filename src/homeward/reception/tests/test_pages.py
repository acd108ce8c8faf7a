"""The pages of charters, of the desk and of centres; what was typed stays, reasons are all told."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from homeward.access.choices import Purpose, Role
from homeward.cases.models import Arrival, Case
from homeward.core.spreadsheets import csv_table, xlsx
from homeward.persons.models import Person
from homeward.reception.models import Charter, CheckIn, ManifestEntry, Orientation, Stay
from homeward.reception.tests.conftest import HEADER, Airport, row

ClientOf = Callable[[Any], Any]


def sheet_url(charter: Charter) -> str:
    return reverse("reception:sheet", args=[charter.pk])


def posted_sheet(client: Any, charter: Charter, content: bytes, name: str = "m.xlsx") -> Any:
    return client.post(sheet_url(charter), {"file": SimpleUploadedFile(name, content)})


def cells_in(page: str) -> str:
    found = re.search(r'name="cells" value="([^"]*)"', page)
    assert found
    return found[1]


def test_a_charter_is_made_and_made_again_is_the_same(
    airport: Airport, client_of: ClientOf
) -> None:
    cast = airport.cast
    client, on = client_of(cast.owner), airport.lands_at + timedelta(days=3)
    data = {
        "corridor": Charter._meta.get_field("corridor").related_model.objects.get().pk,
        "flight": "C 9", "entry": airport.entry.pk, "reception_org": cast.desk.pk,
        "case_org": cast.partner_org.pk, "lands_on_day": on.day, "lands_on_month": on.month,
        "lands_on_year": on.year, "lands_at": "14:35",
    }  # fmt: skip
    url = reverse("reception:new_charter")
    refused = client.post(url, data | {"flight": "", "departs_at": "9:00"})
    assert refused.status_code == 422
    assert 'value="9:00"' in refused.content.decode()
    for _click in range(2):
        assert client.post(url, data).status_code == 302
    charter = Charter.objects.get()
    page = client.get(charter.get_absolute_url()).content.decode()
    assert "Put its people on the manifest" in page
    assert "C 9" in client.get(reverse("reception:charters")).content.decode()
    later = client.post(
        reverse("reception:change_charter", args=[charter.pk]), data | {"lands_at": "16:00"}
    )
    assert later.status_code == 302
    assert client_of(cast.stranger).get(charter.get_absolute_url()).status_code == 403


def test_a_sheet_is_looked_at_then_taken_in_and_the_faulty_rows_come_back(
    airport: Airport, client_of: ClientOf
) -> None:
    charter, client = airport.charter(), client_of(airport.cast.owner)
    rows = [
        row(number="1", given="Esi", family="1", place="head", language="Twi"),
        row(number="2", given="Kofi", family="1", place="child", birth="31.02.2010"),
    ]
    looked = posted_sheet(client, charter, xlsx("M", HEADER, rows)).content.decode()
    assert "Rows that can’t be taken" in looked
    assert "31.02.2010" in looked
    assert not Person.objects.exists(), "nothing is taken in by looking"
    cells = cells_in(looked)
    mend = client.post(sheet_url(charter), {"cells": cells, "do": "mend"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(mend.content))
    header, back = book.get_sheet_by_index(0).to_python()
    assert header[-1] == "Why not taken"
    assert "Kofi" in back
    assert "This is not a date." in back[-1]
    for _click in range(2):
        taken = client.post(sheet_url(charter), {"cells": cells, "do": "take"})
        assert taken.status_code == 302
    assert (Person.objects.count(), ManifestEntry.objects.count()) == (1, 1)
    mended = [[cell.replace("31.02", "28.02") for cell in back]]
    again = posted_sheet(client, charter, csv_table(header, mended), "m.csv").content.decode()
    assert "Rows that can’t be taken" not in again
    client.post(sheet_url(charter), {"cells": cells_in(again), "do": "take"})
    assert Person.objects.count() == 2
    page = client.get(charter.get_absolute_url()).content.decode()
    assert "Not announced" in page
    assert "consent does not cover" in page


def test_what_is_no_manifest_is_refused_with_its_reason(
    airport: Airport, client_of: ClientOf
) -> None:
    charter, client = airport.charter(), client_of(airport.cast.owner)
    for content, told in (
        (b"\x89PNG\x00\x00", "neither CSV"),
        (csv_table(["Colour"], [["red"]]), "No heading"),
        (b"", "empty"),
    ):  # fmt: skip
        answer = posted_sheet(client, charter, content)
        assert answer.status_code in {409, 422}
        assert told.lower() in answer.content.decode().lower()
    for cells in ("not base64!", "aGVsbG8="):
        forged = client.post(sheet_url(charter), {"cells": cells, "do": "take"})
        assert forged.status_code == 409
    template = client.get(reverse("reception:template", args=[charter.pk]))
    assert template.content.startswith(b"PK")
    assert client_of(airport.cast.partner).get(sheet_url(charter)).status_code == 403
    other = airport.cast.user("elsewhere", airport.cast.stranger_org, Role.RETURN_COUNSELLOR)
    assert client_of(other).get(sheet_url(charter)).status_code == 404


def test_rows_are_typed_on_a_page_more_come_without_a_script_and_typing_stays(
    airport: Airport, client_of: ClientOf
) -> None:
    charter, client = airport.charter(), client_of(airport.cast.owner)
    url = reverse("reception:rows", args=[charter.pk])
    typed = {
        "count": "8", "1-given_name": "Esi", "1-family": "1", "1-place": "head",
        "2-given_name": "Yaw", "2-family": "1", "2-place": "child", "2-birth": "soon",
    }  # fmt: skip
    more = client.post(url, typed | {"do": "more"}).content.decode()
    assert 'name="16-given_name"' in more
    assert 'value="Esi"' in more
    faulty = client.post(url, typed | {"do": "take"})
    assert faulty.status_code == 422
    assert "Row 2, Date or year of birth: This is not a date." in faulty.content.decode()
    assert 'value="soon"' in faulty.content.decode()
    assert not Person.objects.exists()
    assert client.post(url, typed | {"2-birth": "2015", "do": "take"}).status_code == 302
    assert Person.objects.count() == 2
    assert client.post(url, {"count": "x", "do": "take"}).status_code == 409


def test_a_charter_goes_from_its_announcement_to_its_closing(
    airport: Airport, client_of: ClientOf
) -> None:
    charter, client = airport.charter(), client_of(airport.cast.owner)
    announce = reverse("reception:announce_charter", args=[charter.pk])
    assert client.post(announce).status_code == 409, "nobody is on it"
    day = airport.cast.now.date().isoformat()
    names = ["Esi", "Kofi", "Ama", "Yaw", "Abena"]
    airport.take_in(
        charter,
        [row(number=n, given=n, language="Twi", consent=day, needs="meal") for n in names],
    )
    assert client.post(announce).status_code == 302
    close = reverse("reception:close_charter", args=[charter.pk])
    assert client.post(close).status_code == 409
    desk = client_of(airport.cast.officer)
    on = airport.lands_at.date().isoformat()
    board = desk.get("/arrivals/", {"day": on}).content.decode()
    assert "Open list" in board, "a flight of many is one card"
    assert "0 of 5 ready" in board
    assert "<dd>Your organisation</dd>" in board, "nobody is named for it, as in My work"
    for arrival in Arrival.objects.all():
        desk.post(reverse("reception:say", args=[arrival.pk]),
                  {"presence": "arrived", "key": str(uuid4())})  # fmt: skip
    assert client.post(reverse("reception:landed", args=[charter.pk])).status_code == 302
    assert client.post(close).status_code == 302
    assert "Closed on" in client.get(charter.get_absolute_url()).content.decode()
    assert client.post(close).status_code == 409


def test_the_list_at_the_gate_works_without_a_script(airport: Airport, client_of: ClientOf) -> None:
    _case, _people, arrival = airport.announced()
    client = client_of(airport.cast.officer)
    asked = {"day": airport.lands_at.date().isoformat(), "flight": "YY 512"}
    page = client.get(reverse("reception:check_in"), asked).content.decode()
    assert "Ansah family" in page
    assert len(page) < 12_000, "a phone on a bad line loads it in one go"
    key = re.search(r'name="key" value="([^"]*)"', page)
    assert key
    url = reverse("reception:say", args=[arrival.pk])
    nobody = client.post(url, {"presence": "partly", "key": key[1]})
    assert nobody.status_code == 409
    assert "Say who arrived" in nobody.content.decode()
    for _click in range(2):
        answer = client.post(url, {"presence": "partly", "place": ["0"], "key": key[1]})
        assert answer.status_code == 302
    arrival.refresh_from_db()
    assert (arrival.arrived_adults, arrival.arrived_children) == (1, 0)
    assert CheckIn.objects.get().places == [0]
    assert client_of(airport.cast.owner).post(url, {}).status_code == 403


def test_what_somebody_said_otherwise_is_told_on_the_list(
    airport: Airport, client_of: ClientOf
) -> None:
    _case, _people, arrival = airport.announced()
    client, url = client_of(airport.cast.officer), reverse("reception:say", args=[arrival.pk])
    for key, presence, status in (
        (str(uuid4()), "arrived", 302),
        (str(uuid4()), "not_arrived", 409),
        ("x", "arrived", 409),
    ):
        answer = client.post(url, {"presence": presence, "key": key})
        assert answer.status_code == status
    told = client.post(url, {"presence": "not_arrived", "key": str(uuid4())}).content.decode()
    assert "said otherwise" in told


def test_somebody_unannounced_is_registered_with_nothing_but_a_click(
    airport: Airport, client_of: ClientOf
) -> None:
    cast = airport.cast
    client = client_of(cast.officer)
    url = reverse("reception:unannounced")
    corridor = Charter._meta.get_field("corridor").related_model.objects.get().pk
    data = {"corridor": corridor, "case_org": cast.partner_org.pk, "children": "0"}
    assert client.post(url, data | {"age": "old"}).status_code == 422
    answer = client.post(url, data)
    assert answer.status_code == 302
    arrival = Arrival.objects.get()
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Name not known" in page
    assert "may not see them yet" in page
    assert "Name not known" in client.get("/arrivals/").content.decode()
    receive = reverse("reception:receive", args=[arrival.pk])
    assert client.post(receive, {"adults": "1", "children": "0"}).status_code == 409
    consent = reverse("reception:consent", args=[arrival.pk])
    assert client.post(consent, {}).status_code == 422
    assert client.post(consent, {"way": "signature"}).status_code == 302
    assert client.post(receive, {"adults": "1", "children": "0"}).status_code == 302


def test_preparing_talking_and_handing_over_on_their_pages(
    airport: Airport, client_of: ClientOf
) -> None:
    cast = airport.cast
    case, people, arrival = airport.announced(needs=["bed"])
    desk = client_of(cast.officer)
    assign = reverse("reception:assign", args=[arrival.pk, "bed"])
    assert desk.post(assign, {}).status_code == 409
    assert desk.post(assign, {"preparer": cast.officer.pk, "note": "Room 3"}).status_code == 302
    assert desk.get(reverse("reception:assign", args=[arrival.pk, "cash"])).status_code == 404
    on = {"day": airport.lands_at.date().isoformat()}
    assert "Room 3" in desk.get("/arrivals/", on).content.decode()
    assert "Ansah" in desk.get(reverse("reception:print_day"), on).content.decode()
    assert "Nobody is expected" in desk.get("/arrivals/", on | {"flight": "X"}).content.decode()
    desk.post(reverse("reception:receive", args=[arrival.pk]), {"adults": "1", "children": "1"})
    assert "not confirmed" in desk.get("/arrivals/", on).content.decode()
    orient = reverse("reception:orient", args=[arrival.pk])
    assert desk.post(orient, {"language": "tw", "questions": "School?"}).status_code == 302
    assert Orientation.objects.get().questions == "School?"
    screen = reverse("reception:screen", args=[arrival.pk, people[0].pk])
    assert desk.post(screen, {}).status_code == 422
    assert desk.post(screen, {"result": "attention", "note": "Cough"}).status_code == 302
    manager = client_of(cast.partner)
    tab = reverse("reception:case_arrival", args=[case.pk])
    assert "I take the case over" in manager.get(tab).content.decode()
    take = reverse("reception:take_over", args=[case.pk])
    assert client_of(cast.stranger).post(take).status_code == 404
    assert manager.post(take).status_code == 302
    assert manager.post(take).status_code == 409
    assert "Taken over by" in desk.get("/arrivals/", on).content.decode()


def test_who_did_not_arrive_is_expected_again(airport: Airport, client_of: ClientOf) -> None:
    cast = airport.cast
    case, _people, arrival = airport.announced()
    desk, owner = client_of(cast.officer), client_of(cast.owner)
    desk.post(reverse("reception:say", args=[arrival.pk]),
              {"presence": "not_arrived", "key": str(uuid4())})  # fmt: skip
    assert "They did not arrive" in owner.get(
        reverse("reception:case_arrival", args=[case.pk])
    ).content.decode()  # fmt: skip
    again = reverse("reception:expect_again", args=[case.pk])
    assert owner.post(again, {}).status_code == 422
    on = airport.lands_at + timedelta(days=2)
    data = {"lands_on_day": on.day, "lands_on_month": on.month, "lands_on_year": on.year}
    assert owner.post(again, data | {"lands_at": "8:05"}).status_code == 302
    assert owner.post(again, data | {"lands_at": "8:05"}).status_code == 409


def test_a_place_is_kept_from_the_arrival_and_run_on_the_centre_s_page(
    airport: Airport, client_of: ClientOf
) -> None:
    cast = airport.cast
    _case, people, arrival = airport.announced()
    desk = client_of(cast.officer)
    on = cast.now.date()
    centre = {"name": "House", "country": "GH", "opens_on_day": 1, "opens_on_month": 1,
              "opens_on_year": 2020}  # fmt: skip
    assert desk.post(reverse("reception:new_centre"), {}).status_code == 422
    made = desk.post(reverse("reception:new_centre"), centre).headers["Location"]
    room = {"name": "R1", "kind": "families", "beds": "1", "held_back": "0"}
    new_room = f"{made}room/"
    assert desk.post(new_room, room | {"held_back": "4"}).status_code == 409
    assert desk.post(new_room, room).status_code == 302
    assert "House" in desk.get("/arrivals/").content.decode(), "free places are in sight"
    book = reverse("reception:book", args=[arrival.pk])
    assert desk.get(book).status_code == 200
    until = on + timedelta(days=2)
    data = {
        "person": people[0].pk, "centre": made.rstrip("/").split("/")[-1], "kind": "families",
        "from_on_day": on.day, "from_on_month": on.month, "from_on_year": on.year,
        "until_on_day": until.day, "until_on_month": until.month, "until_on_year": until.year,
    }  # fmt: skip
    assert desk.post(book, data).status_code == 302
    assert desk.post(book, data | {"person": people[1].pk}).status_code == 409
    waits = desk.post(book, data | {"person": people[1].pk, "may_wait": "on"})
    assert waits.status_code == 302
    page = desk.get(made).content.decode()
    assert "Waiting list" in page
    stay = Stay.objects.get(status="booked")
    move = reverse("reception:move_stay", args=[stay.pk])
    assert desk.post(move, {"do": "in"}).status_code == 302
    assert desk.post(move, {"do": "cancel"}).status_code == 409
    leave = reverse("reception:leave", args=[stay.pk])
    assert desk.post(leave, {}).status_code == 422
    left = {"on_day": until.day, "on_month": until.month, "on_year": until.year,
            "left_to": "family", "where": "Tema"}  # fmt: skip
    assert desk.post(leave, left).status_code == 302
    assert "Tema" in desk.get(made).content.decode()
    with cast.as_app(cast.officer, Purpose.ARRIVAL):
        assert Stay.objects.count() == 2
    assert Case.objects.count() == 1
