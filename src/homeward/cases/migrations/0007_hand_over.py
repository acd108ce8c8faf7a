"""A colleague takes over the cases of somebody who is suspended."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "hand_over.sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_withdrawal"), ("users", "0002_policies")]
    operations = [
        migrations.RunSQL(
            SQL.read_text(encoding="utf-8"), "drop function cases_hand_over(bigint, bigint)"
        )
    ]
