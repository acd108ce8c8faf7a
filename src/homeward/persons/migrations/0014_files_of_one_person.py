"""Files of one person under the gate; the person who acts reads and decides on all of theirs."""

from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent
BEFORE = (HERE / "0012_named_grounds.sql").read_text(encoding="utf-8")
TODAY = (HERE.parent / "policies.sql").read_text(encoding="utf-8")
FILES = (HERE.parent / "files.sql").read_text(encoding="utf-8")
GUARD = "select gate_guard('persons_joinedfile');"
BACK = """
select gate_unguard('persons_joinedfile');
create or replace function gate_selves() returns uuid[]
language sql stable as $$ select array_remove(array[public.gate_self()], null) $$;
drop function persons_join(uuid, uuid, bigint, timestamptz),
    persons_part(uuid, bigint, timestamptz),
    persons_group_of(uuid), persons_form_group(uuid[], uuid, bigint, timestamptz),
    persons_joined_with(uuid, uuid);
"""


class Migration(migrations.Migration):
    dependencies = [("persons", "0013_joined_files"), ("access", "0010_selves")]
    operations = [migrations.RunSQL(GUARD + FILES + TODAY, BEFORE + BACK)]
