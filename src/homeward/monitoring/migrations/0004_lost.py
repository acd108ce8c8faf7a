"""One bound for when a worker is lost: jobs were stuck after one minute, revived after two."""

from pathlib import Path

from django.db import migrations

SQL, BACK = (Path(__file__).with_name(name) for name in ("0004_lost.sql", "0004_back.sql"))


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0003_revived")]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), BACK.read_text(encoding="utf-8"))
    ]
