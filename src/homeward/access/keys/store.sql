-- The key store, in a database of its own. Written so that it can run over what is there.

create table if not exists person_key (
    person uuid primary key,
    -- Null once destroyed: the row stays, so that no restored backup brings the person back.
    wrapped bytea,
    master smallint not null,
    made_at timestamptz not null default now(),
    destroyed_at timestamptz,
    constraint destroyed_is_empty check ((wrapped is null) = (destroyed_at is not null))
);

-- Keys that are no person's: search tokens of an organisation; organisation 0 is the installation.
create table if not exists org_secret (
    org integer not null,
    purpose text not null,
    wrapped bytea not null,
    master smallint not null,
    made_at timestamptz not null default now(),
    primary key (org, purpose)
);

-- Something known under each master key, so that a wrong secret is noticed before it wraps.
create table if not exists master_proof (
    master smallint primary key,
    wrapped bytea not null,
    first_used_at timestamptz not null default now()
);

create or replace function keep_destroyed() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'the key of % was destroyed', old.person using errcode = '42501';
end $$;
create or replace trigger keep_destroyed before update or delete on person_key
    for each row when (old.destroyed_at is not null) execute function keep_destroyed();

create or replace function destroy_person_key(whose uuid) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
    insert into public.person_key as k (person, wrapped, master, destroyed_at)
    values (whose, null, 0, now())
    on conflict (person) do update set wrapped = null, destroyed_at = now()
        where k.destroyed_at is null
$$;
revoke execute on function destroy_person_key(uuid) from public;
