"""A person's codes and notices change hands with the file, and stand as they were."""

from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent
BEFORE = (HERE / "0006_before.sql").read_text(encoding="utf-8")
TODAY = (HERE.parent / "standing.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [
        ("handovers", "0005_planned_once"),
        ("persons", "0016_comparison_purpose"),
        ("signins", "0003_all_files_of_the_person"),
    ]
    operations = [migrations.RunSQL(TODAY, BEFORE)]
