"""The person reads who read any of their files, where they have several."""

from django.db import migrations

OF_PERSON = """
create or replace function audit_of_person(about uuid)
returns table (at timestamptz, organisation integer, actor_kind text, actor_id text,
               purpose integer, action text, ground text, items jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select r.at, r.organisation, r.actor_kind, r.actor_id, r.purpose::integer, r.action, r.ground,
           mine.items
    from public.audit_readlog r, lateral (
        select jsonb_agg(i order by i) as items from jsonb_array_elements(r.items) i
        where (i ->> 3)::uuid = about
          and (about = any (public.gate_selves())
               or (i ->> 4)::integer = public.audit_officer())) mine
    where r.persons @> array[about] and mine.items is not null
    order by r.at desc
$$;
"""
NOW, BEFORE = "about = any (public.gate_selves())", "about = public.gate_self()"


class Migration(migrations.Migration):
    dependencies = [("audit", "0007_helpers"), ("access", "0010_selves")]
    operations = [migrations.RunSQL(OF_PERSON, OF_PERSON.replace(NOW, BEFORE))]
