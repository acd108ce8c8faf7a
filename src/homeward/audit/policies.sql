-- The read log. Its table and these functions belong to a role of their own: the application
-- appends and asks by the functions, and holds no right on the table.

-- Refuses every change, the owner's as well. Who switches it off is found by audit_faults.
create or replace function audit_refuse() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'the read log is only ever added to' using errcode = '42501';
end $$;
drop trigger if exists only_added_to on audit_readlog;
create trigger only_added_to before update or delete on audit_readlog
    for each row execute function audit_refuse();
drop trigger if exists never_emptied on audit_readlog;
create trigger never_emptied before truncate on audit_readlog
    for each statement execute function audit_refuse();

-- No policy: nobody reads the table but its owner's functions.
alter table audit_readlog enable row level security;

-- SHA-256 over one canonical text of all that an entry says and of the hash before it.
create or replace function audit_hash(
    organisation integer, number bigint, at timestamptz, actor_kind text, actor_id text,
    purpose integer, action text, path text, ground text, items jsonb, persons uuid[],
    owners integer[], previous bytea) returns bytea
language sql stable parallel safe as $$
    select pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.jsonb_build_array(
        organisation, number, extract(epoch from at), actor_kind, actor_id, purpose, action, path,
        ground, items, persons, owners, pg_catalog.encode(previous, 'hex'))::text, 'utf8'))
$$;

-- The exception under which these persons' rows are seen now; null for the ordinary grounds.
create or replace function audit_ground(persons uuid[]) returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
    select case when persons && public.gate_emergencies() then 'emergency' end
$$;

-- Does this user work with this person? Null where no feature above can tell; `cases` fills it.
create or replace function audit_concerned(person uuid, user_id bigint) returns boolean
language sql stable as $$ select null::boolean $$;

-- Appends the reads of the running unit of work. Actor, organisation and purpose are the sealed
-- context's, never the caller's words. The chain is locked here, until the commit: call it last.
create or replace function audit_append(action text, path text, items jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    actor text[] := public.access_context();
    entry public.audit_readlog;
begin
    if actor is null then
        raise exception 'audit_append: nobody is acting' using errcode = '42501';
    end if;
    entry.organisation := actor[3]::integer;
    entry.actor_kind := actor[1];
    entry.actor_id := actor[2];
    entry.purpose := actor[4]::smallint;
    entry.action := action;
    entry.path := path;
    entry.items := items;
    entry.persons := array(select distinct (i ->> 3)::uuid from jsonb_array_elements(items) i
                           order by 1);
    entry.owners := array(select distinct (i ->> 4)::integer from jsonb_array_elements(items) i
                          order by 1);
    entry.ground := public.audit_ground(entry.persons);
    perform pg_advisory_xact_lock(hashtext('homeward read log'), entry.organisation);
    entry.at := clock_timestamp();
    select r.number, r.hash into entry.number, entry.previous from public.audit_readlog r
    where r.organisation = entry.organisation order by r.number desc limit 1;
    entry.number := coalesce(entry.number, 0) + 1;
    entry.previous := coalesce(entry.previous, '');
    entry.hash := public.audit_hash(
        entry.organisation, entry.number, entry.at, entry.actor_kind, entry.actor_id,
        entry.purpose, entry.action, entry.path, entry.ground, entry.items, entry.persons,
        entry.owners, entry.previous);
    insert into public.audit_readlog (organisation, number, at, actor_kind, actor_id, purpose,
        action, path, ground, items, persons, owners, previous, hash)
    values (entry.organisation, entry.number, entry.at, entry.actor_kind, entry.actor_id,
        entry.purpose, entry.action, entry.path, entry.ground, entry.items, entry.persons,
        entry.owners, entry.previous, entry.hash);
end $$;

-- Every entry at which a chain does not hold. It says where, and nothing of what was read.
create or replace function audit_faults()
returns table (organisation integer, number bigint, fault text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.organisation, c.number, c.fault from (
        select r.organisation, r.number, case
            when r.number <> coalesce(lag(r.number) over chain, 0) + 1 then 'gap'
            when r.previous <> coalesce(lag(r.hash) over chain, '') then 'broken'
            when r.hash <> public.audit_hash(
                r.organisation, r.number, r.at, r.actor_kind, r.actor_id, r.purpose, r.action,
                r.path, r.ground, r.items, r.persons, r.owners, r.previous) then 'altered'
            when r.at < lag(r.at) over chain then 'earlier'
        end as fault
        from public.audit_readlog r
        window chain as (partition by r.organisation order by r.number)) c
    where c.fault is not null
    order by 1, 2
    limit 1000
$$;

-- The last entry of each chain, for the anchor.
create or replace function audit_heads()
returns table (organisation integer, number bigint, hash text, at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select distinct on (r.organisation) r.organisation, r.number, encode(r.hash, 'hex'), r.at
    from public.audit_readlog r order by r.organisation, r.number desc
$$;

-- Hash and time of named entries, to compare with the anchors.
create or replace function audit_entries(organisations integer[], numbers bigint[])
returns table (organisation integer, number bigint, hash text, at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select r.organisation, r.number, encode(r.hash, 'hex'), r.at
    from unnest(organisations, numbers) as wanted (organisation, number)
    join public.audit_readlog r using (organisation, number)
$$;

-- The organisation whose data protection officer acts now, for oversight; null for others.
create or replace function audit_officer() returns integer
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select u.organisation_id::integer from public.access_user u
    where u.id = public.gate_user() and 'data_protection_officer' = any (u.roles)
      and public.gate_purpose() = 7
$$;

-- What the acting officer may know of the log: what the own organisation's users read, and what
-- others read of its rows, of these nothing else.
create or replace function audit_for_officer(since timestamptz, until timestamptz)
returns table (organisation integer, number bigint, at timestamptz, actor_kind text,
               actor_id text, purpose integer, action text, path text, ground text, items jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select r.organisation, r.number, r.at, r.actor_kind, r.actor_id, r.purpose::integer, r.action,
           r.path, r.ground,
           case when r.organisation = o.id then r.items
           else (select jsonb_agg(i) from jsonb_array_elements(r.items) i
                 where (i ->> 4)::integer = o.id) end
    from (select public.audit_officer() as id) o
    join public.audit_readlog r on r.organisation = o.id or r.owners @> array[o.id]
    where r.at >= since and r.at < until
$$;

create or replace function audit_reads(
    since timestamptz, until timestamptz, about uuid[], by_kind text, by_id text,
    for_purpose integer, take integer, skip integer)
returns table (organisation integer, number bigint, at timestamptz, actor_kind text,
               actor_id text, purpose integer, action text, path text, ground text, items jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select r.* from public.audit_for_officer(since, until) r
    where (by_id is null or (r.actor_kind = by_kind and r.actor_id = by_id))
      and (for_purpose is null or r.purpose = for_purpose)
      and (about is null or exists (select 1 from jsonb_array_elements(r.items) i
                                    where (i ->> 3)::uuid = any (about)))
    order by r.at desc, r.organisation, r.number desc
    limit take offset skip
$$;

-- Who read, of the users that the officer answers for or whose organisation reads its rows.
create or replace function audit_review(since timestamptz, zone text)
returns table (user_id bigint, reads bigint, persons bigint, last_at timestamptz,
               purposes integer[], most_in_an_hour bigint, at_night bigint, in_emergency bigint,
               not_theirs bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with item as materialized (
        select r.actor_id::bigint as reader, r.at, r.organisation, r.number, r.purpose, r.ground,
               (i ->> 3)::uuid as person
        from public.audit_for_officer(since, 'infinity') r, jsonb_array_elements(r.items) i
        where r.actor_kind = 'user'
    ), hourly as (
        select h.reader, max(h.persons) as most from (
            select reader, count(distinct person) as persons from item
            group by reader, date_trunc('hour', at)) h
        group by 1
    ), others as (
        select p.reader, count(*) filter (
            where not coalesce(public.audit_concerned(p.person, p.reader), true)) as persons
        from (select distinct reader, person from item) p group by 1
    )
    select i.reader, count(distinct (i.organisation, i.number)), count(distinct i.person),
           max(i.at), array_agg(distinct i.purpose), h.most,
           count(distinct (i.organisation, i.number)) filter (
               where extract(hour from i.at at time zone zone) >= 22
                  or extract(hour from i.at at time zone zone) < 6),
           count(distinct (i.organisation, i.number)) filter (where i.ground = 'emergency'),
           o.persons
    from item i join hourly h using (reader) join others o using (reader)
    group by i.reader, h.most, o.persons
$$;

-- Who read this person's rows: for the person, and for the officer of an owner of theirs.
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

-- Reviews are the officers' own.
alter table audit_accessreview enable row level security;
drop policy if exists seen on audit_accessreview;
create policy seen on audit_accessreview for select
    using (organisation_id = (select audit_officer()));
drop policy if exists written on audit_accessreview;
create policy written on audit_accessreview for insert
    with check (organisation_id = (select audit_officer()) and reviewed_by_id = (select gate_user()));
