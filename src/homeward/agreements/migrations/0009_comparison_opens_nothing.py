"""A clause for an encoded comparison opens no row: the fold leaves it out."""

import re
from pathlib import Path

from django.db import migrations

TODAY = (Path(__file__).parent.parent / "policies.sql").read_text(encoding="utf-8")
FOUND = re.search(
    r"create or replace function agreements_fold\(.*?^end \$\$;", TODAY, re.DOTALL | re.MULTILINE
)
if FOUND is None:
    raise ValueError("agreements_fold")
AFTER = FOUND[0]
BEFORE = AFTER.replace("not in (3, 8)", "<> 3")


class Migration(migrations.Migration):
    dependencies = [("agreements", "0008_comparison_purpose")]
    operations = [migrations.RunSQL(AFTER, BEFORE)]
