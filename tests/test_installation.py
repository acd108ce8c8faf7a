"""The embedded server and the command line, each run as its own process on a HOME of its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installations import lay_out

Home = Path


@pytest.fixture
def home() -> Iterator[Home]:
    folder = Path(tempfile.mkdtemp(prefix="homeward-home-"))
    folder.chmod(0o711)
    yield folder
    run(folder, "embedded", "stop")
    shutil.rmtree(folder)


def environment(home: Home, **more: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("HOMEWARD_", "DATABASE_", "DJANGO_"))
    }
    return kept | {"HOMEWARD_HOME": str(home)} | more


def run(home: Home, module: str, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", f"homeward.config.{module}", *words],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        check=False,
    )


def pid_file(home: Home) -> Path:
    return home / "postgres" / "data" / "postmaster.pid"


def is_running(home: Home) -> bool:
    return run(home, "embedded", "status").returncode == 0


def test_two_that_start_at_once_get_one_server(home: Home) -> None:
    command = [sys.executable, "-m", "homeward.config.embedded", "start"]
    both = [subprocess.Popen(command, env=environment(home)) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert is_running(home)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="knows a process by /proc")
def test_the_server_starts_again_after_a_kill_even_when_its_number_is_taken(home: Home) -> None:
    run(home, "embedded", "start")
    words = pid_file(home).read_text().split("\n")
    os.kill(int(words[0]), signal.SIGKILL)
    # As after a restart of the machine: another process has the number by now.
    pid_file(home).write_text("\n".join([str(os.getpid()), *words[1:]]))
    assert run(home, "embedded", "start").returncode == 0
    assert is_running(home)


def test_nothing_of_the_server_is_open_to_others(home: Home) -> None:
    run(home, "embedded", "start")
    for folder in ("postgres", "postgres/data", "postgres/socket"):
        assert (home / folder).stat().st_mode & 0o077 == 0, folder
    assert "\n5432\n" in pid_file(home).read_text()
    assert "127.0.0.1" not in pid_file(home).read_text()


def test_check_tells_in_words_what_is_missing(home: Home) -> None:
    bare = run(home, "cli", "check")
    assert bare.returncode == 1
    assert "HOMEWARD_SECRET_KEY is not set" in " ".join(bare.stdout.split())
    before = run(home, "cli", "check", HOMEWARD_DEMO="1")
    assert before.returncode == 1
    assert "`homeward migrate` makes the role" in " ".join(before.stdout.split())


def test_check_finds_a_migrated_installation_well_and_a_strange_key_out(home: Home) -> None:
    lay_out(home)
    well = run(home, "cli", "check", HOMEWARD_DEMO="1")
    assert well.returncode == 0, well.stdout
    strange = run(home, "cli", "check", HOMEWARD_DEMO="1", HOMEWARD_SECRET_KEY="s" * 40)
    assert strange.returncode == 1
    assert "doesn't know this HOMEWARD_SECRET_KEY" in " ".join(strange.stdout.split())


def test_without_secrets_nothing_is_served_but_a_plain_sentence(home: Home) -> None:
    refused = run(home, "cli", "migrate")
    assert refused.returncode != 0
    assert "HOMEWARD_SECRET_KEY is not set" in refused.stderr


def test_the_help_and_the_file_tools_ask_for_no_settings(home: Home) -> None:
    for words in (["--help"], ["score", "--help"], ["import", "--help"]):
        assert run(home, "cli", *words).returncode == 0
    assert not pid_file(home).exists()
