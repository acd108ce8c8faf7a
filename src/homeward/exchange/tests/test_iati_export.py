"""What goes out: as it was published, with what was changed here, and programmes run here."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from lxml import etree
from typer.testing import CliRunner

from homeward.actors.models import Actor
from homeward.exchange import publishing
from homeward.exchange.cli import exports, imports
from homeward.exchange.iati import opening
from homeward.exchange.iati.checks import problems
from homeward.exchange.iati.nodes import Node, narratives
from homeward.exchange.tests.iati_samples import BUDGET, MOVED, activity, document, take
from homeward.exchange.writers import iati as writer
from homeward.places.models import Area
from homeward.programmes.models import (
    Budget,
    Coverage,
    Programme,
    ProgrammeSector,
    Sector,
    Transaction,
)

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
BODY = (
    '<recipient-country code="GH" percentage="70"/><recipient-country code="TG"/>'
    '<sector code="11110" percentage="30"/><sector code="11110" percentage="20"/>'
    '<sector vocabulary="99" code="A"><narrative>Ours</narrative></sector>'
    '<policy-marker code="1"/>' + BUDGET + MOVED
    + '<o:x xmlns:o="http://o.example/" o:y="1">z</o:x>'
)  # fmt: skip


def written(**which: Any) -> tuple[dict[str, Node], writer.Written]:
    file = io.BytesIO()
    done = writer.write(file, publishing.programmes(**which), at=NOW)
    opened = list(opening.activities(file, lambda *stray: None))
    found = {}
    for each in opened:
        assert problems(each.node) == []
        identifier = each.node.first("iati-identifier")
        found[identifier.text if identifier else ""] = each.node
    assert etree.fromstring(file.getvalue()).get("version") == "2.03"
    return found, done


def said(text: str) -> Node:
    [opened] = opening.activities(io.BytesIO(document(text)), lambda *stray: None)
    return opened.node


def test_what_came_in_goes_out_equal(as_app: Any) -> None:
    text = activity(body=BODY)
    with as_app():
        take(document(text))
        found, done = written()
        assert found["XX-TEST-1-A"] == said(text)
        assert (done.count, done.left_out) == (1, ["test"] if "test" in done.left_out else [])


def test_what_was_changed_here_goes_out_changed_and_the_rest_as_it_was(as_app: Any) -> None:
    with as_app():
        take(document(activity(body=BODY)))
        row = Programme.objects.get(source_id="XX-TEST-1-A")
        row.names = {"en": "Elm", "fr": "Orme"}
        row.objectives, row.status, row.ends_on = "Shade", "closed", date(2026, 2, 1)
        row.save()
        row.budgets.update(amount=Decimal(7))
        row.transactions.all().delete()
        row.coverage.filter(country="TG").delete()
        row.programme_sectors.filter(sector__code="11110").update(percentage=40)
        found, _done = written()
        out = found["XX-TEST-1-A"]
        assert narratives(out.first("title"), "en") == {"en": "Elm", "fr": "Orme"}
        assert [n.get("type") for n in out.all("description")] == ["", "2"]
        assert out.said("activity-status") == "4"
        assert {(n.get("type"), n.get("iso-date")) for n in out.all("activity-date")} == {
            ("2", "2025-01-01"),
            ("4", "2026-02-01"),
        }
        assert [n.first("value").text for n in out.all("budget")] == ["7"]  # type: ignore[union-attr]
        assert out.all("transaction") == []
        assert [n.get("code") for n in out.all("recipient-country")] == ["GH"]
        assert [(n.get("code"), n.get("percentage")) for n in out.all("sector")] == [
            ("A", ""),
            ("11110", "40"),
        ]
        assert len(out.all("policy-marker")) == 1
        assert out.children[-1].is_foreign


def full(cast: Any) -> Programme:
    """A programme that is run here, with one row of each kind."""
    programme: Programme = cast.programme
    Actor.objects.create(organisation=cast.host, name="Host", registered_as="BE-TEST-7")
    fund = Actor.objects.create(name="Elm Fund", kind="fund")
    programme.description, programme.objectives = "Ways", "That they stay"
    programme.funder_org = cast.fund
    programme.save()
    area = Area.objects.create(
        country_id="GH", name="Ashanti", pcode="GH02", latitude=6, longitude=-1
    )
    Coverage.objects.create(programme=programme, country_id="GH", area=area)
    sector = Sector.objects.create(vocabulary="dac-5", code="11330", name="Vocational training")
    ProgrammeSector.objects.create(programme=programme, sector=sector, percentage=Decimal("62.5"))
    Budget.objects.create(
        programme=programme, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31),
        amount=Decimal("615000.50"), currency="EUR",
    )  # fmt: skip
    Transaction.objects.create(
        programme=programme, kind="2", on=date(2026, 1, 5), amount=Decimal(1000), currency="EUR",
        provider=fund, reference="R1", description="First part",
    )  # fmt: skip
    return programme


def test_a_programme_run_here_goes_out_sound_and_comes_in_elsewhere(cast: Any, as_app: Any) -> None:
    full(cast)
    file = io.BytesIO()
    with as_app():
        found, done = written(run_here=True)
        assert (list(found), done.left_out) == (["BE-TEST-7-test"], [])
        node = found["BE-TEST-7-test"]
        assert [n.get("role") for n in node.all("participating-org")] == ["1", "2"]
        assert [n.get("code") for n in node.all("recipient-country")] == ["GH"]
        writer.write(file, publishing.programmes(run_here=True), at=NOW)
        report = take(file.getvalue())
        assert report.faults == []
        copy = Programme.objects.get(source="iati:BE-TEST-7")
        assert copy.budgets.get().amount == Decimal("615000.50")
        assert copy.transactions.get().provider_said == "Elm Fund"
        assert {(c.country_id, c.area and c.area.pcode) for c in copy.coverage.all()} == {
            ("GH", None),
            ("GH", "GH02"),
        }
        assert copy.programme_sectors.get().sector.code == "11330"


def test_a_programme_with_nothing_but_a_name_and_a_day_is_sound(cast: Any, as_app: Any) -> None:
    with as_app():
        found, _done = written()
        [(identifier, node)] = found.items()
        assert identifier == f"BE-HOMEWARD-{cast.host.pk}-test"
        assert [n.get("code") for n in node.all("recipient-country")] == ["GH"]


def test_a_part_that_is_named_already_is_not_named_twice(cast: Any, as_app: Any) -> None:
    own = Actor.objects.create(organisation=cast.host, name="Host", registered_as="BE-TEST-7")
    cast.programme.participations.create(actor=own, role="accountable")
    with as_app():
        found, _done = written()
        assert [n.get("role") for n in found["BE-TEST-7-test"].all("participating-org")] == ["2"]


def test_what_is_known_from_a_sheet_alone_is_not_published(cast: Any, as_app: Any) -> None:
    Programme.objects.create(code="S1", name="Of a sheet", source="3w", source_id="S1")
    with as_app():
        found, _done = written()
        assert not [identifier for identifier in found if "S1" in identifier]


def test_a_word_of_ours_does_not_change_what_the_publisher_flagged(as_app: Any) -> None:
    flagged = 'xml:lang="en" default-currency="EUR" humanitarian="1"'
    with as_app():
        take(document(activity(attributes=flagged)))
        for kind, flag in (("reintegration", "1"), ("development", "0")):
            Programme.objects.filter(source_id="XX-TEST-1-A").update(kind=kind)
            found, _done = written()
            assert found["XX-TEST-1-A"].get("humanitarian") == flag


def test_one_without_a_day_is_left_out_and_told(cast: Any, as_app: Any) -> None:
    Programme.objects.filter(pk=cast.programme.pk).update(starts_on=None)
    with as_app():
        found, done = written()
        assert (found, done.count, done.left_out) == ({}, 0, ["test"])


def test_the_commands_read_write_and_tell(as_app: Any, tmp_path: Path) -> None:
    good, bad, out = tmp_path / "good.xml", tmp_path / "bad.xml", tmp_path / "out.xml"
    good.write_bytes(document(activity(body=BODY)))
    bad.write_bytes(document(activity(title="")))
    summary = tmp_path / "summary.json"
    run = CliRunner().invoke
    with as_app():
        refused = run(imports, ["iati", str(good), str(bad), "--json", str(summary)])
        assert refused.exit_code == 1
        assert "bad.xml:2 [title]" in refused.output
        assert '"refused": true' in summary.read_text(encoding="utf-8")
        assert run(imports, ["iati", str(good), "--dry-run"]).exit_code == 0
        assert not Programme.objects.exclude(source="").exists()
        assert run(imports, ["iati", str(good), str(bad), "--lenient"]).exit_code == 0
        wrong = run(exports, ["iati", "--programme", "nowhere"])
        assert wrong.exit_code == 2
        done = run(exports, ["iati", "-o", str(out), "--programme", "XX-TEST-1-A"])
        assert done.exit_code == 0, done.output
    [opened] = opening.activities(io.BytesIO(out.read_bytes()), lambda *stray: None)
    assert opened.node == said(activity(body=BODY))


def test_a_schema_that_is_not_there_is_wrong_use(as_app: Any, tmp_path: Path) -> None:
    good = tmp_path / "good.xml"
    good.write_bytes(document(activity()))
    result = CliRunner().invoke(imports, ["iati", str(good), "--schema", str(tmp_path)])
    assert result.exit_code == 2
