-- Which archives were asked for is their organisation's affair; who asks and who decides are two.
alter table archives_request enable row level security;
create policy seen on archives_request for select
    using (organisation_id = (select gate_org()) and (select gate_kind()) in ('user', 'job'));
create policy asked on archives_request for insert
    with check (organisation_id = (select gate_org()) and status = 'asked'
                and asked_by_id = (select gate_user()) and decided_by_id is null);
create policy changed on archives_request for update
    using (organisation_id = (select gate_org()))
    with check (organisation_id = (select gate_org()));

-- What was decided stays decided, and by whom; nobody decides on what they asked for.
create or replace function archives_request_stands() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if (new.organisation_id, new.asked_by_id, new.asked_at, new.reason)
        is distinct from (old.organisation_id, old.asked_by_id, old.asked_at, old.reason)
       or (old.decided_by_id is not null
           and new.decided_by_id is distinct from old.decided_by_id)
       or (old.status in ('refused', 'ended', 'failed') and new.status <> old.status)
       or (new.status = 'approved' and old.status = 'asked'
           and new.decided_by_id is distinct from public.gate_user())
       or (new.status = 'ready' and old.status <> 'ready'
           and public.gate_job() is distinct from 'archives.make') then
        raise exception 'an archive''s request stands' using errcode = '42501';
    end if;
    return new;
end $$;
create trigger stands before update on archives_request
    for each row execute function archives_request_stands();

create function archives_is_ours(request uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.archives_request r
                   where r.id = request and r.organisation_id = public.gate_org())
$$;
alter table archives_part enable row level security;
create policy seen on archives_part for select using (archives_is_ours(request_id));
create policy made on archives_part for insert
    with check (archives_is_ours(request_id) and (select gate_job()) = 'archives.make');
create policy removed on archives_part for delete using (archives_is_ours(request_id));
-- No policy changes or removes a line of who took what.
alter table archives_taking enable row level security;
create policy seen on archives_taking for select using (archives_is_ours(request_id));
create policy written on archives_taking for insert
    with check (archives_is_ours(request_id) and by_id = (select gate_user()));
alter table archives_arrival enable row level security;
create policy seen on archives_arrival for select
    using (organisation_id = (select gate_org()) and (select gate_kind()) = 'user');

-- Of each table that travels: whose rows, and how they read as text (archives/tables.py). Written
-- by the owner after every migration; the app role neither reads nor writes it.
create table archives_declared (
    name text primary key,
    own_where text not null,
    light text not null,
    whole text not null,
    pk text not null,
    pk_type text not null,
    part text not null,
    part_type text not null,
    is_open boolean not null
);
alter table archives_declared enable row level security;
revoke all on archives_declared from public;

-- Rows for the one archive that two people agreed on, and for nobody else than the worker's job:
-- own rows by themselves, and what they point at of tables that hold no person.
create function archives_read(request uuid, of_table text, how text, keys text[])
returns setof text[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    org bigint := public.gate_org();
    d public.archives_declared;
    own text;
begin
    if public.gate_job() is distinct from 'archives.make' or not exists (
        select 1 from public.archives_request r
        where r.id = request and r.organisation_id = org and r.status = 'approved'
          and r.asked_by_id is not null and r.decided_by_id <> r.asked_by_id) then
        raise exception 'no archive of this organisation is approved' using errcode = '42501';
    end if;
    select * into d from public.archives_declared a where a.name = of_table;
    if d.name is null then
        raise exception 'this table does not travel' using errcode = '42501';
    end if;
    own := case when d.own_where = '' then 'false'
                else replace(d.own_where, '{org}', org::text) end;
    if how = 'own' then
        return query execute format('select %s from public.%I t where %s', d.light, d.name, own);
    elsif how = 'pk' and d.is_open then
        return query execute format(
            'select %s from public.%I t where t.%I = any($1::%s[])',
            d.light, d.name, d.pk, d.pk_type) using keys;
    elsif how = 'part' and d.is_open and d.part <> '' then
        return query execute format(
            'select %s from public.%I t where t.%I = any($1::%s[])',
            d.light, d.name, d.part, d.part_type) using keys;
    elsif how = 'whole' then
        return query execute format(
            'select %s from public.%I t where t.%I = any($1::%s[]) and (%s or %s)',
            d.whole, d.name, d.pk, d.pk_type,
            case when d.is_open then 'true' else 'false' end, own) using keys;
    else
        raise exception 'not a way of reading' using errcode = '42501';
    end if;
end $$;

-- The organisation's own entries of the read log, to be told in the archive.
create function archives_log(request uuid) returns table (
    number bigint, at timestamptz, actor text, purpose smallint, action text, rows integer,
    hash bytea)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_job() is distinct from 'archives.make' then
        raise exception 'no archive is made' using errcode = '42501';
    end if;
    return query
        select l.number, l.at, (l.actor_kind || ' ' || l.actor_id)::text, l.purpose,
               l.action::text, jsonb_array_length(l.items), l.hash
        from public.audit_readlog l where l.organisation = public.gate_org() order by l.number;
end $$;

-- What is over by itself, or whose asker left: its files go. Returns how many.
create function archives_sweep() returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    swept integer;
begin
    with over as (
        update public.archives_request r set status = 'ended', passphrase = ''
        where r.status = 'ready' and r.ends_at <= clock_timestamp() returning r.id),
    gone as (
        delete from public.archives_part p where p.request_id in (select id from over))
    select count(*) into swept from over;
    return swept;
end $$;
