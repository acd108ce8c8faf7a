"""The instruments that come with the software, from their scoring sheets."""

import uuid
from datetime import UTC, date, datetime
from pathlib import Path

from django.db import migrations

from homeward.core.operations import Fill

SHEETS = Path(__file__).parent.parent / "sheets"
SHIPPED_ON = date(2018, 1, 1)


def identity(code: str) -> uuid.UUID:
    """The same in every installation."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"urn:homeward:instrument:{code}")


def fill(apps, schema_editor):
    at = datetime(2018, 1, 1, tzinfo=UTC)
    instrument = apps.get_model("surveys", "Instrument").objects.create(
        id=identity("rss"),
        code="rss",
        title="Reintegration Sustainability Survey",
        unit="person",
        filled_by=["colleague", "partner"],
        about="How well a returnee stands on their own feet: economically, socially and in mind.",
        publisher="International Organization for Migration (IOM)",
        licence=(
            "The official wording of the questions is IOM's and is not part of Homeward. Points"
            " and weights follow IOM's note of 2018; all labels are Homeward's own."
        ),
        begun_at=at,
    )
    apps.get_model("surveys", "InstrumentVersion").objects.create(
        id=identity("rss-2018"),
        instrument=instrument,
        number=1,
        version="2018",
        sheet=(SHEETS / "rss-2018.toml").read_text(encoding="utf-8"),
        sheet_name="rss-2018.toml",
        waves=[
            {"code": "baseline", "opens": 0, "closes": 1, "latest": 3},
            {"code": "midterm", "opens": 6, "closes": 9, "latest": 9},
            {"code": "final", "opens": 12, "closes": 18, "latest": 18},
        ],
        status="published",
        uploaded_at=at,
        valid_from=SHIPPED_ON,
        published_at=at,
    )


def empty(apps, schema_editor):
    apps.get_model("surveys", "InstrumentVersion").objects.filter(id=identity("rss-2018")).delete()
    apps.get_model("surveys", "Instrument").objects.filter(id=identity("rss")).delete()


class Migration(migrations.Migration):
    dependencies = [("surveys", "0005_instruments")]
    operations = [Fill(fill, empty)]
