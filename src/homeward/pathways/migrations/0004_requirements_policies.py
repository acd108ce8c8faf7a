"""A requirement is ended and replaced by its pathway's organisation alone."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "requirements.sql"
DROP = (
    "drop policy changed on pathways_requirement; drop policy changed on pathways_pathwaytraining;"
)


class Migration(migrations.Migration):
    dependencies = [("pathways", "0003_requirements")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
