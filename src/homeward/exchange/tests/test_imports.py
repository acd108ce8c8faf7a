"""Pages on which a directory is read in, and what a later edition does."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from homeward.access.choices import Role
from homeward.core.changes import Did
from homeward.exchange import importer
from homeward.exchange.models import ImportDraft, ImportRun
from homeward.exchange.readings import Reading
from homeward.exchange.tests.test_importer import DIRECTORY, HALL, OAK, WELDING
from homeward.services import queries
from homeward.services.models import Service
from homeward.services.records import DirectoryRecord, PlaceRecord, WordsRecord

SERVICE = {
    "id": "s1",
    "name": "Welding",
    "status": "active",
    "organization": {"id": "o1", "name": "Oak Centre", "description": "Trains"},
}


def run(directory: DirectoryRecord, **options: Any) -> importer.Report:
    return importer.run(directory, Reading(), **options)


def named(name: str) -> Any:
    return replace(WELDING, words=WordsRecord(name=name))


# A later edition.


def test_what_is_gone_stays_until_somebody_retires_it(as_app: Any) -> None:
    with as_app():
        run(DIRECTORY)
        kept = run(replace(DIRECTORY, services=()))
        assert (kept.gone, kept.edition.gone) == (1, {"s1": "Welding"})
        assert queries.search().count() == 1
        retired = run(replace(DIRECTORY, services=()), retire_gone=True)
        assert retired.is_retired
        assert queries.search().count() == 0
        assert Service.objects.get().gone_on


def test_what_was_gone_comes_back_with_its_source(as_app: Any) -> None:
    with as_app():
        run(DIRECTORY)
        run(replace(DIRECTORY, services=()), retire_gone=True)
        back = run(DIRECTORY)
        assert back.edition.back == ["s1"]
        assert back.gone == 0
        assert queries.search().count() == 1
        assert Service.objects.get().gone_on is None


def test_a_dry_run_retires_and_brings_back_nothing(as_app: Any) -> None:
    with as_app():
        run(DIRECTORY)
        run(replace(DIRECTORY, services=()), retire_gone=True, dry_run=True)
        assert queries.search().count() == 1


def test_ids_given_anew_are_known_again_and_double_nothing(as_app: Any) -> None:
    anew = DirectoryRecord(
        source="test",
        organisations=(replace(OAK, source_id="o9"),),
        locations=(replace(HALL, source_id="l9"),),
        services=(
            replace(
                WELDING,
                source_id="s9",
                organisation="o9",
                at_locations=(PlaceRecord(location="l9"),),
            ),
        ),
    )
    with as_app():
        run(DIRECTORY)
        before = Service.objects.get()
        report = run(anew)
        after = Service.objects.get()
    assert [(r.kind, r.old, r.new) for r in report.edition.reissued] == [
        ("organisation", "o1", "o9"),
        ("location", "l1", "l9"),
        ("service", "s1", "s9"),
    ]
    assert (after.pk, after.source_id) == (before.pk, "s9")
    assert report.gone == 0
    assert {kind: dict(counts) for kind, counts in report.counts.items()} == {
        "organisation": {"unchanged": 1},
        "location": {"unchanged": 1},
        "service": {"unchanged": 1},
    }
    assert report.count("service", Did.NEW) == 0


def test_two_that_look_alike_are_not_taken_for_one(as_app: Any) -> None:
    twins = (WELDING, replace(WELDING, source_id="s2"))
    with as_app():
        run(replace(DIRECTORY, services=twins))
        report = run(replace(DIRECTORY, services=(replace(WELDING, source_id="s3"),)))
    assert report.edition.reissued == []
    assert (report.gone, report.count("service", Did.NEW)) == (2, 1)


def test_another_name_under_another_id_is_another_service(as_app: Any) -> None:
    with as_app():
        run(DIRECTORY)
        report = run(replace(DIRECTORY, services=(replace(named("Sewing"), source_id="s2"),)))
    assert report.edition.reissued == []
    assert (report.gone, report.count("service", Did.NEW)) == (1, 1)


# The pages.


@pytest.fixture
def manager(cast: Any) -> Any:
    return cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)


def send(client: Any, *, name: str = "directory.json", **changed: Any) -> Any:
    content = changed.pop("content", json.dumps([SERVICE]))
    file = SimpleUploadedFile(name, content.encode())
    given = {
        "kind": "hsds",
        "file": file,
        "source": "oak",
        "country": "GH",
        "language": "en",
        **changed,
    }
    return client.post("/exchange/imports/new/", given)


def test_a_file_is_sent_looked_at_and_confirmed(client_of: Any, manager: Any) -> None:
    client = client_of(manager)
    assert send(client, publishes="on").status_code == 302
    shown = client.get("/exchange/imports/preview/")
    assert shown.status_code == 200
    assert not Service.objects.exists()
    done = client.post("/exchange/imports/preview/", follow=True)
    assert "SHA-256" in done.content.decode()
    assert Service.objects.get().is_published
    [kept] = ImportRun.objects.all()
    assert (kept.source, kept.by, kept.file_names) == ("oak", manager, ["directory.json"])
    assert kept.counts["service"] == {"new": 1}
    assert not ImportDraft.objects.exists()
    assert "oak" in client.get("/exchange/imports/").content.decode()


def test_a_second_click_writes_nothing_twice(client_of: Any, manager: Any) -> None:
    client = client_of(manager)
    send(client)
    client.post("/exchange/imports/preview/")
    assert client.post("/exchange/imports/preview/").status_code == 404
    assert ImportRun.objects.count() == 1


def test_a_file_with_faults_tells_all_of_them_and_writes_nothing(
    client_of: Any, manager: Any
) -> None:
    client = client_of(manager)
    send(client, content=json.dumps([{"id": "s1", "name": "", "status": "perhaps"}]))
    shown = client.get("/exchange/imports/preview/")
    assert shown.status_code == 422
    assert "A value is missing." in shown.content.decode()
    client.post("/exchange/imports/preview/")
    assert not Service.objects.exists()
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"source": "Not Plain"}, "Small letters, digits and dashes"),
        ({"name": "directory.exe"}, "must end in"),
        ({"kind": "services_jordan"}, "Add the Arabic file."),
    ],
)
def test_what_is_not_a_file_of_its_kind_is_refused_and_what_was_typed_stays(
    client_of: Any, manager: Any, changed: dict[str, str], said: str
) -> None:
    response = send(client_of(manager), **changed)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert 'value="GH" selected' in response.content.decode()


def test_a_later_edition_shows_what_is_gone_and_retires_it_when_asked(
    client_of: Any, manager: Any
) -> None:
    client = client_of(manager)
    other = {**SERVICE, "id": "s2", "name": "Sewing"}
    send(client, content=json.dumps([SERVICE, other]))
    client.post("/exchange/imports/preview/")
    send(client)
    assert "Sewing" in client.get("/exchange/imports/preview/").content.decode()
    client.post("/exchange/imports/preview/", {"retire_gone": "on"})
    assert Service.objects.get(name="Sewing").gone_on
    assert ImportRun.objects.first().report["retired"]


@pytest.mark.parametrize("who", ["owner", "partner", "trainer"])
def test_other_roles_are_turned_away(client_of: Any, cast: Any, who: str) -> None:
    client = client_of(getattr(cast, who))
    for path in ("", "new/", "preview/"):
        assert client.get(f"/exchange/imports/{path}").status_code == 403


def test_a_draft_is_its_sender_s_alone(client_of: Any, cast: Any, manager: Any) -> None:
    send(client_of(manager))
    other = cast.user("administrator", cast.host, Role.ADMINISTRATOR)
    assert client_of(other).get("/exchange/imports/preview/").status_code == 404
