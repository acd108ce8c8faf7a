"""An installation of an earlier version, with its data, becomes one of today."""

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from homeward.config import database

DUMPS = sorted(path for path in Path(__file__).parent.iterdir() if (path / "secrets").is_dir())
# Made by the version's own migration in an installation; in a new server they come first.
ROLES = (database.APP_ROLE, database.LOG_ROLE)
# Persons and the cases of all organisations: as the owner, past the policies.
COUNT = """
import json
from homeward.cases.models import Case
from homeward.persons.models import Person
names = [person.family_name for person in Person.objects.order_by("pk")]
print(json.dumps({"cases": Case.objects.count(), "names": names}))
"""
# Whom no erasure could reach any more, and why: each is carried out, and taken back.
ERASE = """
import json
from django.db import DatabaseError, connection, transaction
from homeward.persons.models import Person
said = []
for person_id in Person.objects.values_list("pk", flat=True):
    with transaction.atomic(), connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute("select rights_erase_rows(%s)", [person_id])
                cursor.execute("set constraints all immediate")
        except DatabaseError as error:
            said.append(str(error))
        transaction.set_rollback(True)
print(json.dumps(said))
"""


class Installation:
    def __init__(self, home: Path) -> None:
        self.home = home
        home.chmod(0o711)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("HOMEWARD_", "DATABASE_"))}
        self.environment = {**kept, "HOMEWARD_HOME": str(home), "HOMEWARD_DEMO": "1"}

    def run(self, *words: str, **more: Any) -> str:
        done = subprocess.run(
            words, env={**self.environment, **more}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout

    def homeward(self, *words: str) -> str:
        return self.run(str(Path(sys.executable).with_name("homeward")), *words)

    def python(self, code: str) -> str:
        return self.run(sys.executable, "-c", code)

    def restore(self, dump: Path) -> None:
        shutil.copytree(dump / "secrets", self.home / "secrets")
        for name in (database.NAME, database.NAME + database.KEYS_SUFFIX):
            text = self.home / f"{name}.sql"
            text.write_bytes(gzip.decompress((dump / f"{name}.sql.gz").read_bytes()))
        roles = "".join(f"create role {role} login;" for role in ROLES)
        names = [database.NAME, database.NAME + database.KEYS_SUFFIX]
        self.python(
            "import subprocess\n"
            "from homeward.config import embedded, folders\n"
            "def psql(name, *words):\n"
            "    where = ['-h', folders.socket_folder(), '-U', 'homeward_owner', '-d', name]\n"
            "    subprocess.run([embedded._program('psql'), '-qXv', 'ON_ERROR_STOP=1', *where,\n"
            "        *words], check=True, stdout=subprocess.DEVNULL, **folders.server_identity())\n"
            # It runs on for the commands that follow: each would start and stop it otherwise.
            "embedded.start(durable=False)\n"
            f"psql('postgres', '-c', {roles!r})\n"
            f"psql('postgres', '-c', 'create database {names[1]} template template0')\n"
            f"for name in {names!r}:\n"
            f"    psql(name, '-f', f'{self.home}/{{name}}.sql')\n"
        )

    def stop(self) -> None:
        self.python("from homeward.config import embedded; embedded.stop()")

    def told(self, *asked: str) -> list[Any]:
        """What programs print that run as the database's owner, one after the other."""
        code = (
            "import os; os.environ['HOMEWARD_DB_AS'] = 'owner'\n"
            "os.environ['DJANGO_SETTINGS_MODULE'] = 'homeward.config.settings'\n"
            "import django\n"
            f"django.setup()\nfor asked in {asked!r}:\n    exec(asked)\n"
        )
        return [json.loads(line) for line in self.python(code).splitlines()]


def rows(dump: Path, table: str) -> int:
    """How many rows of a table the dump holds."""
    text = gzip.decompress((dump / f"{database.NAME}.sql.gz").read_bytes()).decode()
    return text.split(f"COPY public.{table} (")[1].split("\n\\.")[0].count("\n")


@pytest.fixture
def installation() -> Iterator[Installation]:
    home = Path(os.environ["HOMEWARD_HOME"]) / "upgraded"
    home.mkdir()
    made = Installation(home)
    yield made
    made.stop()
    shutil.rmtree(home)


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.name)
def test_it_migrates_and_loses_nothing(installation: Installation, dump: Path) -> None:
    installation.restore(dump)
    installation.homeward("migrate")
    told, not_erased = installation.told(COUNT, ERASE)
    assert told["cases"] == rows(dump, "cases_case")
    assert len(told["names"]) == rows(dump, "persons_person")
    assert all(name and name.isprintable() for name in told["names"])
    assert not_erased == []
    # As the worker does each minute: the dump's log was anchored where it came from.
    installation.homeward("anchor")
    assert "Everything is as it should be." in installation.homeward("check")
