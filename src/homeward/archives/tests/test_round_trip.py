"""From one installation into another, empty one: equal counts, sums and fingerprints."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from homeward.access import gate
from homeward.access.choices import Purpose
from homeward.access.models import Organisation, User
from homeward.archives import actions, opening, sealing
from homeward.archives.models import Arrival, Request
from homeward.archives.packing import spelled, unspelled
from homeward.archives.tables import tables
from homeward.archives.tests.conftest import Elsewhere
from homeward.cases.models import Case
from homeward.demo.fill import fill
from homeward.persons import search
from homeward.persons.models import Person
from homeward.tasks.models import Task

PASSPHRASE = "a long way home and back"


def write(name: str, path: Path) -> dict[str, object]:
    organisation = Organisation.objects.get(name=name)
    return actions.write_as_owner(
        organisation, path, PASSPHRASE, reason="We move", at=timezone.now()
    )


def arrive(path: Path, passphrase: str = PASSPHRASE) -> actions.Report:
    return actions.arrive([path], passphrase, at=timezone.now())


def counted() -> dict[str, int]:
    """How many rows each table that travels has here."""
    with connection.cursor() as cursor:
        found = {}
        for table in tables().values():
            cursor.execute(f'select count(*) from "{table.name}"')
            found[table.name] = int(cursor.fetchone()[0])
    return found


def names() -> list[tuple[str, str]]:
    return sorted((one.given_name, one.family_name) for one in Person.objects.all())


@pytest.mark.usefixtures("own_database")
def test_an_organisation_arrives_with_equal_counts_sums_and_fingerprints(
    elsewhere: Elsewhere, tmp_path: Path
) -> None:
    fill(4, 2026, lambda done: None)
    name = "Ways Home Belgium asbl"
    archive = tmp_path / "one.homeward"
    manifest = write(name, archive)
    ours = Organisation.objects.get(name=name)
    people = sorted(
        (one.given_name, one.family_name) for one in Person.objects.filter(owner_org=ours)
    )
    waits = Task.objects.filter(case_id__in=Case.objects.filter(owner_org=ours).values("pk"))
    open_waits = set(waits.filter(done_at__isnull=True).values_list("pk", "due_on"))
    clear = archive.read_bytes()
    assert not any(given.encode() in clear for given, _ in people)

    with elsewhere():
        before = counted()
        _nothing_comes_of_a_bad_file(archive, tmp_path, before)
        _nothing_comes_of_half_an_import(archive, before)
        rehearsal = actions.arrive([archive], PASSPHRASE, at=timezone.now(), dry_run=True)
        assert rehearsal.is_equal
        assert counted() == before

        report = arrive(archive)

        assert report.is_equal
        for table, told in manifest["tables"].items():  # type: ignore[attr-defined]
            here = report.tables[table]
            assert here["rows"] == told["rows"]
            if not here["stood_here"]:
                assert here["after"]["fingerprint"] == told["fingerprint"], table
                assert here["after"]["sums"] == told["sums"], table
                assert counted()[table] == before[table] + told["rows"], table
        # Opened by keys of this installation; found under its own secrets.
        assert names() == people
        assert search.is_complete()
        assert set(Task.objects.filter(done_at=None).values_list("pk", "due_on")) >= open_waits
        assert not User.objects.filter(is_active=True).exists()
        kept = Arrival.objects.get()
        assert kept.organisation.name == name
        assert kept.report["equal"]
        after = counted()
        with pytest.raises(actions.KnownAlready):
            arrive(archive)
        assert counted() == after
    # And of the same file, once it came under another number: nothing is written twice.
    again = tmp_path / "again.homeward"
    write(name, again)
    with pytest.raises(actions.NotTaken) as refusal:
        arrive(again)
    assert {conflict.why for conflict in refusal.value.conflicts} == {"it stands here already"}
    _the_gate_stands(ours)


def _nothing_comes_of_a_bad_file(archive: Path, folder: Path, before: dict[str, int]) -> None:
    content = archive.read_bytes()
    turned = bytearray(content)
    turned[len(turned) // 2] ^= 1
    spoilt: dict[str, bytes] = {
        "altered": bytes(turned),
        "cut": content[: len(content) - 100],
        "no archive": b"PK\x03\x04 of somebody else",
        "empty": b"",
    }
    for why, bad in spoilt.items():
        path = folder / why
        path.write_bytes(bad)
        with pytest.raises(sealing.NotOpened):
            arrive(path)
    with pytest.raises(sealing.NotOpened):
        arrive(archive, "another passphrase")
    assert counted() == before


def _nothing_comes_of_half_an_import(archive: Path, before: dict[str, int]) -> None:
    """The server loses the connection midway, as it does where the process is killed."""

    def killed(table: str, rows: int) -> None:
        if table == "cases_case":
            assert counted()["persons_person"] > before["persons_person"]
            with connection.cursor() as cursor:
                cursor.execute("select pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(DatabaseError):
        actions.arrive([archive], PASSPHRASE, at=timezone.now(), progress=killed)
    connection.close()
    assert counted() == before
    assert not Arrival.objects.exists()


def _the_gate_stands(organisation: Organisation) -> None:
    """What came of the demo is still the demo's; a smoke test of the folded columns."""
    user = User.objects.filter(organisation=organisation, is_active=True).first()
    assert user is not None
    with gate.acting_user(user.pk, Purpose.CASEWORK):
        assert Case.objects.filter(owner_org=organisation).exists()


@pytest.mark.django_db
def test_a_disk_that_is_full_leaves_no_file_behind(cast: Any, tmp_path: Path) -> None:
    cast.family()

    def full(table: str, rows: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        actions.write_as_owner(
            cast.host, tmp_path / "one", PASSPHRASE, reason="-", at=timezone.now(), progress=full
        )
    assert list(tmp_path.iterdir()) == []
    assert not Request.objects.exists()


def test_what_its_own_manifest_denies_is_refused(tmp_path: Path) -> None:
    """Whoever knows the passphrase can make any file; it is held to its manifest all the same."""
    for content, why in _made_up(tmp_path):
        with pytest.raises(opening.Altered, match=why), opening.opened([content], PASSPHRASE):
            pass


def _made_up(folder: Path) -> list[tuple[Path, str]]:
    def sealed(name: str, manifest: object, **files: str) -> Path:
        clear = io.BytesIO()
        with zipfile.ZipFile(clear, "w") as packed:
            for file, text in files.items():
                packed.writestr(file.replace("_", "/", 1), text)
            packed.writestr("manifest.json", json.dumps(manifest))
        path = folder / name
        with path.open("wb") as out:
            clear.seek(0)
            sealing.seal(clear, out, PASSPHRASE)
        return path

    whole = {
        "format": "homeward-organisation/1", "id": "1", "organisation": {"name": "X"},
        "tables": {}, "files": {},
    }  # fmt: skip
    return [
        (sealed("form", {**whole, "format": "another/1"}), "its form is another/1"),
        (sealed("list", []), "not to be read"),
        (sealed("more", whole, tables_x="a"), "not in the manifest"),
        (sealed("less", {**whole, "files": {"tables/x": "0"}}), "is missing"),
        (sealed("hash", {**whole, "files": {"tables/x": "0"}}, tables_x="a"), "not what its"),
    ]


def test_cells_are_spelled_so_that_nothing_and_a_text_differ() -> None:
    for cell in (None, "", "N", "\\N", "\\\\N", "\\", "a\\N", "\n\r,\"'", "é ع"):
        assert unspelled(spelled(cell)) == cell
    assert spelled(None) == "\\N"
