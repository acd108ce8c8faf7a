import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from homeward.config import cli

PAIRS = """person,offer,score,why
Efua,course,0.9,near
Efua,shop,0.5,far
Yaw,course,0.8,near
Yaw,shop,0.7,near
Kofi,shop,0.3,far
"""
OFFERS = "offer,capacity,town\ncourse,1,Tema\nshop,1,Ho\n"
PEOPLE = "person,group,age\nKofi,returned alone,40\nAma,families,31\nEfua,families,29\nYaw,,35\n"

Run = Callable[..., tuple[Result, list[dict[str, str]]]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def allocate(
        *options: str, pairs: str = PAIRS, offers: str = OFFERS, **files: str
    ) -> tuple[Result, list[dict[str, str]]]:
        contents = {"pairs": pairs, "offers": offers, **files}
        for name, content in contents.items():
            (tmp_path / f"{name}.csv").write_text(content)
        target = tmp_path / "places.csv"
        named = [part for name in files for part in (f"--{name}", str(tmp_path / f"{name}.csv"))]
        sources = [str(tmp_path / "pairs.csv"), str(tmp_path / "offers.csv")]
        words = ["allocate", *sources, *named, "-o", str(target), *options]
        result = CliRunner().invoke(cli.app, words)
        if not target.exists():
            return result, []
        with target.open(newline="") as file:
            return result, list(csv.DictReader(file))

    return allocate


@pytest.fixture
def summary(run: Run, tmp_path: Path) -> Callable[..., Any]:
    def read(*options: str, **files: str) -> Any:
        run(*options, "--json", str(tmp_path / "summary.json"), **files)
        return json.loads((tmp_path / "summary.json").read_text())

    return read


def test_everybody_is_listed_with_a_place_or_none_and_columns_are_kept(run: Run) -> None:
    result, rows = run(people=PEOPLE)

    assert result.exit_code == 0
    assert list(rows[0]) == ["person", "offer", "score", "group", "age", "why", "town"]
    places = {row["person"]: (row["offer"], row["score"]) for row in rows}
    assert places == {
        "Kofi": ("", ""), "Ama": ("", ""),
        "Efua": ("course", "0.900000"), "Yaw": ("shop", "0.700000"),
    }  # fmt: skip
    efua = next(row for row in rows if row["person"] == "Efua")
    assert (efua["group"], efua["age"], efua["why"], efua["town"]) == (
        "families", "29", "near", "Tema",
    )  # fmt: skip


def test_the_summary_tells_total_bound_gap_and_groups(summary: Callable[..., Any]) -> None:
    told = summary("--floor", "returned alone=1", people=PEOPLE)

    assert (told["total"], told["bound"], told["gap"]) == (1.2, 1.2, 0)
    assert told["certificate"] == {"holds": True, "flaws": []}
    assert (told["placed"], told["waiting"], told["people"]) == (2, 2, 4)
    assert told["groups"]["returned alone"] == {
        "members": 1, "with_pair": 1, "floor": 1, "placed": 1, "one_less_would_bring": 0.4,
    }  # fmt: skip
    # Ama has no pair, so the group's floor is of one member.
    assert told["groups"]["families"]["with_pair"] == 1
    assert told["one_more_place_would_bring"] == {"course": 0.8, "shop": 0.7}


def test_locks_and_forbids_are_kept(run: Run) -> None:
    _result, rows = run(
        lock="person,offer\nYaw,course\n", forbid="person,offer\nEfua,shop\n", people=PEOPLE
    )

    assert [(row["person"], row["offer"]) for row in rows if row["offer"]] == [
        ("Kofi", "shop"), ("Yaw", "course"),
    ]  # fmt: skip


def test_floors_that_can_t_be_met_are_told_and_no_file_is_written(run: Run) -> None:
    result, rows = run(
        "--floor", "families=1", offers="offer,capacity\ncourse,0\nshop,0\n", people=PEOPLE
    )

    assert (result.exit_code, rows) == (1, [])
    assert "group families: its floor is 1 of 1; 1 too few can be placed" in result.output


def test_crowded_locks_are_told(run: Run) -> None:
    result, rows = run(lock="person,offer\nYaw,course\nEfua,course\n")

    assert (result.exit_code, rows) == (1, [])
    assert "offer course: 1 more locked than it has places" in result.output


@pytest.mark.parametrize(
    ("line", "column", "text"),
    [
        ("Ama,course,-1,x", "score", "-1 is not from 0"),
        ("Ama,course,much,x", "score", "'much' is no number"),
        ("Ama,course,nan,x", "score", "nan is not from 0"),
        ("Ama,course,1_0,x", "score", "'1_0' is no number"),
        ("Ama,course,,x", "score", "'' is no number"),
        ("Ama,school,0.1,x", "offer", "'school' is not in the other file"),
        (",course,0.1,x", "person", "is empty"),
        ("Efua,course,0.1,x", "offer", "this pair stands in an earlier row"),
        ("Ama,course,0.1", "(row)", "3 cells, the header has 4"),
    ],
)
def test_a_faulty_pair_is_listed_by_row_and_column(
    run: Run, line: str, column: str, text: str
) -> None:
    result, rows = run(pairs=PAIRS + line + "\n")

    assert (result.exit_code, rows) == (1, [])
    assert f"pairs.csv, row 7, column {column}: {text}" in result.output


@pytest.mark.parametrize(
    ("files", "text"),
    [
        ({"offers": OFFERS + "pier,half,Ho\n"}, "offers.csv, row 4, column capacity: 'half'"),
        ({"offers": OFFERS + "shop,1,Ho\n"}, "offers.csv, row 4, column offer: 'shop' stands"),
        ({"people": PEOPLE + "Yaw,,3\n"}, "people.csv, row 6, column person: 'Yaw' stands"),
        ({"lock": "person,offer\nAma,shop\n"}, "lock.csv, row 2, column offer: 'Ama' and 'shop'"),
        (
            {"lock": "person,offer\nYaw,shop\nYaw,course\n"},
            "pairs.csv, row 5, column person: this person is locked to another offer",
        ),
        (
            {"lock": "person,offer\nYaw,shop\n", "forbid": "person,offer\nYaw,shop\n"},
            "pairs.csv, row 5, column offer: this pair is both locked and forbidden",
        ),
    ],
)
def test_faults_of_the_other_files_are_listed_too(
    run: Run, files: dict[str, str], text: str
) -> None:
    result, rows = run(**files)

    assert (result.exit_code, rows) == (1, [])
    assert text in result.output


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("person,offer,points,why", "pairs.csv: The column score is missing."),
        ("person,offer,score,score", "pairs.csv: The column score stands there twice."),
    ],
)
def test_a_wrong_header_writes_no_file(run: Run, header: str, text: str) -> None:
    result, rows = run(pairs=header + "\nEfua,course,1,1\n")

    assert (result.exit_code, rows) == (1, [])
    assert text in result.output


@pytest.mark.parametrize(
    "options",
    [
        ["--floor", "families=0.5"],
        ["--floor", "families=1.5", "--people", "people.csv"],
        ["--floor", "families", "--people", "people.csv"],
        ["--floor", "families=1", "--floor", "families=1", "--people", "people.csv"],
        ["--floor", "nobody=1", "--people", "people.csv"],
        ["-o", "pairs.csv"],
        ["-o", "nowhere/places.csv"],
    ],
)
def test_wrong_use_is_told_apart(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text(PEOPLE)

    result, rows = run(*options)

    assert (result.exit_code, rows) == (2, [])
    assert (tmp_path / "pairs.csv").read_text() == PAIRS


def test_rows_in_another_order_give_the_same_places(run: Run) -> None:
    people = [f"p{number}" for number in range(9)]
    pairs = [f"{person},o{offer},1" for person in people for offer in range(4)]
    header, offers = "person,offer,score\n", "offer,capacity\no0,1\no1,2\no2,1\no3,1\n"

    _result, rows = run(pairs=header + "\n".join(pairs), offers=offers)
    _result, turned = run(pairs=header + "\n".join(reversed(pairs)), offers=offers)

    assert sorted(map(str, rows)) == sorted(map(str, turned))
    assert sum(row["offer"] != "" for row in rows) == 5


def test_the_lot_is_drawn_from_the_seed(run: Run) -> None:
    pairs = "person,offer,score\n" + "".join(f"p{n},one,1\n" for n in range(30))

    placed = {
        next(row["person"] for row in run("--seed", str(seed), pairs=pairs, offers=OFFERS_ONE)[1]
             if row["offer"])
        for seed in range(12)
    }  # fmt: skip

    assert len(placed) > 4


OFFERS_ONE = "offer,capacity\none,1\n"


def test_many_faults_are_all_in_the_summary(run: Run, tmp_path: Path) -> None:
    pairs = PAIRS + "Ama,course,x,y\n" * 30

    result, _rows = run("--json", str(tmp_path / "summary.json"), pairs=pairs)

    told = json.loads((tmp_path / "summary.json").read_text())
    assert told["refused"]
    assert told["faults"][0] == {
        "file": "pairs.csv", "row": 7, "column": "score", "text": "'x' is no number",
    }  # fmt: skip
    assert len(told["faults"]) > 30
    assert "more; --json FILE lists all of them" in result.output
