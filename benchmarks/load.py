"""200 users at their daily work for ten minutes, on the real server: errors, and p95 by page.

    python benchmarks/load.py [--open 120000] [--users 200] [--minutes 10] [--think 20] [--keep]

`--think` is how long a user reads before the next page, in seconds (half to one and a half times).
Each page's p95 is told beside that of the empty page, asked by the same users in the same minutes.
The exit status is 1 where a request failed. Locust plays on the same machine and takes its share.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import ground
import pages

USERS = Path(__file__).with_name("load_users.py")
WORKERS = ["case_manager", "return_counsellor"]


def prepared(home: Path, users: int, think: int) -> tuple[dict[str, Any], str, int]:
    os.environ.update(ground.environment(home), HOMEWARD_DB_AS="owner")
    import django

    django.setup()
    from django.db import connection
    from subjects import names

    from homeward.access.models import User

    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        version = cursor.fetchone()[0]
        cursor.execute("select count(*) from cases_case where closed_at is null")
        open_cases = cursor.fetchone()[0]
    found = User.objects.filter(roles__overlap=WORKERS, is_active=True).order_by("pk")[:users]
    sessions = [_signed_in(user) for user in found]
    if len(sessions) < users:
        sys.exit(f"The database has {len(sessions)} case workers; fill a larger one.")
    given = {
        "users": sessions,
        "names": names(200),
        "think": think,
        "seed": 1,
    }
    return given, version, open_cases


def _signed_in(user: Any) -> str:
    """The key of a session of this user, as a sign-in would leave it."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def play(given: dict[str, Any], port: int, minutes: int) -> list[dict[str, str]]:
    """Locust's own figures, a row a page."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder, "given.json")
        told.write_text(json.dumps(given), encoding="utf-8")
        users = len(given["users"])
        command = [sys.executable, "-m", "locust", "-f", str(USERS), "--headless", "--only-summary"]
        command += ["--host", f"http://127.0.0.1:{port}", "--users", str(users)]
        # All are there after a minute; what was measured before is thrown away.
        command += ["--spawn-rate", str(max(1, users // 60)), "--reset-stats"]
        command += ["--run-time", f"{minutes * 60 + 60}s", "--csv", str(Path(folder, "told"))]
        done = subprocess.run(
            command,
            env=os.environ | {"HOMEWARD_LOAD": str(told)},
            stdout=subprocess.DEVNULL,
            check=False,
        )
        figures = Path(folder, "told_stats.csv")
        if not figures.exists():
            sys.exit(f"locust ended with {done.returncode}")
        return list(csv.DictReader(figures.open(encoding="utf-8")))


def report(rows: list[dict[str, str]], heading: str) -> bool:
    empty = float(next(row["95%"] for row in rows if row["Name"] == "empty page"))
    print(f"\n{heading}\n\n{'':18}{'requests':>9}{'errors':>8}{'p50 ms':>8}{'p95 ms':>8}{'x':>7}")
    for row in rows:
        print(
            f"{row['Name']:18}{row['Request Count']:>9}{row['Failure Count']:>8}"
            f"{row['50%']:>8}{row['95%']:>8}{float(row['95%']) / empty:7.2f}"
        )
    return all(row["Failure Count"] == "0" for row in rows)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--persons", type=int, default=9_000)
    options.add_argument("--open", type=int, default=120_000)
    options.add_argument("--users", type=int, default=200)
    options.add_argument("--minutes", type=int, default=10)
    options.add_argument("--think", type=int, default=20)
    options.add_argument("--home", type=Path, default=ground.HOME.with_name("benchmark-load"))
    options.add_argument("--keep", action="store_true", help="take the database as it was filled")
    given = options.parse_args()
    ground.prepare(
        given.home, given.persons, keep=given.keep, open_cases=given.open, workers=given.users
    )
    told, version, open_cases = prepared(given.home, given.users, given.think)
    try:
        with pages.server(given.home) as port:
            rows = play(told, port, given.minutes)
    finally:
        ground.call(given.home, "-m", "homeward.config.embedded", "stop")
    heading = (
        f"{given.users} users, {given.minutes} minutes, {given.think} s between pages,"
        f" {open_cases} open cases; {ground.machine(version)}"
    )
    return 0 if report(rows, heading) else 1


if __name__ == "__main__":
    sys.exit(main())
