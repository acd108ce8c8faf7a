import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from homeward.exchange.cli import exports, imports
from homeward.services.models import Service

ORGANISATION = "id,name,description\no1,Oak Centre,Trains\n"
GOOD = "id,organization_id,name,status\ns1,o1,Welding,active\n"
BAD = GOOD + "s2,o1,,active\n"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "organizations.csv").write_text(ORGANISATION, encoding="utf-8")
    (tmp_path / "services.csv").write_text(GOOD, encoding="utf-8")
    return tmp_path


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(imports, [str(argument) for argument in arguments])


def test_an_import_reports_and_leaves_a_summary(package: Path, tmp_path: Path, as_app: Any) -> None:
    summary = tmp_path / "summary.json"
    with as_app():
        result = invoke("hsds", package, "--country", "gh", "--json", summary)
    assert result.exit_code == 0, result.output
    told = json.loads(summary.read_text(encoding="utf-8"))
    assert told["counts"]["service"] == {"new": 1}
    assert not told["refused"]


def test_a_refused_import_exits_with_1_and_says_where(
    package: Path, tmp_path: Path, as_app: Any
) -> None:
    (package / "services.csv").write_text(BAD, encoding="utf-8")
    summary = tmp_path / "summary.json"
    with as_app():
        result = invoke("hsds", package, "--country", "GH", "--json", summary)
        assert not Service.objects.exists()
    assert result.exit_code == 1
    assert "services.csv:3" in result.output
    [fault] = json.loads(summary.read_text(encoding="utf-8"))["faults"]
    assert (fault["row"], fault["field"]) == (3, "name")


def test_a_file_that_is_not_there_is_wrong_use(as_app: Any) -> None:
    assert invoke("hsds", "nowhere").exit_code == 2


def test_a_country_that_is_none_is_wrong_use(package: Path, as_app: Any) -> None:
    assert invoke("hsds", package, "--country", "Oz").exit_code == 2


@pytest.mark.parametrize("name", ["out.json", "out.zip"])
def test_what_is_exported_is_known_again(
    package: Path, tmp_path: Path, as_app: Any, name: str
) -> None:
    output, summary = tmp_path / name, tmp_path / "summary.json"
    with as_app():
        invoke("hsds", package, "--country", "GH", "--publish")
        written = CliRunner().invoke(exports, ["hsds", "-o", str(output)])
        again = invoke("hsds", output, "--source", "again", "--json", summary)
        assert Service.objects.count() == 1
    assert (written.exit_code, again.exit_code) == (0, 0)
    counts = json.loads(summary.read_text(encoding="utf-8"))["counts"]
    assert counts == {"organisation": {"unchanged": 1}, "service": {"unchanged": 1}}
