"""The feature's row policies."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql")
DROP = """
drop policy seen on tasks_task;
drop policy written on tasks_task;
drop policy changed on tasks_task;
alter table tasks_task disable row level security;
drop function tasks_open_to_actor(bigint, bigint, uuid, uuid, uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_initial"), ("access", "0002_gate")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
