-- Is a person's asylum history closed to this organisation, as an authority of a recorded country
-- of origin? Asked before a row of that class is written, or moved to another owner.
create or replace function gate_asylum_barred_to(person uuid, org bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.persons_person p
        where p.id = person
          and public.access_authority_of(org) = any (p.origin_countries))
$$;
