"""Placings and proposals under the gate, with their history, and the weights that are shipped."""

from datetime import date
from pathlib import Path

from django.db import migrations
from django.utils import timezone

from homeward.core.operations import Fill

SQL = Path(__file__).parent.parent / "policies.sql"
GUARD = """
select audit_guard_history('matches_placingchange', 'person_id');
"""
DROP = """
select audit_unguard_history('matches_placingchange');
drop policy proposals_stay on matches_proposal;
drop policy case_is_seen on matches_proposal;
select gate_unguard('matches_proposal');
drop policy case_is_seen on matches_placing;
select gate_unguard('matches_placing');
"""
# Hundredths. What a person can do and needs weighs most, since offers that don't fit the person
# are what is complained of; how sure the rest is weighs little. Nobody has measured it.
PARTS = {
    "criteria": 15, "skills": 20, "occupation": 15, "needs": 15, "distance": 10, "dates": 5,
    "places": 5, "language": 5, "money": 5, "wishes": 5,
}  # fmt: skip


def weigh(apps, schema_editor):
    apps.get_model("matches", "RankingVersion").objects.create(
        number=1,
        valid_from=date(2020, 1, 1),
        source="Our own choice, not measured. Each programme can state its own.",
        parts=PARTS,
        written_at=timezone.now(),
    )


def unweigh(apps, schema_editor):
    apps.get_model("matches", "RankingVersion").objects.filter(programme=None, number=1).delete()


class Migration(migrations.Migration):
    dependencies = [("matches", "0001_initial"), ("cases", "0002_policies")]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8") + GUARD, DROP),
        Fill(weigh, unweigh),
    ]
