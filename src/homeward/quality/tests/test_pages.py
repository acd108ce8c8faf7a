"""The pages as the app role: each role's view, refusals, and what was typed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from homeward.access.choices import Role
from homeward.cases.models import Case
from homeward.core.spreadsheets import csv_table
from homeward.quality import actions, jobs
from homeward.quality.choices import Status, Verdict
from homeward.quality.models import Check, Improvement, StandardVersion
from homeward.quality.standard_files import COLUMNS
from homeward.quality.tests.conftest import Quality

ClientOf = Callable[..., Any]


def three(name: str, day: Any) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month),
            f"{name}_year": str(day.year)}  # fmt: skip


def text_of(response: Any) -> str:
    return response.content.decode()


def test_a_standard_is_written_published_and_adopted(quality: Quality, client_of: ClientOf) -> None:
    client = client_of(quality.manager)
    assert "Homeward brings none" in text_of(client.get("/quality/standards/"))
    client.post("/quality/standards/new/", {
        "title": "Training", "code": "training", "category": "", "source": "Handbook, 3",
    })  # fmt: skip
    version = StandardVersion.objects.get()
    url = f"/quality/versions/{version.pk}/"
    bad = SimpleUploadedFile("s.csv", csv_table(COLUMNS, [("1", "Text", "", "five", "")]))
    response = client.post(f"{url}sheet/", {"file": bad})
    assert response.status_code == 422
    assert "row 2, look_at" in text_of(response)
    response = client.post(f"{url}points/", {"number": "1.1", "text": "Hours", "scale": "two"})
    assert response.status_code == 422
    assert "Hours" in text_of(response)
    client.post(f"{url}points/", {
        "number": "1.1", "text": "Hours stand at the door", "look_at": "Door", "scale": "two",
    })  # fmt: skip
    assert "Publish this version" in text_of(client.get(url))
    client.post(f"{url}publish/")
    client.post(f"{url}adopt/", three("from_on", quality.today))
    assert "Draw services to check" in text_of(client.get(url))
    assert "version 1 adopted" in text_of(client.get("/quality/standards/"))
    assert client.get("/quality/standards/sheet/").content.startswith(b"PK")


def test_a_check_goes_from_its_plan_to_its_end(quality: Quality, client_of: ClientOf) -> None:
    version, service = quality.standard(), quality.cast.service()
    manager, checker = client_of(quality.manager), client_of(quality.checker)
    new = f"/quality/services/{service.pk}/check/"
    given = {"version": version.pk, "kind": "spot",
             "assignee": quality.checker.pk, **three("due_on", quality.today)}  # fmt: skip
    response = manager.post(new, given)
    assert response.status_code == 409
    assert "Say why this one is chosen" in text_of(response)
    manager.post(new, given | {"chosen_because": "A complaint"})
    check = Check.objects.get()
    url = f"/quality/checks/{check.pk}/"
    assert "Hold the check of a service" in text_of(checker.get("/"))
    provider = client_of(quality.cast.trainer)
    assert provider.get(url).status_code == 404
    first, second = actions.asked(check)
    days = three("held_on", quality.today) | three("reply_by", quality.today)
    said = {f"v_{first.pk}": "not_met", f"n_{first.pk}": "No sign", **days}
    response = checker.post(f"{url}fill/", said)
    assert response.status_code == 409
    assert "No sign" in text_of(response)
    checker.post(f"{url}fill/", said | {f"v_{second.pk}": "met"})
    assert "Reply to what was found" in text_of(provider.get(url))
    assert "No sign" in text_of(provider.get(url))
    provider.post(f"{url}reply/", {"text": "It is being painted."})
    assert "It is being painted." in text_of(manager.get(url))
    day = quality.today + timedelta(days=7)
    manager.post(f"{url}agree/", {"text": "A sign at the door", **three("due_on", day)})
    improvement = Improvement.objects.get()
    assert "A sign at the door" in text_of(provider.get(url))
    checker.post(f"/quality/improvements/{improvement.pk}/", {
        "seen": "done", "note": "It hangs", **three("seen_on", quality.today),
    })  # fmt: skip
    check.refresh_from_db()
    assert check.status == Status.CLOSED


def test_checks_are_drawn_and_the_seed_stands_on_the_page(
    quality: Quality, client_of: ClientOf
) -> None:
    version = quality.standard()
    quality.cast.service()
    client = client_of(quality.manager)
    response = client.post("/quality/checks/draw/", {
        "drawn_from": "services", "size": 1, "version": version.pk, "kind": "spot",
        "assignee": quality.checker.pk, **three("due_on", quality.today),
    }, follow=True)  # fmt: skip
    check = Check.objects.get()
    assert check.draw.seed in text_of(response)
    assert "drawn at random" in text_of(client.get(f"/quality/checks/{check.pk}/"))


def test_the_last_check_stands_with_the_service_and_its_provider(
    quality: Quality, client_of: ClientOf
) -> None:
    check = quality.reported(Verdict.MET, Verdict.PARTLY)
    client = client_of(quality.manager)
    page = text_of(client.get(f"/directory/{check.service_id}/"))
    assert "Last check" in page
    assert "Partly met" in page
    assert "Partly met" in text_of(client.get(f"/quality/providers/{check.provider_org_id}/"))
    stranger = client_of(quality.cast.stranger)
    assert "Partly met" not in text_of(stranger.get(f"/directory/{check.service_id}/"))
    assert "No check is known here" in text_of(
        stranger.get(f"/quality/providers/{check.provider_org_id}/")
    )


@pytest.mark.parametrize(("who", "url", "status"), [
    ("finance", "/quality/checks/draw/", 403),
    ("trainer", "/quality/data/", 403),
    ("secretary", "/quality/interviews/", 403),
    ("trainer", "/quality/standards/", 200),
    ("stranger", "/quality/", 200),
])  # fmt: skip
def test_each_page_asks_for_its_verb(
    quality: Quality, client_of: ClientOf, who: str, url: str, status: int
) -> None:
    assert client_of(getattr(quality.cast, who)).get(url).status_code == status


def test_an_outsider_finds_no_check(quality: Quality, client_of: ClientOf) -> None:
    check = quality.reported()
    stranger = client_of(quality.cast.stranger)
    for page in ("", "fill/", "agree/", "close/", "cancel/", "reply/"):
        assert stranger.get(f"/quality/checks/{check.pk}/{page}").status_code == 404


def test_a_line_opens_the_cases_it_finds(quality: Quality, client_of: ClientOf) -> None:
    case, _people = quality.cast.family()
    Case.objects.update(travels_on=quality.today, arrived_on=quality.today - timedelta(days=2))
    with quality.cast.as_app():
        jobs.examine_as_job(organisation_id=quality.cast.host.pk)
    client = client_of(quality.manager)
    page = text_of(client.get("/quality/data/"))
    assert "Arrived before the day of travel" in page
    assert "Ask which of the two days is right" in page
    assert case.reference in text_of(client.get("/quality/data/arrived_before_travel/"))
    assert client.get("/quality/data/nothing/").status_code == 404
    assert "No limit is stated" in text_of(client.get("/quality/data/outcome_entered/"))
    other = client_of(quality.cast.stranger)
    assert case.reference not in text_of(other.get("/quality/data/arrived_before_travel/"))


def test_a_sealed_file_is_in_no_list(quality: Quality, client_of: ClientOf) -> None:
    case, _people = quality.cast.family()
    Case.objects.update(travels_on=quality.today, arrived_on=quality.today - timedelta(days=2))
    quality.seal(case)
    client = client_of(quality.worker)
    page = text_of(client.get("/quality/data/arrived_before_travel/"))
    assert case.reference not in page
    assert "Nothing of this is found" in page


def test_a_limit_is_stated_and_its_source_shown(quality: Quality, client_of: ClientOf) -> None:
    client = client_of(quality.manager)
    given = {"line": "outcome_entered", "value": 7, **three("valid_from", quality.today)}
    response = client.post("/quality/data/limits/", given)
    assert response.status_code == 409
    client.post("/quality/data/limits/", given | {"source": "Handbook, 7"})
    assert "Handbook, 7" in text_of(client.get("/quality/data/"))


def test_an_interviewer_reads_no_colleague_s_line(quality: Quality, client_of: ClientOf) -> None:
    from homeward.quality.tests.interviewed import figures  # noqa: PLC0415

    colleague = quality.cast.user("asks", quality.cast.host, Role.CASE_MANAGER)
    few = quality.cast.user("seldom", quality.cast.host, Role.CASE_MANAGER)
    figures(quality, {quality.checker: 40, colleague: 30, few: 3})
    leads = text_of(client_of(quality.manager).get("/quality/interviews/"))
    assert "0.31" in leads
    assert quality.checker.name in leads
    # The one of few is hidden, and the next one with it: else the total would tell.
    assert few.name not in leads
    assert colleague.name not in leads
    own = text_of(client_of(colleague).get("/quality/interviews/"))
    assert quality.checker.name not in own
