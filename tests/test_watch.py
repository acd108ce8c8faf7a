"""A served installation is watched: by probes, by measurements of all its processes, by its log."""

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests import installations

TOKEN = "t0ken-of-prometheus"
# A bound for what never comes; a slow machine takes a minute.
PATIENCE = 400
SENT = 40


class Served:
    def __init__(self, home: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.home = home
        environment = installations.environment(home) | {
            "HOMEWARD_METRICS_TOKEN": TOKEN, "HOMEWARD_LOG": "json",
        }  # fmt: skip
        with (home / "serve.log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "homeward.config.cli", "serve", "--port", str(self.port)],
                env=environment, stdout=log, stderr=log,
            )  # fmt: skip

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        asked = urllib.request.Request(f"http://localhost:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(asked, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def wait_for(self, path: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(OSError):
                if self.get(path)[0] == 200:
                    return
            time.sleep(0.2)
        raise AssertionError((self.home / "serve.log").read_text()[-4000:])

    def measured_with(self, *, processes: int) -> tuple[str, dict[str, str]]:
        """The measurements once so many processes tell: the first answers before the last is up."""
        deadline = time.monotonic() + PATIENCE
        while True:
            status, text = self.get("/metrics", Authorization=f"Bearer {TOKEN}")
            assert status == 200
            figures = dict(line.rsplit(" ", 1) for line in text.splitlines() if line[:1] != "#")
            if float(figures["homeward_web_processes"]) == processes:
                return text, figures
            assert time.monotonic() < deadline, text
            time.sleep(0.2)


@pytest.fixture
def served() -> Iterator[Served]:
    home = Path(tempfile.mkdtemp(prefix="homeward-watch-"))
    home.chmod(0o711)
    installations.lay_out(home)
    one = Served(home)
    try:
        one.wait_for("/healthz")
        yield one
    finally:
        one.process.terminate()
        one.process.wait(60)
        shutil.rmtree(home, ignore_errors=True)


def test_an_installation_is_watched_across_its_processes(served: Served) -> None:
    served.wait_for("/readyz?strict=1")  # the worker's first beat included
    for _ in range(SENT):
        assert served.get("/nowhere/zyxcanary/?q=zyxcanary")[0] == 404
    assert served.get("/metrics")[0] == 404
    text, figures = served.measured_with(processes=2)
    missed = 'homeward_requests_total{method="GET",status="404",view="none"}'
    assert float(figures[missed]) == SENT
    assert float(figures["homeward_ready"]) == 1
    assert float(figures['homeward_pool_connections{state="open"}']) >= 1
    assert "zyxcanary" not in text
    log = (served.home / "serve.log").read_text()
    assert "zyxcanary" not in log
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert all({"time", "level", "logger", "message"} <= line.keys() for line in lines)
