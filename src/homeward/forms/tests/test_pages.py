"""The pages of forms: upload, look, try, compare, publish."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from homeward.access.choices import Role
from homeward.forms.models import Form, FormVersion
from homeward.forms.tests import sheets

FIRST = sheets.form(
    [
        ["type", "name", "label::English (en)", "label::French (fr)", "relevant"],
        ["select_one yes_no", "work", "Do you work?", "Travaillez-vous ?", ""],
        ["text", "trade", "As what?", "Comme quoi ?", "${work} = 'yes'"],
        ["begin repeat", "child", "Children", "Enfants", ""],
        ["text", "called", "Name", "Nom", ""],
        ["end repeat", "", "", "", ""],
    ],
    [
        ["list_name", "name", "label::English (en)", "label::French (fr)"],
        ["yes_no", "yes", "Yes", "Oui"],
        ["yes_no", "no", "No", "Non"],
    ],
)
SECOND = sheets.form(
    [
        ["type", "name", "label::English (en)", "label::French (fr)", "relevant"],
        ["select_one yes_no", "work", "Do you have work?", "Travaillez-vous ?", ""],
        ["text", "wish", "What would you like?", "Que souhaitez-vous ?", "${work} = 'no'"],
        ["begin repeat", "child", "Children", "Enfants", ""],
        ["text", "called", "Name", "Nom", ""],
        ["end repeat", "", "", "", ""],
    ],
    [
        ["list_name", "name", "label::English (en)", "label::French (fr)"],
        ["yes_no", "yes", "Yes", "Oui"],
        ["yes_no", "no", "Not now", "Non"],
    ],
)


@pytest.fixture
def manager(cast: Any) -> Any:
    return cast.user("manager", cast.host, Role.PROGRAMME_MANAGER)


def file(source: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("work.xlsx", source)


def uploaded(client: Any) -> FormVersion:
    answer = client.post("/forms/new/", {"kind": "assessment", "file": file(FIRST)})
    assert answer.status_code == 302, answer.content.decode()
    return FormVersion.objects.get()


def test_a_form_is_uploaded_adapted_compared_and_published(client_of: Any, manager: Any) -> None:
    client = client_of(manager)
    first = uploaded(client)
    assert "Do you work?" in client.get(f"/forms/versions/{first.pk}/").content.decode()
    source = client.get(f"/forms/versions/{first.pk}/source/")
    assert source.content == FIRST

    upload = f"/forms/{first.form_id}/upload/"
    again = client.post(upload, {"file": file(FIRST)})
    assert again.status_code == 409
    assert client.post(upload, {"file": file(SECOND)}).status_code == 302
    second = FormVersion.objects.get(number=2)
    page = client.get(f"/forms/versions/{second.pk}/compare/").content.decode()
    for text in ("What would you like?", "As what?", "Do you have work?", "no: Not now"):
        assert text in page

    day = {"valid_from_day": "1", "valid_from_month": "2", "valid_from_year": "2026"}
    assert client.post(f"/forms/versions/{second.pk}/publish/", day).status_code == 302
    second.refresh_from_db()
    assert second.is_published
    assert client.post(f"/forms/versions/{second.pk}/publish/", day).status_code == 409
    assert "Version 2 since" in client.get("/forms/").content.decode()


def test_a_faulty_file_is_refused_with_its_place(client_of: Any, manager: Any) -> None:
    source = sheets.form([["type", "name", "label"], ["selct_one x", "b", "B"]])
    answer = client_of(manager).post("/forms/new/", {"kind": "assessment", "file": file(source)})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "is no type of question" in page
    assert "<bdi>survey</bdi>" in page
    assert not Form.objects.exists()


def test_a_preview_asks_as_the_form_does_and_keeps_nothing(client_of: Any, manager: Any) -> None:
    client = client_of(manager)
    address = f"/forms/versions/{uploaded(client).pk}/preview/"
    assert "Do you work?" in client.get(address).content.decode()
    assert "Travaillez-vous" in client.get(address, {"language": "fr"}).content.decode()
    answer = client.post(address, {"asked": ["work"], "q.work": "yes", "page": "1"})
    page = answer.content.decode()
    assert "As what?" in page
    assert 'name="carried" value="work=yes"' in page
    rows = client.post(address, {"carried": ["work=yes"], "page": "2", "do": "add:child"})
    assert 'value="child[2]/called"' in rows.content.decode()


def test_who_does_not_keep_forms_only_reads_them(cast: Any, client_of: Any, manager: Any) -> None:
    version = uploaded(client_of(manager))
    counsellor = client_of(cast.owner)
    assert counsellor.get(f"/forms/{version.form_id}/").status_code == 200
    assert counsellor.get("/forms/new/").status_code == 403
    other = cast.user("other", cast.stranger_org, Role.PROGRAMME_MANAGER)
    answer = client_of(other).post(f"/forms/{version.form_id}/upload/", {"file": file(SECOND)})
    assert answer.status_code == 409


def test_the_database_lets_nobody_change_what_is_published(
    cast: Any, client_of: Any, manager: Any
) -> None:
    version = uploaded(client_of(manager))
    FormVersion.objects.update(
        status="published", valid_from=cast.now.date(), published_at=cast.now
    )
    with cast.as_app(manager), connection.cursor() as cursor:
        cursor.execute("update forms_formversion set xform = '' where id = %s", [version.pk])
        assert cursor.rowcount == 0
        cursor.execute("delete from forms_formversion")
        assert cursor.rowcount == 0
    other = cast.user("other", cast.stranger_org, Role.PROGRAMME_MANAGER)
    with cast.as_app(other), connection.cursor() as cursor:
        cursor.execute("update forms_form set title = 'x'")
        assert cursor.rowcount == 0
