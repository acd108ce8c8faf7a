"""A file is brought, looked through, and taken in or thrown away, on pages."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django.models import ProcrastinateJob

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.exchange import jobs, rules
from homeward.exchange.activity_files import actions
from homeward.exchange.choices import FileState, Reason
from homeward.exchange.models import ActivityFile
from homeward.exchange.tests.iati_samples import MOVED, activity, document
from homeward.programmes.models import Programme

GOOD = document(activity("XX-TEST-1-A", body=MOVED))
BAD = document(activity("XX-TEST-1-A"), activity("XX-TEST-1-B", title=""))


@pytest.fixture
def manager(cast: Any) -> User:
    found: User = cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)
    return found


def bring(client: Any, content: bytes, **more: str) -> Any:
    data = {"file": SimpleUploadedFile("unhcr.xml", content), **more}
    return client.post("/exchange/iati/new/", data, follow=True)


def file() -> ActivityFile:
    return ActivityFile.objects.get()


def imported() -> int:
    return Programme.objects.exclude(source="").count()


def test_a_file_is_looked_through_then_taken_in(client_of: Any, manager: User) -> None:
    client = client_of(manager)
    page = bring(client, GOOD)
    text = page.content.decode()
    assert "Write 1 programme" in text
    assert imported() == 0
    page = client.post(f"/exchange/iati/{file().pk}/take-in/", follow=True)
    assert "1 programme was written." in page.content.decode()
    assert imported() == 1
    assert (file().state, file().content, file().taken_by) == (FileState.TAKEN, None, manager)
    # A second click.
    assert client.post(f"/exchange/iati/{file().pk}/take-in/").status_code == 409
    assert client.post(f"/exchange/iati/{file().pk}/leniently/").status_code == 409


def test_faults_are_shown_with_line_and_element_and_lenient_reading_is_offered(
    client_of: Any, manager: User
) -> None:
    client = client_of(manager)
    text = bring(client, BAD).content.decode()
    assert "1 fault" in text
    assert "<bdi>title</bdi>" in text
    assert client.post(f"/exchange/iati/{file().pk}/take-in/").status_code == 409
    page = client.post(f"/exchange/iati/{file().pk}/leniently/", follow=True)
    assert "XX-TEST-1-B is left out" in page.content.decode()
    client.post(f"/exchange/iati/{file().pk}/take-in/")
    assert imported() == 1


def test_what_is_no_activity_file_can_only_be_thrown_away(client_of: Any, manager: User) -> None:
    client = client_of(manager)
    bring(client, b"no XML", is_lenient="on")
    page = client.get(f"/exchange/iati/{file().pk}/throw-away/")
    assert page.status_code == 200
    client.post(f"/exchange/iati/{file().pk}/throw-away/")
    assert (file().state, file().content) == (FileState.DISCARDED, None)
    assert client.post(f"/exchange/iati/{file().pk}/take-in/").status_code == 409


def test_an_empty_form_keeps_the_page(client_of: Any, manager: User) -> None:
    assert client_of(manager).post("/exchange/iati/new/", {}).status_code == 422
    assert client_of(manager).get("/exchange/iati/new/").status_code == 302


def test_a_file_that_is_too_large_is_refused_with_its_reason(manager: User, as_app: Any) -> None:
    assert rules.reasons_not_to_bring(rules.LARGEST_FILE + 1) == [Reason.FILE_TOO_LARGE]
    assert rules.reasons_not_to_bring(0) == [Reason.FILE_IS_EMPTY]


def test_a_large_file_waits_for_the_worker(
    client_of: Any, manager: User, as_app: Any, cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "SMALL_FILE", 10)
    text = bring(client_of(manager), GOOD).content.decode()
    assert "the worker" in text
    assert client_of(manager).post(f"/exchange/iati/{file().pk}/take-in/").status_code == 409
    waiting = ProcrastinateJob.objects.get(queue_name="imports")
    jobs.look_through(**waiting.args)
    assert file().state == FileState.CHECKED


def test_roles_without_the_verb_are_turned_away(client_of: Any, cast: Any, manager: User) -> None:
    bring(client_of(manager), GOOD)
    worker = client_of(cast.partner)
    for path in ("", "new/", "programmes.xml", f"{file().pk}/"):
        assert worker.get(f"/exchange/iati/{path}").status_code == 403
    evaluator = client_of(cast.user("evaluator", cast.host, Role.EVALUATOR))
    assert evaluator.get("/exchange/iati/").status_code == 200
    assert evaluator.get(f"/exchange/iati/{file().pk}/").status_code == 403


def test_another_organisation_does_not_find_the_file(
    client_of: Any, cast: Any, manager: User
) -> None:
    bring(client_of(manager), GOOD)
    other = client_of(cast.user("other", cast.partner_org, Role.PROGRAMME_MANAGER))
    assert other.get(f"/exchange/iati/{file().pk}/").status_code == 404
    assert other.post(f"/exchange/iati/{file().pk}/take-in/").status_code == 404


def test_the_action_asks_for_the_verb_itself(cast: Any, as_app: Any) -> None:
    with as_app(cast.partner), pytest.raises(PermissionDenied):
        actions.bring(GOOD, "x.xml", by=cast.partner, at=cast.now)


def test_programmes_go_out_as_a_file(client_of: Any, manager: User) -> None:
    client = client_of(manager)
    bring(client, GOOD)
    client.post(f"/exchange/iati/{file().pk}/take-in/")
    here = client.get("/exchange/iati/programmes.xml")
    assert here["Content-Type"] == "application/xml"
    assert b"XX-TEST-1-A" not in here.content
    assert b"XX-TEST-1-A" in client.get("/exchange/iati/programmes.xml?of=all").content
    one = client.get("/exchange/iati/programmes.xml?programme=XX-TEST-1-A").content
    assert one.count(b"<iati-activity ") == 1
