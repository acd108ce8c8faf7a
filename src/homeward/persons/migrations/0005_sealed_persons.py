"""Whose names are sealed under a key of their own: ids alone, for `homeward check`."""

from django.db import migrations

CREATE = """
create function persons_sealed() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select id from public.persons_person
    where (length(given_name) > 0 and get_byte(given_name, 0) = 2)
       or (length(family_name) > 0 and get_byte(family_name, 0) = 2)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("persons", "0004_asylum")]
    operations = [migrations.RunSQL(CREATE, "drop function persons_sealed();")]
