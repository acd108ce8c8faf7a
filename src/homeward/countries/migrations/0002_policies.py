"""Who sees and who writes sheets and facts."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "policies.sql"
HANGING = (
    "countries_sheettext",
    "countries_community",
    "countries_community_areas",
    "countries_community_organisations",
    "countries_sheetversion",
    "countries_sheet",
    "countries_labourfact",
)
DROP = "".join(
    "".join(f"drop policy {name} on {table};" for name in ("seen", "written", "changed", "removed"))
    + f"alter table {table} disable row level security;"
    for table in HANGING
)
FUNCTIONS = "drop function countries_own_draft(bigint); drop function countries_own_sheets();"


class Migration(migrations.Migration):
    dependencies = [("countries", "0001_initial"), ("access", "0007_choices")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP + FUNCTIONS)]
