"""The dictionary names every table and column, as the models and the database have them."""

import csv
import io

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from homeward.access.person_level import RULES
from homeward.desk import dictionary

pytestmark = pytest.mark.django_db
INDEX = reverse("desk:dictionary")


def page_of(name: str) -> str:
    return reverse("desk:dictionary_table", args=[name])


def test_every_table_is_there_with_its_class_and_who_sees_it(cast, client_of) -> None:
    with cast.as_app(cast.owner):
        found = {one.name: one for one in dictionary.tables()}
    ours = [
        model._meta.db_table
        for config in apps.get_app_configs()
        if config.name.startswith("homeward.")
        for model in config.get_models(include_auto_created=True)
    ]
    assert set(found) == set(ours)
    assert {one.model for one in found.values() if one.is_of_persons} == set(RULES)
    assert all(each.columns for each in found.values())
    # Who sees a person's row is the database's: no such table is without a policy for reading.
    assert [one.name for one in found.values() if one.is_of_persons and one.standing.is_read
            and not one.standing.policies] == []  # fmt: skip
    page = client_of(cast.officer).get(page_of("persons_identitydocument")).content.decode()
    for word in ("Identity", "Cleared:", "encrypted text", "Every row about the person"):
        assert word in page
    seen = client_of(cast.officer).get(page_of("scenarios_scenario")).content.decode()
    assert "shared_at IS NOT NULL" in seen


def test_it_is_searched_by_word_or_column_and_narrowed_to_persons(cast, client_of) -> None:
    client = client_of(cast.officer)
    page = client.get(INDEX, {"q": "begins_on"}).content.decode()
    assert page_of("scenarios_scenario") in page
    assert page_of("persons_person") not in page
    persons = client.get(INDEX, {"persons": "1", "q": "scenarios_"})
    assert "No table by these words" in persons.content.decode()
    assert client.get(page_of("no_such_table")).status_code == 404


def test_it_is_in_the_reader_s_language_where_the_software_is(cast, client_of) -> None:
    client = client_of(cast.officer)
    client.cookies["django_language"] = "fr"
    with translation.override("fr"):
        label = str(
            apps.get_model("scenarios", "Scenario")._meta.get_field("begins_on").verbose_name
        )
    assert label.lower() in client.get(page_of("scenarios_scenario")).content.decode().lower()


def test_the_sheet_has_a_row_a_column(cast, client_of) -> None:
    answer = client_of(cast.officer).get(reverse("desk:dictionary_sheet"), {"q": "pathways_"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert ("pathways_requirement", "valid_from") in {(r["Table"], r["Column"]) for r in rows}
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from information_schema.columns"
            " where table_name = 'pathways_requirement'"
        )
        [count] = cursor.fetchone()
    assert sum(row["Table"] == "pathways_requirement" for row in rows) == count


def test_whoever_is_not_signed_in_reads_nothing_of_it(cast, client_of) -> None:
    assert client_of(cast.officer).get(INDEX).status_code == 200
    assert Client().get(INDEX).status_code == 302
