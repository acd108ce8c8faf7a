"""The ledger, the other grounds, blocks and notices under the gate."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql")
# Closed until the agreements name grounds; they fill it.
STUB = """
do $$ begin
    if not exists (select 1 from pg_proc where proname = 'agreements_names_ground') then
        create function agreements_names_ground(from_org bigint, to_org bigint, ground text)
        returns boolean language sql stable as 'select false';
    end if;
end $$;
"""
GUARD = """
select gate_guard('persons_legalbasis');
select gate_guard('persons_block');
select gate_guard('persons_deletionnotice');
"""
DROP = """
drop trigger refold_agreed on agreements_agreement;
drop trigger stands on persons_consent;
drop trigger supersede on persons_consent;
drop trigger stands on persons_legalbasis;
drop trigger stands on persons_deletionnotice;
drop trigger refold on persons_block;
drop trigger refold_lifted on persons_block;
drop trigger refold on persons_legalbasis;
drop trigger refold_decided on persons_legalbasis;
drop policy narrowed on persons_consent;
drop policy locked_by_self on persons_consent;
select gate_unguard('persons_legalbasis');
select gate_unguard('persons_block');
select gate_unguard('persons_deletionnotice');
drop function persons_end_guardians(date, integer, timestamptz), persons_of_age_on(persons_person),
    persons_country_of_actor(), persons_owner(uuid), persons_refold_agreed(),
    persons_refold_row(), persons_notice_stands(), persons_basis_stands(),
    persons_consent_stands(), persons_supersede(), persons_opened(uuid);
create or replace function gate_blocked(person uuid) returns boolean
language sql stable as $$ select false $$;
create or replace function gate_recipients(person uuid, class smallint)
returns table (recipient integer, until date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.recipient_org_id * 16 + c.purpose, coalesce(max(c.until), '9999-12-31')
    from public.persons_consent c
    where c.person_id = gate_recipients.person and c.covers = class
      and c.withdrawn_at is null and coalesce(c.until, '9999-12-31') >= current_date
      and not (class = 7 and exists (
          select 1 from public.access_organisation o, public.persons_person p
          where o.id = c.recipient_org_id and p.id = c.person_id
            and o.kind = 'authority' and o.country_id = any (p.origin_countries)))
    group by 1
$$;
create or replace function persons_refold() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        perform public.gate_refold(p.person_id)
        from (select distinct person_id from changed order by 1) p;
    elsif tg_op = 'DELETE' then
        perform public.gate_refold(p.person_id)
        from (select distinct person_id from before order by 1) p;
    else
        perform public.gate_refold(p.person_id)
        from (select distinct n.person_id from changed n join before o using (id)
              where (n.withdrawn_at, n.until, n.covers, n.purpose, n.recipient_org_id)
                    is distinct from
                    (o.withdrawn_at, o.until, o.covers, o.purpose, o.recipient_org_id)
              order by 1) p;
    end if;
    return null;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("persons", "0008_grounds"),
        ("tasks", "0006_consent_deadlines"),
        ("agreements", "0002_policies"),
    ]
    operations = [
        migrations.RunSQL(STUB, migrations.RunSQL.noop),
        migrations.RunSQL(GUARD + SQL.read_text(encoding="utf-8"), DROP),
    ]
