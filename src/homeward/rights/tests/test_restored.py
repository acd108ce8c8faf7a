"""A backup made before an erasure comes back beside the key store of today."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from homeward.access.models import User
from homeward.config import database, embedded
from homeward.persons import search
from homeward.persons.models import Consent, Person
from homeward.rights import actions
from homeward.rights.choices import ErasureGround


def program(name: str) -> str:
    """Of the embedded server where that runs, or of the system."""
    found = embedded._program(name) if database.is_embedded() else shutil.which(name)
    assert found, f"{name} is needed to restore a backup"
    return found


def run(name: str, *words: str) -> None:
    where = connection.settings_dict
    environment = dict(
        os.environ,
        PGHOST=where["HOST"], PGPORT=where["PORT"], PGUSER=where["USER"],
        PGPASSWORD=where["PASSWORD"],
    )  # fmt: skip
    subprocess.run([program(name), *words], env=environment, check=True, capture_output=True)


@pytest.fixture
def erased_and_restored(own_database: None, closed: Any, as_app: Any, tmp_path: Path) -> Any:
    """A dump with the mother in it, her erasure, and then the dump in the database's place."""
    dump = tmp_path / "before.dump"
    run("pg_dump", "-Fc", "-f", str(dump), connection.settings_dict["NAME"])
    with as_app(closed.officer):
        decision = actions.propose(
            closed.mother, ErasureGround.RETENTION, "Over", by=closed.officer, at=closed.cast.now
        )
    with as_app(closed.second):
        decision = actions.approve(decision, by=closed.second, at=closed.cast.now)
        actions.carry_out(decision, by=closed.second, at=closed.cast.now)
    own = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"drop database {own} with (force)")
        cursor.execute(f"create database {own} template template0")
    run("pg_restore", "-d", own, str(dump))
    return closed


def test_what_comes_back_can_neither_be_read_nor_found(erased_and_restored, as_app) -> None:
    world = erased_and_restored
    with as_app(world.cast.owner):
        back = Person.objects.get(pk=world.mother.pk)
        assert back.given_name == "Erased"
        assert world.mother not in [hit.person for hit in search.find("Efua Ansah")]
        assert Person.objects.get(pk=world.son.pk).given_name == "Yaw"


def test_the_erasure_is_carried_out_again_before_anybody_is_served(
    erased_and_restored, as_app
) -> None:
    world = erased_and_restored
    assert actions.replay() == 1
    back = Person.objects.get(pk=world.mother.pk)
    assert (back.given_name, back.birth_known, back.birth_year) == ("", "unknown", None)
    assert not Consent.objects.filter(person=world.mother).exists()
    assert not User.objects.filter(person_id=world.mother.pk).exists()
    assert actions.replay() == 0
