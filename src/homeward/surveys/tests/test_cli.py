import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl
import pytest
from click.testing import Result
from typer.testing import CliRunner

from homeward.surveys import answer_files, cli, instruments
from homeward.surveys.tests.sample import SAMPLE
from homeward.surveys.tests.test_sheet_files import workbook

RSS = instruments.load("rss", "2018")
HEADER = list(SAMPLE)
ADDED = ["economic", "social", "psychosocial", "composite", "band", "unknown", "refused"]

Run = Callable[..., tuple[Result, list[dict[str, str]]]]


def text_of(
    rows: Sequence[dict[str, str]], header: Sequence[str] = HEADER, delimiter: str = ","
) -> str:
    lines = [header, *([row.get(name, "") for name in header] for row in rows)]
    return "".join(delimiter.join(cells) + "\r\n" for cells in lines)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def score(content: str | bytes, *more: str) -> tuple[Result, list[dict[str, str]]]:
        source, target = tmp_path / "answers.csv", tmp_path / "scores.csv"
        source.write_bytes(content.encode() if isinstance(content, str) else content)
        result = CliRunner().invoke(cli.app, ["rss", str(source), "-o", str(target), *more])
        if not target.exists():
            return result, []
        with target.open(encoding="utf-8", newline="") as file:
            dialect = ";" if ";" in file.readline() else ","
            file.seek(0)
            return result, list(csv.DictReader(file, delimiter=dialect))

    return score


def test_the_sample_is_scored_and_its_columns_are_kept(run: Run) -> None:
    row = SAMPLE | {"person": "P-1", "wave": "baseline", "remark": "Kumasi"}

    result, rows = run(text_of([row], ["person", "wave", *HEADER, "remark"]))

    assert result.exit_code == 0
    assert list(rows[0]) == ["person", "wave", *HEADER, "remark", *ADDED, "warning", "error"]
    assert rows[0].items() >= row.items()
    assert [rows[0][name] for name in ADDED] == [
        "0.635000", "0.745000", "0.262500", "0.515000", "standard", "0", "0",
    ]  # fmt: skip
    assert (rows[0]["warning"], rows[0]["error"]) == ("", "")


def test_faulty_rows_are_written_with_their_error_and_listed(run: Run, tmp_path: Path) -> None:
    bad = SAMPLE | {"working": "perhaps", "safety": "quite"}
    summary = tmp_path / "summary.json"

    result, rows = run(text_of([SAMPLE, bad, SAMPLE]), "--json", str(summary))

    assert result.exit_code == 1
    assert "row 3, column working: 'perhaps' is not an answer code" in result.output
    assert [row["composite"] for row in rows] == ["0.515000", "", "0.515000"]
    assert rows[1]["working"] == "perhaps"
    assert "working" in rows[1]["error"]
    assert "safety" in rows[1]["error"]
    content = json.loads(summary.read_text())
    assert (content["rows"], content["scored"], content["faulty_rows"]) == (3, 2, 1)
    assert content["faults"][0]["row"] == 3
    assert content["faults"][1]["column"] == "safety"
    assert content["options"]["able_to_stay"] == "follow_up"


def test_a_row_without_answers_has_no_score_and_is_no_fault(run: Run) -> None:
    result, rows = run(text_of([{}, SAMPLE]))

    assert result.exit_code == 0
    assert [rows[0][name] for name in ADDED] == ["", "", "", "", "", "0", "0"]
    assert rows[0]["warning"] == answer_files.NOT_FILLED_IN


def test_a_row_with_too_many_or_few_cells_is_faulty(run: Run) -> None:
    lines = text_of([SAMPLE, SAMPLE, SAMPLE]).split("\r\n")
    lines[1] += ",more"
    lines[2] = "satisfied,often"

    result, rows = run("\r\n".join(lines))

    assert result.exit_code == 1
    assert [bool(row["error"]) for row in rows] == [True, True, False]
    assert "30 cells, where the header has 29" in rows[0]["error"]


def test_a_blank_line_is_no_row_but_is_counted_in_the_numbers(run: Run) -> None:
    lines = text_of([SAMPLE, SAMPLE | {"working": "x"}]).split("\r\n")
    lines.insert(2, "")

    result, rows = run("\r\n".join(lines))

    assert len(rows) == 2
    assert "row 4, column working" in result.output


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (HEADER[1:], "The column econ_satisfaction is missing."),
        ([*HEADER, "working"], "The column working stands there twice."),
        ([*HEADER, "composite"], "The column composite is one that the scores add."),
        (["name", "age"], "The first row is not a header of item ids"),
        ([], "The first row is not a header of item ids"),
    ],
)
def test_a_wrong_header_writes_no_file(
    run: Run, tmp_path: Path, header: list[str], told: str
) -> None:
    summary = tmp_path / "summary.json"

    result, _ = run(text_of([SAMPLE], header), "--json", str(summary))

    assert result.exit_code == 1
    assert told in result.output
    assert sorted(file.name for file in tmp_path.iterdir()) == ["answers.csv", "summary.json"]
    assert json.loads(summary.read_text())["refused"]


def test_an_older_output_stays_when_the_input_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "scores.csv").write_text("person\r\nearlier\r\n")

    _, rows = run("name\r\n")

    assert rows == [{"person": "earlier"}]


def test_without_the_follow_up_column_no_counts_half(run: Run) -> None:
    result, rows = run(text_of([SAMPLE], HEADER[:-1]))

    assert result.exit_code == 0
    assert rows[0]["psychosocial"] == "0.337500"
    assert "no column need_vs_wish" in result.output


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_of_spreadsheets(
    run: Run, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    row = SAMPLE | {"person": "Adjoa Ménsah"}

    result, _ = run(text_of([row], ["person", *HEADER], delimiter).encode(encoding))

    assert result.exit_code == 0, result.output
    lines = (tmp_path / "scores.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith(f"Adjoa Ménsah{delimiter}satisfied")
    assert delimiter.join(["0.515000", "standard", "0", "0"]) in lines[1]


def test_another_encoding_is_refused_unless_it_is_named(run: Run) -> None:
    content = text_of([SAMPLE | {"person": "Ménsah"}], ["person", *HEADER]).encode("cp1252")

    refused, nothing = run(content)
    done, rows = run(content, "--encoding", "cp1252")

    assert (refused.exit_code, nothing) == (1, [])
    assert "name its encoding" in refused.output
    assert (done.exit_code, rows[0]["person"]) == (0, "Ménsah")


def test_a_quote_that_never_ends_is_refused_with_its_line(run: Run) -> None:
    result, rows = run(text_of([SAMPLE]) + '"never,ends\r\n')

    assert (result.exit_code, rows) == (1, [])
    assert "line 3" in result.output


def test_options_are_taken_and_told(run: Run) -> None:
    row = SAMPLE | {"able_to_stay": "no", "discrimination": "very_often"}

    result, rows = run(
        text_of([row]), "--option", "able_to_stay=literal", "--option", "discrimination=four"
    )

    assert "able_to_stay=literal, discrimination=four" in result.output
    # able_to_stay 0 -> 1 adds .15; discrimination 1 -> 0 takes .11.
    assert rows[0]["psychosocial"] == "0.302500"


@pytest.mark.parametrize(
    "more", [["--option", "mood=good"], ["--option", "able_to_stay"], ["--nothing"]]
)
def test_wrong_use_is_2_and_writes_no_file(run: Run, more: list[str]) -> None:
    result, rows = run(text_of([SAMPLE]), *more)

    assert (result.exit_code, rows) == (2, [])


def test_files_that_are_not_there_or_would_be_overwritten_are_wrong_use(tmp_path: Path) -> None:
    source = tmp_path / "answers.csv"
    missing = CliRunner().invoke(cli.app, ["rss", str(source), "-o", str(tmp_path / "s.csv")])
    source.write_bytes(text_of([SAMPLE]).encode())
    onto_itself = CliRunner().invoke(cli.app, ["rss", str(source), "-o", str(source)])
    nowhere = CliRunner().invoke(cli.app, ["rss", str(source), "-o", str(tmp_path / "x" / "s.csv")])

    assert {missing.exit_code, onto_itself.exit_code, nowhere.exit_code} == {2}
    assert source.read_bytes() == text_of([SAMPLE]).encode()


def test_a_run_that_is_interrupted_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = tmp_path / "answers.csv", tmp_path / "scores.csv"
    source.write_text(text_of([SAMPLE] * 3))

    def interrupt(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(answer_files, "_scored_rows", interrupt)
    with pytest.raises(KeyboardInterrupt):
        answer_files.score_file(RSS, source, target, options={})

    assert [file.name for file in tmp_path.iterdir()] == ["answers.csv"]


def test_parquet_goes_to_parquet_with_the_same_scores(tmp_path: Path) -> None:
    source, target = tmp_path / "answers.parquet", tmp_path / "scores.parquet"
    rows = [SAMPLE | {"wave": "a"}, SAMPLE | {"safety": "quite"}, {}]
    schema = dict.fromkeys([*HEADER, "wave"], pl.String)
    pl.DataFrame(rows, schema=schema, orient="row").write_parquet(source)

    result = CliRunner().invoke(cli.app, ["rss-2018", str(source), "-o", str(target)])

    assert result.exit_code == 1
    assert "row 3, column safety: 'quite' is not an answer code" in result.output
    scores = pl.read_parquet(target)
    assert scores["composite"].to_list() == [0.515, None, None]
    assert scores["wave"].to_list() == ["a", None, None]
    assert scores["warning"].to_list()[2] == answer_files.NOT_FILLED_IN
    assert sorted(file.name for file in tmp_path.iterdir()) == ["answers.parquet", "scores.parquet"]


def test_csv_does_not_become_parquet(tmp_path: Path) -> None:
    source, target = tmp_path / "answers.csv", tmp_path / "scores.parquet"
    source.write_text(text_of([SAMPLE]))

    result = CliRunner().invoke(cli.app, ["rss", str(source), "-o", str(target)])

    assert (result.exit_code, target.exists()) == (1, False)
    assert "both CSV or both Parquet" in result.output


def test_any_instrument_with_a_sheet_is_scored(tmp_path: Path) -> None:
    sheet, source, target = (tmp_path / n for n in ("s.xlsx", "answers.csv", "scores.csv"))
    sheet.write_bytes(workbook())
    source.write_text("was_heard,felt_well\nyes,no\n")

    result = CliRunner().invoke(cli.app, [str(sheet), str(source), "-o", str(target)])

    assert result.exit_code == 0, result.output
    assert target.read_text().splitlines()[1] == "yes,no,0.400000,0.400000,low,0,0,,"


@pytest.mark.parametrize("name", ["child", "nowhere.toml"])
def test_an_instrument_that_is_not_there_is_wrong_use(tmp_path: Path, name: str) -> None:
    source = tmp_path / "answers.csv"
    source.write_text("a\n")

    result = CliRunner().invoke(cli.app, [name, str(source), "-o", str(tmp_path / "s.csv")])

    assert result.exit_code == 2
