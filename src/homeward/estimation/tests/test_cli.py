import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from homeward.config import cli
from homeward.estimation.tests.studied import confounded

Run = Callable[..., Result]
COLUMNS = ("--outcome", "income", "--treatment", "help", "--covariates", "skill,age,town")


def rows(n: int = 120) -> list[str]:
    study = confounded(n)
    towns = ("Tema", "Ho", "Accra")
    return [
        f"p{place},{outcome:.4f},{int(treated)},{skill:.4f},{age:.1f},{towns[place % 3]}"
        for place, (outcome, treated, (skill, age)) in enumerate(
            zip(study.outcome, study.treated, study.covariates, strict=True)
        )
    ]


HEADER = "person,income,help,skill,age,town"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def evaluate(*options: str, lines: list[str] | None = None) -> Result:
        source = tmp_path / "extract.csv"
        source.write_text("\n".join([HEADER, *(rows() if lines is None else lines)]) + "\n")
        return CliRunner().invoke(
            cli.app, ["evaluate", str(source), "-o", str(tmp_path / "out"), *options]
        )

    return evaluate


def test_the_difference_comes_first_then_estimates_and_balance(run: Run, tmp_path: Path) -> None:
    result = run(*COLUMNS)
    assert result.exit_code == 0, result.output
    said = result.stdout
    order = ["Unadjusted difference", "Doubly robust", "difference before", "- On average"]
    assert [said.index(part) for part in order] == sorted(said.index(part) for part in order)
    made = {path.name for path in (tmp_path / "out").iterdir()}
    assert made == {
        "balance.csv", "balance.svg", "estimates.csv", "estimates.svg", "overlap.svg",
        "reading.txt", "report.json",
    }  # fmt: skip
    # A category is a column for each value but the most frequent.
    assert "town=Ho" in (tmp_path / "out" / "balance.csv").read_text()


def test_it_reproduces_itself(run: Run, tmp_path: Path) -> None:
    run(*COLUMNS, "--bootstrap", "50", "--seed", "3")
    first = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    run(*COLUMNS, "--bootstrap", "50", "--seed", "3")
    assert first == {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}


def test_every_faulty_cell_is_named_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    lines = rows()
    lines[0] = "p0,much,1,0.1,30,Tema"
    lines[2] = "p2,5.0,maybe,0.1,30,Tema"
    lines[3] = "p3,5.0,1,,30,Tema"
    lines[4] = "p4,5.0,1"
    result = run(*COLUMNS, "--json", str(tmp_path / "said.json"), lines=lines)
    assert result.exit_code == 1
    assert "row 5, column skill: it is empty" in result.stderr
    assert "row 6, column (row): 3 cells, where the header has 6" in result.stderr
    assert not (tmp_path / "out").exists()
    assert json.loads((tmp_path / "said.json").read_text())["refused"] is True
    # What can't be read as its kind is named once every row has its cells.
    result = run(*COLUMNS, lines=lines[:3] + lines[5:])
    assert "row 2, column income: 'much' is not a number" in result.stderr
    assert "row 4, column help: 'maybe' is neither 1 (had it) nor 0 (had it not)" in result.stderr


def test_rows_with_an_empty_cell_are_left_out_where_it_is_asked_for(run: Run) -> None:
    lines = rows()
    lines[3] = "p3,5.0,1,,30,Tema"
    result = run(*COLUMNS, "--complete-cases", lines=lines)
    assert result.exit_code == 0
    assert "People left out for an empty or withheld cell: 1." in result.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--outcome", "wealth", "--treatment", "help"), "The column wealth is missing."),
        (("--outcome", "income", "--treatment", "income"), "The column income is asked for twice."),
        (
            ("--outcome", "income", "--treatment", "help", "--covariates", "person"),
            "column person: 'p0' is not a number",
        ),
    ],
)
def test_a_wrong_column_is_refused(
    run: Run, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    result = run(*options)
    assert result.exit_code == 1
    assert said in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("lines", [[], rows(120)[:1]])
def test_too_few_people_are_refused(run: Run, lines: list[str]) -> None:
    result = run(*COLUMNS, lines=lines)
    assert result.exit_code == 1
    assert "fewer than two people in a group" in result.stderr


def test_a_target_that_cannot_be_is_wrong_use(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    assert run(*COLUMNS).exit_code == 2
    (tmp_path / "out").unlink()
    assert run(*COLUMNS, "--json", str(tmp_path / "extract.csv")).exit_code == 2
    assert run(*COLUMNS, "--json", str(tmp_path / "no" / "said.json")).exit_code == 2
