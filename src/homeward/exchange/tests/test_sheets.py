"""The wizard's own parts: reading, guessing, typed rows, matching and placing."""

import gzip
from collections import Counter
from datetime import date

import pytest

from homeward.core.refusals import Refused
from homeward.core.spreadsheets import xlsx
from homeward.exchange.readings import Reading
from homeward.exchange.sheets import columns, matching, placing, prepared, reading, rules, said
from homeward.exchange.sheets.choices import Field, Reason, Unplaced, Way
from homeward.exchange.sheets.matching import KnownNames
from homeward.exchange.sheets.placing import AreaFact, Gazetteer, Nowhere, Placed
from homeward.exchange.sheets.prepared import Known
from homeward.exchange.sheets.said import Mapping3W, Named, Said
from homeward.files import sheets
from homeward.files.choices import SheetFault
from homeward.files.sheets import Table

FRENCH = [
    "Organisation de mise en œuvre", "Sigle", "Type d'organisation", "Bailleur", "Secteur",
    "Activité", "Pays", "Région", "Cercle", "Mois", "Statut",
]  # fmt: skip
ROW = [
    "Aide Directe", "AD", "ONG nationale", "Fonds Commun", "Sécurité alimentaire",
    "Distribution", "Mali", "Mopti", "Bandiagara", "août 2025", "En cours",
]  # fmt: skip


def table(header: list[str], *rows: list[str]) -> Table:
    return reading.read("\n".join(";".join(row) for row in [header, *rows]).encode())


def test_a_french_workbook_with_a_title_and_empty_rows_is_read_below_its_headings() -> None:
    rows = [[""] * 11, FRENCH, ROW, [""] * 11, ROW]
    found = reading.read(xlsx("3W", ["Matrice des interventions"], rows))
    assert found.header == tuple(FRENCH)
    assert [number for number, _row in found.rows] == [4, 6]
    assert found.empty_rows == 1
    assert found.sheets == ["3W"]


@pytest.mark.parametrize(
    "content",
    [
        "org;secteur;pays\nCaritas;Santé;Mali".encode("cp1252"),
        "org\tsecteur\tpays\nCaritas\tSanté\tMali".encode("utf-16"),
        gzip.compress("org,secteur,pays\nCaritas,Santé,Mali".encode("utf-8-sig"), mtime=0),
    ],
    ids=["cp1252", "utf-16", "packed"],
)
def test_encodings_and_marks_are_found_out(content: bytes) -> None:
    assert reading.read(content).rows == [(2, ("Caritas", "Santé", "Mali"))]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x1f\x8bnot packed", SheetFault.DAMAGED),
        (gzip.compress(b"a,b\n1,2", mtime=0)[:-4], SheetFault.DAMAGED),
        (b"PK\x03\x04nothing", SheetFault.DAMAGED),
        (b"\x89PNG\x00\x00", SheetFault.NOT_A_SHEET),
        (b"", SheetFault.EMPTY),
        (b"org,sector,country\n,,\n", SheetFault.EMPTY),
        (b"x" * (sheets.MOST_BYTES + 1), SheetFault.TOO_LARGE),
        (gzip.compress(b" " * (sheets.MOST_UNPACKED + 1), mtime=0), SheetFault.UNPACKS_TOO_LARGE),
        (b"a," * 300 + b"\n", SheetFault.TOO_MANY),
    ],
)
def test_what_is_no_sheet_is_refused_in_words(content: bytes, reason: SheetFault) -> None:
    with pytest.raises(Refused) as refused:
        reading.read(content)
    assert refused.value.reasons == [reason]


def test_french_headings_say_their_fields() -> None:
    found = columns.as_mapping(columns.guess(FRENCH, [ROW]))
    assert list(found) == [
        "doer", "doer_short", "doer_kind", "donor", "sector", "activity", "country", "admin1",
        "admin2", "month", "status",
    ]  # fmt: skip


def test_tags_and_values_tell_where_headings_do_not() -> None:
    guesses = columns.guess(
        ["A", "B", "C", "D"],
        [["Caritas", "Health", "XY0101", "12.5"], ["Oxfam", "WASH", "XY0102", "13.5"]],
        ["#org+name", "#sector", "", "#geo+lat"],
    )
    told = {number: (guess.field, guess.because) for number, guess in guesses.items()}
    assert told == {
        0: (Field.DOER, "tag"),
        1: (Field.SECTOR, "tag"),
        2: (Field.ADMIN2_CODE, "values"),
        3: (Field.LATITUDE, "tag"),
    }


def test_a_heading_of_one_level_gives_way_to_the_next() -> None:
    assert columns.as_mapping(columns.guess(["Région", "Province"], [["a", "b"]])) == {
        "admin1": 0,
        "admin2": 1,
    }


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Nom du bénéficiaire", ["x", "y"]),
        ("Focal point", ["x", "y"]),
        ("Comments", ["+233 20 000 0000", "0244 123 456"]),
        ("Comments", ["a@example.org", "b@example.org"]),
    ],
)
def test_columns_that_tell_of_persons_are_found(heading: str, values: list[str]) -> None:
    rows = [["Caritas", value] for value in values]
    assert columns.of_persons(["Organisation", heading], rows) == [heading]


def test_figures_and_coordinates_are_no_phones() -> None:
    rows = [["Caritas", "1250000", "10.54513524"], ["Oxfam", "880000", "35.95689654"]]
    assert columns.of_persons(["Organisation", "Reached", "Lat"], rows) == []


def rows_of(header: list[str], *rows: list[str], **whole: int | str) -> tuple[said.Rows, Reading]:
    found = table(header, *rows)
    guesses = columns.guess(found.header, [row for _n, row in found.rows])
    told = Reading()
    mapping = Mapping3W(columns=columns.as_mapping(guesses), **whole)  # type: ignore[arg-type]
    return said.rows(found, mapping, told, file="f"), told


def test_a_row_is_read_as_what_it_says() -> None:
    found, told = rows_of(FRENCH, ROW)
    row = found.said[0]
    assert (row.doer, row.donor) == (
        Named("Aide Directe", "AD", "ONG nationale"),
        Named("Fonds Commun"),
    )
    assert (row.country, row.areas) == ("ML", ("Mopti", "Bandiagara", ""))
    assert (row.starts_on, row.ends_on) == (date(2025, 8, 1), date(2025, 8, 31))
    assert told.faults == []


def test_rows_that_can_not_be_read_are_refused_one_by_one() -> None:
    header = ["Organisation", "Country", "Start date", "End date"]
    found, told = rows_of(
        header,
        ["Caritas", "Ghana", "2025-01-01", "2025-02-01"],
        ["", "Ghana", "", ""],
        ["Caritas", "Atlantis", "", ""],
        ["Caritas", "GHA", "soon", ""],
        ["Caritas", "GH", "2025-02-01", "2025-01-01"],
    )
    assert len(found.said) == 1
    assert [(fault.row, fault.field) for fault in told.faults] == [
        (3, "Organisation"),
        (4, "Country"),
        (5, "Start date"),
        (6, "End date"),
    ]


def test_a_short_name_means_whom_the_sheet_names_in_full_elsewhere() -> None:
    header = ["Organisation", "Acronym", "Country"]
    found, _told = rows_of(header, ["Caritas Ghana", "CG", "GH"], ["", "CG", "GH"])
    assert {row.doer for row in found.said} == {Named("Caritas Ghana", "CG")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("August", (0, 8)), ("août 2025", (2025, 8)), ("2025-08", (2025, 8)),
        ("08/2025", (2025, 8)), ("Sept", (0, 9)), ("soon", (0, 0)),
    ],
)  # fmt: skip
def test_months_in_words_and_figures(text: str, expected: tuple[int, int]) -> None:
    assert said.month_of(text) == expected


NAMES = KnownNames(
    {("", "action against hunger"): 1, ("GH", "hope"): 2, ("TG", "hope"): 3, ("", "acf"): 1},
    {1: "Action Against Hunger", 2: "Hope Ghana", 3: "Espoir"},
)


@pytest.mark.parametrize(
    ("named", "country", "expected"),
    [
        (Named("Action  against HUNGER"), "GH", 1),
        (Named("Action Against Hunger (ACF)"), "GH", 1),
        (Named("Hope"), "GH", 2),
        (Named("Hope"), "TG", 3),
        (Named("Hope"), "BE", None),
        (Named("", "ACF"), "GH", 1),
        # Another organisation may share the short name: it is only offered.
        (Named("Actions pour la Foi", "ACF"), "GH", None),
    ],
)
def test_names_are_matched_by_writing_and_country(
    named: Named, country: str, expected: int | None
) -> None:
    assert NAMES.find(named, country) == expected


def test_a_like_name_is_offered_and_never_taken() -> None:
    named = Named("Action Agianst Hunger")
    assert NAMES.find(named, "GH") is None
    assert [offer.actor for offer in NAMES.suggestions(named, "GH")] == [1]


@pytest.mark.parametrize(
    ("text", "code"),
    [("WASH", "WSH"), ("Santé", "HEA"), ("ES/NFI", "SHL"), ("الصحة", "HEA"), ("Cluster 9", None)],
)
def test_clusters_are_known_by_their_names(text: str, code: str | None) -> None:
    found = matching.cluster_of([text])
    assert (found.code if found else None) == code


AREAS = Gazetteer(
    (
        AreaFact(1, "XY01", ("North Land",), 1, None),
        AreaFact(2, "XY02", ("South Land",), 1, None),
        AreaFact(11, "XY0101", ("Riverside",), 2, 1),
        AreaFact(12, "XY0102", ("Hill / Zone 2",), 2, 1),
        AreaFact(21, "XY0201", ("Riverside",), 2, 2),
        AreaFact(22, "XY0202", ("Salt Coast",), 2, 2),
    ),
    decisions={"GH:contested/area 1": 21},
)


def row(
    *areas: str, code: str = "", point: tuple[float, float] | None = None, number: int = 2
) -> Said:
    return Said(
        row=number, doer=Named("Caritas"), partner=Named(), donor=Named(), sector="WASH",
        sector_code="", activity="Wells", country="GH",
        areas=tuple([*areas, "", "", ""][:3]), codes=("", "", code), point=point,
        starts_on=None, ends_on=None, status="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "area", "way"),
    [
        (row(code="XY0101"), 11, Way.CODE),
        (row(code="XY010207"), 12, Way.ANCESTOR),
        (row(code="XY0199"), 1, Way.ANCESTOR),
        # The names go deeper than the code, and agree with it.
        (row("North Land", "Riverside", code="XY0199"), 11, Way.NAME),
        (row("north-land", "RIVERSIDE"), 11, Way.NAME),
        (row("South Land", "Riverside"), 21, Way.NAME),
        # A region that is not on the list, and a zone that only one area is called.
        (row("New Region", "Salt Coast"), 22, Way.NAME),
        (row("North Lnad", "Hill"), 12, Way.NAME),
        (row("Contested", "Area 1"), 21, Way.DECISION),
        (row(), None, Way.COUNTRY),
    ],
)
def test_a_row_is_placed(told: Said, area: int | None, way: Way) -> None:
    placed = placing.place(told, AREAS)
    assert isinstance(placed, Placed)
    assert (placed.area, placed.way) == (area, way)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (row("New Region", "Riverside"), Unplaced.CONTRADICTION),
        (row("Nowhere"), Unplaced.UNKNOWN),
        (row("", "Zone 3"), Unplaced.UNKNOWN),
        (row(code="QQ01"), Unplaced.UNKNOWN),
    ],
)
def test_a_row_that_leads_nowhere_says_why(told: Said, reason: Unplaced) -> None:
    assert placing.place(told, AREAS) == Nowhere(reason)


def test_without_areas_it_says_what_to_import() -> None:
    assert placing.place(row(code="XY01"), Gazetteer(())) == Nowhere(Unplaced.NO_AREAS)


def test_a_code_that_contradicts_the_names_is_told() -> None:
    placed = placing.place(row("South Land", "Salt Coast", code="XY0101"), AREAS)
    assert isinstance(placed, Placed)
    assert (placed.area, placed.contradicts) == (11, "South Land")


def test_neighbours_are_believed_where_they_agree() -> None:
    around = {(5.0, 1.0 + n / 10): 1 for n in range(3)}
    assert placing.neighbour((5.1, 1.1), around) == 1
    assert placing.neighbour((5.1, 1.1), {**around, (5.2, 1.1): 2, (5.2, 1.0): 2}) is None
    assert placing.neighbour((9.0, 1.1), around) is None
    assert placing.neighbour((5.1, 1.1), {(5.0, 1.0): 1, (5.0, 1.1): 1}) is None


def test_rows_around_place_a_row_on_the_widest_level_alone() -> None:
    near = [row(code="XY0101", point=(5.0, 1.0 + n / 10), number=n) for n in range(3)]
    lost = row("Contested", "Area 2", point=(5.1, 1.1), number=9)
    known = Known(names=NAMES, places={"GH": AREAS})
    found = prepared.prepare([*near, lost], known, Reading(), file="f")
    placed = found.rows[-1].place
    assert isinstance(placed, Placed)
    assert (placed.area, placed.way) == (1, Way.NEIGHBOURS)
    assert found.places["GH:contested/area 2"].areas == {1}


def test_a_row_stays_itself_when_its_dates_change() -> None:
    known = Known(names=NAMES, places={"GH": AREAS})
    first, second = (
        prepared.prepare([row(code="XY0101", number=n)], known, Reading(), file="f").rows[0]
        for n in (2, 7)
    )
    assert prepared.row_key(first, Counter()) == prepared.row_key(second, Counter())
    seen: Counter[str] = Counter()
    assert prepared.row_key(first, seen) != prepared.row_key(second, seen)


NAMING = rules.NamingFacts(columns={0: "doer", 1: "admin1"}, country="GH", name_is_free=True)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"columns": {0: "admin1"}}, Reason.NO_ORGANISATION),
        ({"columns": {0: "doer"}}, Reason.NO_PLACE),
        ({"country": ""}, Reason.NO_COUNTRY),
        ({"columns": {0: "doer", 1: "admin1", 2: "doer"}}, Reason.FIELD_TWICE),
        ({"name_is_free": False}, Reason.NAME_TAKEN),
    ],
)
def test_each_missing_thing_alone_stops_the_naming(facts: dict, reason: SheetFault) -> None:
    values = {"columns": NAMING.columns, "country": "GH", "name_is_free": True, **facts}
    assert rules.reasons_not_to_name(rules.NamingFacts(**values)) == [reason]


def test_the_month_stands_in_many_files_names() -> None:
    assert rules.month_in("raw_3w_ethiopia_2025-08.csv.gz") == (2025, 8)
    assert rules.month_in("3w.csv") == (0, 0)
