"""The waits of an act end with it, those of other receivers too."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "waits.sql"


class Migration(migrations.Migration):
    dependencies = [("handovers", "0003_deadlines")]
    operations = [
        migrations.RunSQL(
            SQL.read_text(encoding="utf-8"),
            "drop function handovers_end_waits(uuid, timestamptz)",
        )
    ]
