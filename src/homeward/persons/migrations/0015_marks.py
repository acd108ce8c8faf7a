"""Documents and phones in the search's index, made anew by `homeward migrate`."""

from pathlib import Path

import django.contrib.postgres.fields
from django.db import migrations, models

SQL = (Path(__file__).parent.parent / "search.sql").read_text(encoding="utf-8")
ANEW = """
truncate persons_searchtokens, persons_searchstate;
insert into persons_searchstate select true where not exists (select 1 from persons_person);
"""
BACK = """
drop function persons_index(uuid, integer[], integer[]);
create function persons_index(about uuid, words integer[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    owner integer;
    prog integer;
begin
    select p.owner_org_id, p.programme_id into owner, prog from public.persons_person p
    where p.id = about and p.owner_org_id = public.gate_org();
    if owner is null or cardinality(words) > 800 then
        raise exception 'persons_index: not a person of the actor' using errcode = '42501';
    end if;
    insert into public.persons_searchtokens
        (id, owner_org_id, data_class, programme_id, person_id, tokens, shared_with, shared_until)
    values (gen_random_uuid(), owner, 1, prog, about, words, '{}', '9999-12-31')
    on conflict (person_id) do update set tokens = excluded.tokens
        where persons_searchtokens.tokens is distinct from excluded.tokens;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("persons", "0014_files_of_one_person")]
    operations = [
        migrations.AddField(
            model_name="searchtokens",
            name="marks",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(), default=list, size=None
            ),
        ),
        migrations.RunSQL(SQL, BACK),
        migrations.RunSQL(ANEW, migrations.RunSQL.noop),
    ]
