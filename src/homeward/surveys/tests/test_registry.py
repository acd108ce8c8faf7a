"""Instruments as files: loaded, looked at, compared and published; by whom, and what is refused."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.surveys.choices import VersionStatus
from homeward.surveys.models import Instrument, InstrumentVersion
from homeward.surveys.tests.conftest import Cast
from homeward.surveys.tests.test_sheet_files import SHEETS, workbook

QUESTIONS = [
    ["type", "name", "label"],
    ["select_one agree", "was_heard", "Was listened to"],
    ["select_one agree", "felt_well", "Felt well"],
    ["text", "words", "In your own words"],
]
CODES = [["yes", "Yes"], ["partly", "Partly"], ["no", "No"]]
TYPED = {
    "title": "Satisfaction with help", "code": "satisfaction", "topic": "satisfaction",
    "unit": "person", "filled_by": ["person", "colleague"], "version": "1",
    "licence": "Our own.",
}  # fmt: skip


def form(codes: list[list[str]] = CODES) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "survey"
    sheets = {
        "survey": QUESTIONS,
        "choices": [["list_name", "name", "label"], *(["agree", *code] for code in codes)],
        "settings": [["form_title", "form_id", "version"], ["Satisfaction", "satisfaction", "1"]],
    }
    for title, rows in sheets.items():
        sheet = book.active if title == "survey" else book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def files(**given: bytes) -> dict[str, SimpleUploadedFile]:
    return {name: SimpleUploadedFile(f"{name}.xlsx", content) for name, content in given.items()}


@pytest.fixture
def manager(cast: Cast) -> User:
    return User.objects.create(
        email="m@test.example", name="Esi", organisation=cast.receiver,
        roles=[Role.PROGRAMME_MANAGER.value],
    )  # fmt: skip


@pytest.fixture
def page(manager: User, client_of):
    return client_of(manager)


@pytest.fixture
def loaded(page) -> InstrumentVersion:
    page.post("/surveys/instruments/new/", TYPED | files(form=form(), sheet=workbook()))
    return InstrumentVersion.objects.get(instrument__code="satisfaction")


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_list_says_what_is_there_and_what_is_missing(page) -> None:
    shown = text(page.get("/surveys/instruments/"))

    assert "Reintegration Sustainability Survey" in shown
    for missing in ("Reintegration of children", "Survivors of trafficking", "Social cohesion"):
        assert missing in shown
    assert "?topic=trafficking" in shown


def test_questions_and_sheet_are_read_and_published(loaded: InstrumentVersion, page) -> None:
    shown = text(page.get(f"/surveys/versions/{loaded.pk}/"))
    assert "A draft: nobody is asked by it yet" in shown
    assert "Was listened to" in shown
    assert "Partly 0.333333" in shown
    assert "about health" in shown
    day = {"valid_from_day": 1, "valid_from_month": 3, "valid_from_year": 2026}
    page.post(f"/surveys/versions/{loaded.pk}/publish/", day)

    loaded.refresh_from_db()
    assert (loaded.status, loaded.form_version.is_published) == (VersionStatus.PUBLISHED, True)
    assert [window.code for window in loaded.windows] == ["after"]
    again = page.post(f"/surveys/versions/{loaded.pk}/publish/", day)
    assert again.status_code == 409


def test_without_a_sheet_it_has_no_score_and_says_so(page) -> None:
    page.post("/surveys/instruments/new/", TYPED | files(form=form()))
    version = InstrumentVersion.objects.get(instrument__code="satisfaction")

    assert "This version has no score" in text(page.get(f"/surveys/versions/{version.pk}/"))
    assert page.get(f"/surveys/versions/{version.pk}/sheet/").status_code == 404


def test_a_faulty_sheet_is_refused_with_its_places_and_nothing_is_lost(page) -> None:
    rows = [*SHEETS["answers"], ["agree", "maybe", 2, "Maybe"]]
    refused = page.post(
        "/surveys/instruments/new/", TYPED | files(form=form(), sheet=workbook(answers=rows))
    )

    assert refused.status_code == 422
    assert "answers, row 5, points: 2 is not within 0 and 1" in text(refused)
    assert 'value="Satisfaction with help"' in text(refused)
    assert not Instrument.objects.filter(code="satisfaction").exists()


def test_a_code_that_the_sheet_does_not_know_is_told(page) -> None:
    refused = page.post(
        "/surveys/instruments/new/",
        TYPED | files(form=form([*CODES, ["maybe", "Maybe"]]), sheet=workbook()),
    )

    assert "the form offers maybe, and the sheet has no points for it" in text(refused)


def test_a_new_version_says_what_is_new_and_is_compared(loaded: InstrumentVersion, page) -> None:
    settings = [*SHEETS["instrument"][:2], ["version", "2"], *SHEETS["instrument"][3:]]
    items = [SHEETS["items"][0], [*SHEETS["items"][1]], [*SHEETS["items"][2]]]
    items[1][3:5], items[2][3:5] = [0.5, 0.5], [0.5, 0.5]
    url = f"/surveys/instruments/{loaded.instrument_id}/upload/"
    new = workbook(instrument=settings, items=items)
    assert page.post(url, {"version": "2"} | files(sheet=new)).status_code == 422
    page.post(url, {"version": "2", "changes": "Equal weights"} | files(sheet=new))

    second = InstrumentVersion.objects.get(version="2")
    assert (second.number, second.form_version_id) == (2, loaded.form_version_id)
    shown = text(page.get(f"/surveys/versions/{second.pk}/compare/"))
    assert "Equal weights" in shown
    assert "0.4 / 0.4" in shown
    assert "0.5 / 0.5" in shown
    refused = page.post(url, {"version": "2", "changes": "Again"} | files(sheet=new))
    assert "A version of this name is there already." in text(refused)
    assert "The scoring sheet is of another" not in text(refused)


def test_a_sheet_of_another_instrument_is_refused(page) -> None:
    refused = page.post(
        "/surveys/instruments/new/", TYPED | {"code": "other"} | files(sheet=workbook())
    )

    assert refused.status_code == 409
    assert "The scoring sheet is of another instrument or version" in text(refused)


def test_the_shipped_sheet_is_taken_as_a_file_and_read_by_everybody(cast: Cast, client_of) -> None:
    version = InstrumentVersion.objects.get(instrument__code="rss")
    worker = client_of(cast.worker)
    answer = worker.get(f"/surveys/versions/{version.pk}/sheet/")

    assert answer.content.decode() == version.sheet
    assert worker.get("/surveys/instruments/").status_code == 200
    assert worker.get("/surveys/instruments/new/").status_code == 403
    assert worker.get(f"/surveys/instruments/{version.instrument_id}/").status_code == 200


def test_another_organisation_changes_nothing(
    loaded: InstrumentVersion, cast: Cast, client_of
) -> None:
    other = User.objects.create(
        email="o@test.example", name="Else", organisation=cast.stranger,
        roles=[Role.PROGRAMME_MANAGER.value],
    )  # fmt: skip
    stranger = client_of(other)
    sent = {"version": "3", "changes": "x"} | files(form=form())

    assert stranger.get(f"/surveys/versions/{loaded.pk}/").status_code == 200
    day = {"valid_from_day": 1, "valid_from_month": 3, "valid_from_year": 2026}
    assert stranger.post(f"/surveys/versions/{loaded.pk}/publish/", day).status_code == 409
    url = f"/surveys/instruments/{loaded.instrument_id}/upload/"
    assert stranger.post(url, sent).status_code == 409
