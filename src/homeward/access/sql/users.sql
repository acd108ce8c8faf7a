-- Users and their second factors against an injection that runs as the app role.
-- roles.py leaves it the columns of one's own sign-in; here is whose row they may be written in.

alter table access_user enable row level security;
create policy seen on access_user for select using (true);
create policy changed on access_user for update using (
    id = (select gate_user()) or person_id = (select gate_self()));

-- Whatever changes what a user may do ends every session that was opened before.
create function access_end_sessions() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    new.session_stamp := gen_random_uuid();
    return new;
end $$;
create trigger end_sessions before update of roles, is_active, organisation_id on access_user
    for each row when (
        old.roles is distinct from new.roles or old.is_active is distinct from new.is_active
        or old.organisation_id is distinct from new.organisation_id)
    execute function access_end_sessions();

-- The kind and the country of an organisation decide what it is barred from: where people sign
-- in for it, only the owner of the database changes them.
create function access_organisation_stands() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if not pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage')
       and exists (select 1 from public.access_user u where u.organisation_id = old.id) then
        raise exception 'the kind or country of an organisation with users' using errcode = '42501';
    end if;
    return new;
end $$;
create trigger stands before update of kind, country_id on access_organisation
    for each row when (old.kind is distinct from new.kind
                       or old.country_id is distinct from new.country_id)
    execute function access_organisation_stands();

create function access_is_own(about bigint) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select coalesce(about = public.gate_user(), false)
        or exists (select 1 from public.access_user u
                   where u.id = about and u.person_id = public.gate_self())
$$;

-- A second factor is written by its own user alone; resetting another's is users_reset().
alter table mfa_authenticator enable row level security;
create policy seen on mfa_authenticator for select using (true);
create policy written on mfa_authenticator for insert with check (
    access_is_own(user_id));
create policy changed on mfa_authenticator for update using (access_is_own(user_id));
create policy removed on mfa_authenticator for delete using (access_is_own(user_id));

-- A second factor that comes or goes ends the sessions too; sign_in.py keeps the one it is done in.
create function access_end_sessions_of() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    update public.access_user set session_stamp = gen_random_uuid()
    where id = coalesce(new.user_id, old.user_id);
    return null;
end $$;
create trigger end_sessions after insert or delete on mfa_authenticator
    for each row execute function access_end_sessions_of();

-- What the limits of sign-in count, for all processes. JSON: it is never unpickled.
create table access_cache (
    key text primary key,
    value jsonb not null,
    expires_at timestamptz not null
);
create index access_cache_expires on access_cache (expires_at);
