-- Generated data never enters a database that holds a real person: neither by the command that
-- fills a demo, nor by a dump of one, nor by hand. `always`: a load that lets triggers rest asks too.
create function persons_refuse_generated() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if exists (
        select 1 from public.persons_person p
        join public.access_organisation o on o.id = p.owner_org_id
        where not o.is_generated
    ) then
        raise exception 'generated data (%) in a database that holds persons', tg_table_name
            using errcode = '42501',
                  hint = 'The demo corridor needs a database of its own.';
    end if;
    return new;
end $$;
revoke execute on function persons_refuse_generated() from public;

create trigger refuse_generated before insert or update of is_generated on access_organisation
    for each row when (new.is_generated) execute function persons_refuse_generated();
alter table access_organisation enable always trigger refuse_generated;
create trigger refuse_generated before insert or update of is_generated on access_user
    for each row when (new.is_generated) execute function persons_refuse_generated();
alter table access_user enable always trigger refuse_generated;
