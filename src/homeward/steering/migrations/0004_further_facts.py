"""What is foreseen, pooled, learned and handed over counts in the workplan too."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "further_facts.sql"
DROP = (
    "drop function steering_further_facts(integer[], text[]);"
    " drop function steering_of_handovers(integer[]);"
)


class Migration(migrations.Migration):
    dependencies = [
        ("steering", "0003_facts"),
        ("scenarios", "0002_policies"),
        ("pools", "0002_policies"),
        ("capacity", "0002_policies"),
        ("pathways", "0002_policies"),
        ("committees", "0002_policies"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
