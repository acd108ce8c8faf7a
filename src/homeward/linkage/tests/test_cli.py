import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from homeward.config import cli
from homeward.linkage import model

PEOPLE = """id,given_name,family_name,birth_date,document,note
a1,Fatoumata,Diallo,1991-05-17,P3311926,first
b2,Fatumata,Jallow,1991,P3311926,second
c3,Kwame,Mensah,1980-01-01,,third
"""

Run = Callable[..., tuple[Result, list[dict[str, str]]]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def dedupe(people: str = PEOPLE, *options: str) -> tuple[Result, list[dict[str, str]]]:
        (tmp_path / "people.csv").write_text(people)
        target = tmp_path / "matches.csv"
        words = ["dedupe", str(tmp_path / "people.csv"), "-o", str(target), *options]
        result = CliRunner().invoke(cli.app, words)
        if not target.exists():
            return result, []
        with target.open(newline="") as file:
            return result, list(csv.DictReader(file))

    return dedupe


def test_who_stands_twice_is_listed_with_a_probability_and_a_cluster(run: Run) -> None:
    result, rows = run()

    assert result.exit_code == 0, result.output
    assert [list(row) for row in rows] == [["id_a", "id_b", "probability", "cluster"]]
    assert (rows[0]["id_a"], rows[0]["id_b"], rows[0]["cluster"]) == ("a1", "b2", "1")
    assert float(rows[0]["probability"]) > model.THRESHOLD
    assert "1 likely pairs among 3 records" in result.stdout


def test_the_summary_goes_to_a_file_too(run: Run, tmp_path: Path) -> None:
    run(PEOPLE, "--json", str(tmp_path / "summary.json"))
    told = json.loads((tmp_path / "summary.json").read_text())
    assert (told["records"], told["pairs"], told["clusters"], told["in_clusters"]) == (3, 1, 1, 2)
    assert told["fields"] == ["given_name", "family_name", "birth_date", "document"]
    assert (told["refused"], told["learned"], told["faults"]) == (False, False, [])


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("given_name,family_name\nAwa,Bah\n", "The column id is missing."),
        ("id,name\n1,Awa\n", "None of the columns given_name"),
        ("id,given_name,given_name\n1,Awa,Awa\n", "given_name stands there twice"),
        ("id,given_name\n1,Awa\n1,Ama\n", "row 3, column id: 1 stands in row 2 already"),
        ("id,given_name\n,Awa\n", "row 2, column id: is empty"),
        ("id,given_name\n1,Awa,x\n", "row 2, column (row): 3 cells"),
        ("", "The column id is missing."),
    ],
)
def test_a_wrong_file_is_refused_and_nothing_is_written(run: Run, people: str, said: str) -> None:
    result, rows = run(people)
    assert (result.exit_code, rows) == (1, [])
    assert said in result.stderr


def test_a_date_that_is_none_is_left_out_and_told(run: Run, tmp_path: Path) -> None:
    people = PEOPLE.replace("1980-01-01", "spring")
    result, rows = run(people, "--json", str(tmp_path / "summary.json"))
    assert (result.exit_code, len(rows)) == (1, 1)
    assert "row 4, column birth_date: 'spring' is no date" in result.stderr
    faults = json.loads((tmp_path / "summary.json").read_text())["faults"]
    assert [(fault["row"], fault["column"]) for fault in faults] == [(4, "birth_date")]


@pytest.mark.parametrize("written", ["unknown", "n/a", "", "~1990", "1990-05", "19900517"])
def test_what_is_not_known_and_what_is_imprecise_is_no_fault(run: Run, written: str) -> None:
    assert run(PEOPLE.replace("1980-01-01", written))[0].exit_code == 0


def test_a_target_that_would_overwrite_the_people_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE)
    words = ["dedupe", str(tmp_path / "people.csv"), "-o", str(tmp_path / "people.csv")]
    assert CliRunner().invoke(cli.app, words).exit_code == 2
    assert (tmp_path / "people.csv").read_text() == PEOPLE


def test_an_interruption_leaves_nothing_half_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(model, "pairs", interrupted)
    result, rows = run()
    assert (result.exit_code, rows) == (130, [])
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_only_a_header_has_no_pairs(run: Run) -> None:
    result, rows = run("id,given_name\n")
    assert (result.exit_code, rows) == (0, [])
