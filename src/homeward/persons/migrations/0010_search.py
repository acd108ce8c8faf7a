"""Name search on tokens with a budget: unlogged tables, frequencies, intarray."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "search.sql"
EXTENSION = """
do $$ begin
    if not exists (select 1 from pg_available_extensions where name = 'intarray') then
        raise exception 'This PostgreSQL has no extension intarray, which the name search needs. '
            'It comes with the contrib package of PostgreSQL.';
    end if;
end $$;
-- In a schema of its own: its operators on integer[] make the core's on smallint[] ambiguous.
create schema if not exists intarray;
do $$ begin
    if exists (select 1 from pg_extension where extname = 'intarray') then
        alter extension intarray set schema intarray;
    else
        create extension intarray with schema intarray;
    end if;
end $$;
"""
# Tokens of another making find nobody; `homeward migrate` makes the new ones at its end.
EMPTY = """
delete from persons_searchtokens;
alter table persons_searchtokens set unlogged;
"""
STATE = """
insert into persons_searchstate select true where not exists (select 1 from persons_person);
"""
BACK = """
delete from persons_searchtokens;
alter table persons_searchtokens set logged;
drop index persons_searchtokens_tokens;
drop trigger count_inserted on persons_searchtokens;
drop trigger count_deleted on persons_searchtokens;
drop trigger count_updated on persons_searchtokens;
drop function persons_count_inserted(), persons_count_deleted(), persons_count_updated(),
    persons_count_tokens(), persons_count_all_tokens(), persons_search_is_complete(),
    persons_find(integer[], integer[], integer),
    persons_search_visible(persons_searchtokens, integer, boolean, bigint[], integer, uuid[],
        uuid[], uuid[]);
drop table persons_tokenfrequency, persons_tokenchange, persons_searchstate;
create function persons_find(wanted integer[], at_most integer)
returns table (person uuid, hits integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with actor as materialized (
        select public.gate_org() as org, public.gate_scopes(false) as scopes,
               public.gate_recipient() as recipient, 1 = any (public.gate_classes()) as cleared
    )
    select t.person_id,
           (select count(*)::integer from unnest(wanted) w where w = any (t.tokens)) as hits
    from public.persons_searchtokens t, actor a
    where t.tokens && wanted
      and ((t.owner_org_id = a.org and a.cleared)
           or (t.scope = any (a.scopes) and a.recipient = any (t.shared_with)
               and (t.shared_until >= current_date
                    or public.gate_still_shared(t.person_id, t.data_class))))
    order by hits desc, t.person_id
    limit at_most
$$;
create index persons_searchtokens_tokens on persons_searchtokens using gin (tokens);
"""


class Migration(migrations.Migration):
    dependencies = [("persons", "0009_ledger_policies")]
    operations = [
        migrations.RunSQL(EXTENSION, "drop extension intarray; drop schema intarray;"),
        migrations.RunSQL(EMPTY, migrations.RunSQL.noop),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), BACK),
        migrations.RunSQL(STATE, migrations.RunSQL.noop),
    ]
