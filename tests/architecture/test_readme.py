"""README.md and CHANGELOG.md: the floors, the commands and the version are those of the code."""

import re
import tomllib
from pathlib import Path

import homeward
from homeward.config.cli import app

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_floors_are_those_that_the_checks_hold() -> None:
    (contract,) = [
        one for one in PROJECT["tool"]["importlinter"]["contracts"] if one["id"] == "floors"
    ]
    held = {name.strip() for layer in contract["layers"] for name in layer.split("|")}
    table = README[README.index("| floor | features |") :].split("\n\n", 1)[0]
    assert set(re.findall(r"`(\w+)`", table)) | {"config"} == held


def test_every_command_is_there_and_said() -> None:
    own = {command.name or command.callback.__name__ for command in app.registered_commands}
    groups = {
        (group.name, command.name or command.callback.__name__.replace("_", "-"))
        for group in app.registered_groups
        for command in group.typer_instance.registered_commands
    }
    said = re.findall(r"^    homeward (\w+)(?: ([a-z0-9-]+))?", README, re.MULTILINE)
    assert own <= {first for first, _second in said}
    assert groups <= set(said)
    assert {first for first, _second in said} <= own | {group for group, _command in groups}


def test_the_version_is_one() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\S+),", changes, re.MULTILINE)
    assert newest
    assert newest[1] == PROJECT["project"]["version"] == homeward.__version__
