"""The policies of the ways, who answered for the cases there are, and the way each has gone."""

import re
from pathlib import Path

from django.db import migrations

FOLDER = Path(__file__).resolve().parent.parent
SQL = (FOLDER / "ways.sql").read_text(encoding="utf-8")
NEW = ["transfer", "application", "caseexception", "hostconfirmation", "joining"]
HISTORY = "".join(
    f"select audit_guard_history('cases_{name}change', 'person_id');\n" for name in NEW
)
# Without their triggers: giving a case its way is no change that anybody made.
FILL = """
alter table cases_case disable trigger user;
update cases_case set way_id = (
    select id from programmes_way where programme_id is null and kind = 'host_first');
update cases_casechange set way_id = (
    select id from programmes_way where programme_id is null and kind = 'host_first');
set constraints all immediate;
alter table cases_case enable trigger user;
-- Who took a case over is known by its worker and day alone: before, its owner answered.
insert into cases_accountability (id, owner_org_id, data_class, programme_id, person_id,
    shared_with, shared_until, case_id, organisation_id, worker_id, since, until)
select gen_random_uuid(), c.owner_org_id, 4, c.programme_id, c.person_id, '{}', '9999-12-31', c.id,
       c.owner_org_id, c.opened_by_id, c.opened_at, t.at
from cases_case c
join lateral (select min(s.at) as at from cases_stagechange s
              where s.case_id = c.id and s."to" = 'plan') t on t.at > c.opened_at
where c.accountable_org_id <> c.owner_org_id;
insert into cases_accountability (id, owner_org_id, data_class, programme_id, person_id,
    shared_with, shared_until, case_id, organisation_id, worker_id, since)
select gen_random_uuid(), c.accountable_org_id, 4, c.programme_id, c.person_id, '{}', '9999-12-31',
       c.id, c.accountable_org_id, c.worker_id, coalesce(a.until, c.opened_at)
from cases_case c left join cases_accountability a on a.case_id = c.id;
"""


def _earlier(file: str, name: str) -> str:
    """A function as it was before, to go back to."""
    text = (FOLDER / file).read_text(encoding="utf-8")
    found = re.search(rf"create (?:or replace )?function {name}\(.*?end \$\$;", text, re.DOTALL)
    if found is None:
        raise LookupError(name)
    return re.sub("^create (?:or replace )?", "create or replace ", found.group())


BACK = (
    "".join(f"select audit_unguard_history('cases_{name}change');\n" for name in NEW)
    + _earlier("policies.sql", "cases_take_over")
    + _earlier("withdrawal.sql", "cases_reconsider_arrivals")
    + """
drop trigger note_accountability on cases_case;
drop function cases_note_accountability();
drop function cases_accept_transfer(uuid, bigint, timestamptz);
drop function cases_decline_transfer(uuid, text, timestamptz);
drop function cases_expire_confirmations(date, timestamptz);
drop function cases_others_wrote_on(uuid);
select gate_unguard('cases_accountability');
"""
    + "".join(f"select gate_unguard('cases_{name}');\n" for name in NEW)
)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0016_ways_change_history"),
        ("programmes", "0014_shipped_ways"),
        ("tasks", "0012_kinds"),
    ]
    operations = [
        migrations.RunSQL(SQL + HISTORY, BACK),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
