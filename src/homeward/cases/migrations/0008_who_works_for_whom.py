"""Tells the access review who works with whom."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "concerned.sql"
BACK = """
create or replace function audit_concerned(person uuid, user_id bigint) returns boolean
language sql stable as $$ select null::boolean $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_hand_over"),
        ("persons", "0002_policies"),
        ("tasks", "0002_policies"),
    ]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), BACK)]
