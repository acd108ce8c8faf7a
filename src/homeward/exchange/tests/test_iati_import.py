"""What activities become, and what a second reading does."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from homeward.access.models import Organisation
from homeward.actors.models import Actor, ActorName
from homeward.exchange.tests.iati_samples import (
    BUDGET,
    DATES,
    MOVED,
    REPORTER,
    activity,
    document,
    take,
    told,
)
from homeward.places.models import Area
from homeward.programmes.models import Budget, Programme, ProgrammeSector, Transaction

A, B = "XX-TEST-1-A", "XX-TEST-1-B"


def programme(identifier: str = A) -> Programme:
    return Programme.objects.get(source="iati:XX-TEST-1", source_id=identifier)


def related(ref: str) -> str:
    return f'<related-activity ref="{ref}" type="1"/>'


def test_an_activity_becomes_a_programme(as_app: Any) -> None:
    title = (
        '<title><narrative>Oak</narrative><narrative xml:lang="fr">Chêne</narrative></title>'
        '<description type="1"><narrative>About oaks</narrative></description>'
        '<description type="2"><narrative>Shade</narrative></description>'
    )
    body = '<recipient-country code="GH" percentage="60.5"/>' + BUDGET + MOVED
    data = document(activity(title=title, body=body))
    with as_app():
        report = take(data)
        assert report.faults == []
        row = programme()
        assert (row.name, row.names["fr"]) == ("Oak", "Chêne")
        assert (row.description, row.objectives) == ("About oaks", "Shade")
        assert (row.status, row.kind, row.is_open) == ("running", "development", True)
        assert (row.starts_on, row.ends_on) == (date(2025, 1, 1), date(2026, 12, 31))
        assert row.lead_org is None
        [covered] = row.coverage.all()
        assert (covered.country_id, covered.percentage) == ("GH", Decimal("60.5"))
        [budget] = row.budgets.all()
        assert (budget.amount, budget.currency) == (Decimal("1000.50"), "EUR")
        [moved] = row.transactions.all()
        assert (moved.kind, moved.amount, moved.description) == ("3", Decimal(250), "Rent")
        assert (moved.provider and moved.provider.registered_as) == "XX-TEST-2"
        [part] = row.participations.all()
        assert (part.role, str(part.actor), part.actor and part.actor.kind) == (
            "implementing", "Oak Centre", "national_ngo",
        )  # fmt: skip


def test_a_dry_run_tells_and_writes_nothing(as_app: Any) -> None:
    with as_app():
        report = take(document(activity(body=MOVED)), dry_run=True)
        assert report.count("programme", "new") == 1
        assert not Programme.objects.exclude(source="").exists()
        assert not Actor.objects.filter(name="Oak Centre").exists()


def test_again_it_is_unchanged_and_what_the_source_drops_stays(as_app: Any) -> None:
    with as_app():
        take(document(activity(A, body=MOVED), activity(B)))
        again = take(document(activity(A, body=MOVED), activity(B)))
        assert dict(again.counts["programme"]) == {"unchanged": 2, "refused": 0}
        assert Transaction.objects.count() == 1
        less = take(document(activity(A, body=MOVED)))
        assert less.gone == 1
        assert programme(B).name == "Oak"


def test_only_what_the_source_changed_is_written(as_app: Any) -> None:
    with as_app():
        take(document(activity(body=BUDGET + MOVED)))
        row = programme()
        row.name, row.objectives = "Our name for it", "Ours"
        row.save()
        kept = row.transactions.get().pk
        report = take(document(activity(body=BUDGET.replace("1000.50", "7") + MOVED)))
        row = programme()
        [change] = report.changed
        assert change.fields == ("budgets", "published")
        assert (row.name, row.objectives) == ("Our name for it", "Ours")
        assert row.budgets.get().amount == 7
        assert row.transactions.get().pk == kept


def test_one_fault_refuses_all_of_the_files(as_app: Any) -> None:
    bad = document(activity(B, title=""))
    with as_app():
        report = take(document(activity(A)), bad)
        assert told(report) == [(2, "title")]
        assert report.faults[0].file == "file-2.xml"
        assert report.counts == {}
        assert not Programme.objects.exclude(source="").exists()


def test_leniently_a_bad_activity_is_left_out_whole(as_app: Any) -> None:
    bad = activity(B, body=BUDGET + BUDGET.replace("1000.50", "much"))
    with as_app():
        report = take(document(activity(A), bad), lenient=True)
        assert dict(report.counts["programme"]) == {"new": 1, "refused": 1}
        assert not Budget.objects.exists()
        [note] = report.notes
        assert (B in note.text, note.field) == (True, "budget/value")


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ('<sector code="1" percentage="120"/>', "sector/@percentage"),
        (BUDGET.replace("1000.50", "9" * 30), "budget/value"),
        (BUDGET.replace("2025-12-31", "2024-12-31"), "budget/period-end"),
        (MOVED.replace('code="3"', 'code="3333"'), "transaction/transaction-type"),
    ],
)
def test_what_no_column_can_hold_is_a_fault_with_its_place(
    as_app: Any, body: str, where: str
) -> None:
    with as_app():
        report = take(document(activity(body=body)))
        assert [field for _row, field in told(report)] == [where]
        assert take(document(activity(body=body)), lenient=True).count("programme", "refused") == 1


def test_dates_that_run_backwards_and_no_currency_are_faults(as_app: Any) -> None:
    poor = activity(B, attributes='xml:lang="en"', body=BUDGET)
    late = DATES.replace("2025-01-01", "2027-01-01")
    with as_app():
        assert told(take(document(activity(A, dates=late))))[0][1] == "activity-date"
        assert told(take(document(poor)))[0][1] == "budget/value/@currency"


def test_an_identifier_twice_is_a_fault_or_read_once(as_app: Any) -> None:
    data = document(activity(A), activity(A, title="<title><narrative>Elm</narrative></title>"))
    with as_app():
        assert [field for _row, field in told(take(data))] == ["iati-identifier"]
        report = take(data, lenient=True)
        assert dict(report.counts["programme"]) == {"new": 1, "refused": 1}
        assert programme().name == "Oak"


@pytest.mark.parametrize("version", ["2.02", "1.05", "9.9", ""])
def test_another_version_is_refused_strictly_and_read_leniently(as_app: Any, version: str) -> None:
    data = document(activity(), version=version)
    with as_app():
        report = take(data)
        assert "version" in {field for _row, field in told(report)}
        report = take(data, lenient=True)
        assert report.count("programme", "new") == 1
        assert "version" in {field for _row, field in told(report)}


OLD = """
<iati-activity xml:lang="fr" default-currency="EUR">
 <activity-status code="2"/>
 <reporting-org ref="XX-TEST-1" type="21">Fonds du Chêne</reporting-org>
 <participating-org role="Funding" type="10">Ministère</participating-org>
 <iati-identifier>XX-TEST-1-A</iati-identifier>
 <other-identifier owner-name="Orme">7</other-identifier>
 <title>Chêne</title>
 <title xml:lang="en">Oak</title>
 <description type="1">Des chênes</description>
 <description type="1" xml:lang="en">About oaks</description>
 <activity-date type="start-actual" iso-date="2012-01-01">1 January 2012</activity-date>
 <activity-website>http://oak.example</activity-website>
 <recipient-country code="GH" percentage="100">Ghana</recipient-country>
 <location><name>Kumasi</name><coordinates latitude="6.7" longitude="-1.6"/></location>
 <sector vocabulary="DAC" code="11110">Education</sector>
 <transaction>
  <value value-date="2012-02-01">10</value>
  <transaction-type code="D"/>
  <transaction-date iso-date="2012-02-01"/>
  <provider-org ref="XX-TEST-2">Orme</provider-org>
 </transaction>
</iati-activity>
"""


def test_a_file_of_the_first_generation_is_read_where_it_means_the_same(as_app: Any) -> None:
    data = document(OLD.replace(">7<", " ref='7'><"), version="1.05")
    with as_app():
        report = take(data, lenient=True)
        assert report.count("programme", "new") == 1, report.notes
        row = programme()
        assert row.names == {"fr": "Chêne", "en": "Oak"}
        assert row.descriptions == {"fr": "Des chênes", "en": "About oaks"}
        assert row.starts_on == date(2012, 1, 1)
        assert row.participations.get().role == "funding"
        assert row.transactions.get().kind == "3"
        assert row.programme_sectors.get().sector.vocabulary == "dac-5"
        assert {covered.said for covered in row.coverage.all()} == {"", "Kumasi"}
        assert "activity-website" in {note.field for note in report.notes}


def test_a_project_stands_under_its_programme_in_whatever_order_they_come(as_app: Any) -> None:
    with as_app():
        take(document(activity(A, body=related(B)), activity(B)))
        assert programme(A).part_of == programme(B)


def test_a_parent_that_comes_later_is_found_then(as_app: Any) -> None:
    with as_app():
        take(document(activity(A, body=related(B))))
        assert programme(A).part_of is None
        take(document(activity(B)))
        assert programme(A).part_of == programme(B)


def test_a_ring_of_parents_is_not_closed(as_app: Any) -> None:
    with as_app():
        take(document(activity(A, body=related(B)), activity(B, body=related(A))))
        assert None in {programme(A).part_of, programme(B).part_of}
        take(document(activity(A, body=related(A))))
        assert programme(A).part_of != programme(A)


def test_an_actor_is_recognised_by_identifier_then_by_name(cast: Any, as_app: Any) -> None:
    Organisation.objects.filter(pk=cast.provider.pk).update(name="Oak Centre")
    here = Actor.objects.create(name="Oak Centre", organisation=cast.provider)
    fund = Actor.objects.create(name="Elm", registered_as="XX-TEST-2")
    with as_app():
        take(document(activity(body=MOVED)))
        assert programme().participations.get().actor == here
        assert programme().transactions.get().provider == fund
        here.refresh_from_db()
        assert (here.kind, here.source) == ("", "")
        assert ActorName.objects.count() == 0


def test_a_name_that_two_bear_recognises_neither(as_app: Any) -> None:
    two = [Actor.objects.create(name="Oak centre") for _turn in range(2)]
    with as_app():
        take(document(activity()))
        assert programme().participations.get().actor not in two


def test_the_same_name_under_another_identifier_is_somebody_else(as_app: Any) -> None:
    other = Actor.objects.create(name="Elm Fund", registered_as="XX-OTHER-9")
    with as_app():
        take(document(activity(body=MOVED)))
        assert programme().transactions.get().provider != other


def test_a_place_finds_its_area_by_code_or_by_name(cast: Any, as_app: Any) -> None:
    ashanti = Area.objects.create(country_id="GH", name="Ashanti", pcode="GH02")
    volta = Area.objects.create(country_id="GH", name="Volta")
    body = (
        '<recipient-country code="GH"/>'
        "<location><name><narrative>Around Kumasi</narrative></name>"
        '<administrative code="GH02" vocabulary="A1" level="1"/></location>'
        "<location><name><narrative>volta</narrative></name></location>"
        "<location><name><narrative>Nowhere</narrative></name></location>"
        "<location/>"
    )
    with as_app():
        take(document(activity(body=body)))
        rows = programme().coverage.all()
        assert [(row.said, row.area) for row in rows] == [
            ("", None), ("Around Kumasi", ashanti), ("volta", volta), ("Nowhere", None),
        ]  # fmt: skip
        assert {row.country_id for row in rows} == {"GH"}


def test_a_sector_said_twice_is_one_with_the_sum(as_app: Any) -> None:
    body = '<sector code="11110" percentage="30"/><sector code="11110" percentage="20.5"/>'
    with as_app():
        take(document(activity(body=body)))
        row = ProgrammeSector.objects.get()
        assert (row.percentage, row.sector.category) == (Decimal("50.5"), "education")


def test_a_code_that_is_taken_here_is_left_to_its_programme(cast: Any, as_app: Any) -> None:
    Programme.objects.filter(pk=cast.programme.pk).update(code=A)
    with as_app():
        report = take(document(activity(A)))
        assert report.count("programme", "new") == 1
        assert programme().code.startswith(f"{A}-")


def test_two_reporters_may_use_one_identifier(as_app: Any) -> None:
    other = REPORTER.replace("XX-TEST-1", "YY-TEST-1")
    with as_app():
        report = take(document(activity(A), activity(A, reporter=other)))
        assert report.count("programme", "new") == 2


def test_very_long_texts_are_cut_in_the_columns_and_whole_in_what_was_published(
    as_app: Any,
) -> None:
    title = f"<title><narrative>{'x' * 900}</narrative></title>"
    identifier = f"XX-{'1' * 190}"
    with as_app():
        report = take(document(activity(identifier, title=title)))
        assert [note.field for note in report.notes] == ["title"]
        row = programme(identifier)
        assert (len(row.name), len(row.code)) == (500, 120)
        assert "x" * 900 in str(row.publication.activity)
