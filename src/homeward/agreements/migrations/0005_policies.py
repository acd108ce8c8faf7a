"""The policies of the new tables; programmes in the fold; the asylum rule on every side."""

import re
from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent
BEFORE = (HERE / "0002_policies.sql").read_text(encoding="utf-8")
AFTER = (HERE / "0005_policies.sql").read_text(encoding="utf-8")


def _function(name: str) -> str:
    """A function as it was before, to go back to."""
    found = re.search(
        rf"create function {name}\(.*?^(?:end )?\$\$;", BEFORE, re.DOTALL | re.MULTILINE
    )
    if found is None:
        raise ValueError(name)
    return found[0].replace("create function", "create or replace function", 1)


BACK = """
drop trigger no_asylum on access_organisation;
drop trigger no_asylum on programmes_corridor;
drop trigger knows_programmes on agreements_agreement;
drop trigger knows_programmes on agreements_clause;
drop function agreements_no_asylum_by_organisation();
drop function agreements_no_asylum_by_corridor();
drop function agreements_knows_programmes();
drop function agreements_names_ground(bigint, bigint, text);
drop policy seen on agreements_contactpoint;
drop policy written on agreements_contactpoint;
drop policy seen on agreements_agreementfile;
drop policy added on agreements_agreementfile;
drop policy removed on agreements_agreementfile;
drop policy seen on agreements_review;
drop policy added on agreements_review;
alter table agreements_contactpoint disable row level security;
alter table agreements_agreementfile disable row level security;
alter table agreements_review disable row level security;
-- The column that these ask for comes back with the next step back.
set local check_function_bodies = off;
""" + "\n".join(
    _function(name) for name in ("agreements_fold", "gate_clause_covers", "agreements_no_asylum")
)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0004_clause_programmes")]
    operations = [migrations.RunSQL(AFTER, BACK)]
