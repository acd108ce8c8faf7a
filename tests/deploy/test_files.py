"""The files of deploy/ and compose.yaml, by the schema and by the programs that will read them."""

import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
SERVICES = ["database", "keys", "migrate", "web", "worker", "caddy"]
# systemd's own scale: 0 is closed, 10 open.
MOST_EXPOSED = 2.0


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "compose.yaml").read_text())  # type: ignore[no-any-return]


def lacking(program: str) -> str:
    return f"{program} is not on this machine, so this was not tried"


def test_compose_keeps_to_the_schema_of_its_specification(compose: dict[str, Any]) -> None:
    schema = files("check_jsonschema").joinpath("builtin_schemas/vendor/compose-spec.json")
    import json  # noqa: PLC0415

    jsonschema.validate(compose, json.loads(schema.read_text(encoding="utf-8")))
    assert sorted(compose["services"]) == sorted(SERVICES)


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_is_closed_and_its_log_has_an_end(compose: dict[str, Any], name: str) -> None:
    service = compose["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert set(service["logging"]["options"]) == {"max-size", "max-file"}


def test_only_whom_it_is_for_gets_a_secret(compose: dict[str, Any]) -> None:
    named = {
        name: {s if isinstance(s, str) else s["source"] for s in service.get("secrets", [])}
        for name, service in compose["services"].items()
    }
    holders = {
        secret: {name for name, held in named.items() if secret in held}
        for secret in compose["secrets"]
    }
    assert holders["job_key"] == {"migrate", "worker"}
    assert holders["database_url"] == holders["keys_url"] == {"migrate"}
    assert holders["master_key"] == {"migrate", "web", "worker"}
    assert all(holders.values())


def test_the_keys_lie_on_another_server_and_volume(compose: dict[str, Any]) -> None:
    data, keys = (
        {v.partition(":")[0] for v in compose["services"][name]["volumes"] if v[0] != "."}
        for name in ("database", "keys")
    )
    assert data
    assert keys
    assert not data & keys


def test_nothing_but_the_web_server_is_reached_from_outside(compose: dict[str, Any]) -> None:
    assert [name for name, said in compose["services"].items() if "ports" in said] == ["caddy"]


def test_caddy_takes_its_file() -> None:
    if not shutil.which("caddy"):
        pytest.skip(lacking("caddy"))
    given = {"PATH": "/usr/bin:/bin", "HOME": "/nowhere", "HOMEWARD_TLS_LINE": "tls internal"}
    command = ["caddy", "validate", "--config", str(DEPLOY / "Caddyfile")]
    done = subprocess.run(
        [*command, "--adapter", "caddyfile"],
        capture_output=True, text=True, check=False, env=given,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def on_this_machine(folder: Path) -> list[Path]:
    """The units as they stand, but for a program that is not installed here."""
    made = []
    for unit in [*UNITS, *(DEPLOY / "systemd").glob("*.timer")]:
        text = unit.read_text().replace("/opt/homeward/bin/homeward", "/bin/true")
        made.append(folder / unit.name)
        made[-1].write_text(text)
    return made


def test_systemd_takes_each_unit(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip(lacking("systemd-analyze"))
    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, on_this_machine(tmp_path))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr.strip()) == (0, "")


def test_each_unit_is_closed(tmp_path: Path, record_property: Any) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip(lacking("systemd-analyze"))
    for unit in on_this_machine(tmp_path):
        if unit.suffix != ".service":
            continue
        done = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", str(unit)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        said = re.search(r"Overall exposure level for \S+: ([0-9.]+)", done.stdout)
        assert said, done.stderr
        record_property(unit.name, said[1])
        assert float(said[1]) <= MOST_EXPOSED, done.stdout


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_each_secret_that_a_unit_names_is_handed_to_it(unit: Path) -> None:
    said = unit.read_text()
    named = set(re.findall(r"_FILE=%d/(\w+)", said))
    assert named == set(re.findall(r"LoadCredential=(\w+):", said))
    if unit.name == "homeward-web.service":
        assert named == {"secret_key", "master_key", "smtp_password"}
