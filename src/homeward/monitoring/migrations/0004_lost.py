"""One bound for when a worker is lost: jobs were stuck after one minute, revived after two."""

from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent
SQL, REVIVED, BACK = (
    (HERE / name).read_text(encoding="utf-8")
    for name in ("0004_lost.sql", "0003_revived.sql", "0004_back.sql")
)
REVERSE = f"drop function monitoring_revive(bigint, integer);\n{REVIVED}\n{BACK}"


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0003_revived")]
    operations = [migrations.RunSQL(SQL, REVERSE)]
