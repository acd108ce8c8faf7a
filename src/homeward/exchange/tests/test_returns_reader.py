from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from homeward.countries.actions import Read
from homeward.countries.choices import FigureKind
from homeward.countries.models import Figure
from homeward.exchange.cli import imports
from homeward.exchange.readers import returns

SOLUTIONS = (
    "year,coo_name,coo,coo_iso,coa_name,coa,coa_iso,returned_refugees,resettlement,"
    "naturalisation,returned_idps\n"
)
GHANA = "2019.0,Ghana,GHA,GHA,Belgium,BEL,BEL,12.0,,3.0,\n"
HDX = (
    "origin_location_code,asylum_location_code,population_group,gender,age_range,min_age,max_age,"
    "population,reference_period_start\n"
)


def read(folder: Path, text: str) -> Any:
    path = folder / "figures.csv"
    path.write_text(text, encoding="utf-8")
    return returns.read(path)


def test_an_empty_cell_is_no_figure(tmp_path: Path) -> None:
    source, figures, reading = read(tmp_path, SOLUTIONS + GHANA)
    assert source == returns.UNHCR
    assert reading.faults == []
    assert figures == [
        Read(kind=FigureKind.RETURNED_REFUGEES, origin="GH", host="BE", year=2019, value=12),
        Read(kind=FigureKind.NATURALISED, origin="GH", host="BE", year=2019, value=3),
    ]


def test_nought_is_a_figure(tmp_path: Path) -> None:
    _source, figures, _reading = read(tmp_path, SOLUTIONS + GHANA.replace("12.0", "0"))
    assert figures[0].value == 0


def test_a_host_that_nobody_named_is_unknown_and_counts(tmp_path: Path) -> None:
    _source, figures, reading = read(tmp_path, SOLUTIONS + GHANA.replace("BEL,BEL", "UNK,UNK"))
    assert [figure.host for figure in figures] == [None, None]
    assert reading.notes == []


def test_who_is_of_no_country_is_left_out_and_told_once(tmp_path: Path) -> None:
    stateless = GHANA.replace("GHA,GHA", "STA,XXA")
    _source, figures, reading = read(tmp_path, SOLUTIONS + stateless * 2 + GHANA)
    assert len(figures) == 2
    assert [note.text for note in reading.notes] == [
        "Left out: XXA is no country of ISO 3166-1 (2 times)."
    ]


@pytest.mark.parametrize(
    ("text", "row", "field"),
    [
        (GHANA.replace("12.0", "12.5"), 2, "returned_refugees"),
        (GHANA.replace("12.0", "-1"), 2, "returned_refugees"),
        (GHANA.replace("12.0", "inf"), 2, "returned_refugees"),
        (GHANA.replace("12.0", "twelve"), 2, "returned_refugees"),
        (GHANA.replace("2019.0", "next"), 2, "year"),
        (GHANA + GHANA.replace("12.0", "13.0"), 3, ""),
    ],
)
def test_a_faulty_cell_is_told_with_its_row(
    tmp_path: Path, text: str, row: int, field: str
) -> None:
    _source, _figures, reading = read(tmp_path, SOLUTIONS + text)
    assert (reading.faults[0].row, reading.faults[0].field) == (row, field)


def test_another_file_is_refused(tmp_path: Path) -> None:
    _source, figures, reading = read(tmp_path, "a,b\n1,2\n")
    assert figures == []
    assert [fault.reason for fault in reading.faults] == [
        "Neither UNHCR's solutions nor HDX's returnees."
    ]


def test_returnees_by_age_and_sex_have_no_host_where_none_is_named(tmp_path: Path) -> None:
    rows = "GHA,GHA,RET,f,0-4,0,4,7,2023-01-01\nGHA,GHA,RDP,all,all,,,9,2023-01-01\n"
    source, figures, _reading = read(tmp_path, HDX + rows)
    assert source == returns.HDX
    assert figures == [
        Read(
            kind=FigureKind.RETURNED_REFUGEES, origin="GH", host=None, year=2023, value=7,
            sex="f", age_from=0, age_to=4,
        ),
        Read(kind=FigureKind.RETURNED_IDPS, origin="GH", host=None, year=2023, value=9),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("GHA,GHA,XXX,f,0-4,0,4,7,2023-01-01\n", "population_group"),
        ("GHA,GHA,RET,f,0-4,,4,7,2023-01-01\n", "min_age"),
        ("GHA,GHA,RET,f,0-4,0,4,7,soon\n", "reference_period_start"),
    ],
)
def test_a_faulty_returnee_is_told(tmp_path: Path, row: str, field: str) -> None:
    _source, _figures, reading = read(tmp_path, HDX + row)
    assert field in [fault.field for fault in reading.faults]


def test_the_command_imports_and_imports_again(tmp_path: Path, as_app: Any) -> None:
    path = tmp_path / "figures.csv"
    path.write_text(SOLUTIONS + GHANA, encoding="utf-8")
    for words in ("2", "0"):
        result = CliRunner().invoke(imports, ["returns", str(path), "--of", "2025-12-01"])
        assert result.exit_code == 0, result.output
        figures = next(line for line in result.output.splitlines() if "figures" in line)
        assert figures.split("│")[2].strip() == words
    assert Figure.objects.get(kind=FigureKind.NATURALISED).source_date.isoformat() == "2025-12-01"


def test_the_command_refuses_a_faulty_file_and_takes_nothing(tmp_path: Path, as_app: Any) -> None:
    path = tmp_path / "figures.csv"
    path.write_text(SOLUTIONS + GHANA + GHANA.replace("12.0", "x"), encoding="utf-8")
    result = CliRunner().invoke(imports, ["returns", str(path)])
    assert result.exit_code == 1
    assert "figures.csv:3" in result.output
    assert not Figure.objects.exists()
