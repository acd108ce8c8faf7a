-- What is a part of a row goes with it, also where it names somebody else: who of the household was
-- to take part in a counselling session of the one who is erased.
alter table rights_erasable add column if not exists parts jsonb not null default '[]';

create or replace function rights_erase_rows(about uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    t record;
    part record;
    account bigint;
begin
    for t in select * from public.rights_erasable order by verb desc, name loop
        if t.verb = 'delete' then
            for part in select * from jsonb_to_recordset(t.parts) as p(name text, of_row text) loop
                execute format('delete from public.%I where %I in (select id from public.%I'
                               ' where %I = $1)', part.name, part.of_row, t.name, t.person_column)
                    using about;
            end loop;
            execute format('delete from public.%I where %I = $1', t.name, t.person_column)
                using about;
        elsif t.emptied <> '' then
            execute format('update public.%I set %s where %I = $1', t.name, t.emptied,
                           t.person_column) using about;
        end if;
    end loop;
    for account in select u.id from public.access_user u where u.person_id = about loop
        delete from public.account_emailaddress e where e.user_id = account;
        delete from public.mfa_authenticator a where a.user_id = account;
        update public.access_user u set email = 'erased-' || account || '@invalid', name = '',
            password = '!', is_active = false, roles = '{}', person_id = null
        where u.id = account;
    end loop;
end $$;
revoke execute on function rights_erase_rows(uuid) from public;
