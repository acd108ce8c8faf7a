-- Name search on tokens. The app role reads none of these tables; the functions below do, as the
-- owner. All are unlogged: a crash empties them, a dump leaves them out, `homeward reindex` fills
-- them anew (docs/decisions/0009). Written so that it can run over what is there.

-- How many persons of an organisation have a token. One that is not counted yet has one.
create unlogged table if not exists persons_tokenfrequency (
    org integer not null,
    token integer not null,
    persons integer not null,
    primary key (org, token)
);
-- What changed since it was counted: appended by each writer, so that none waits for another.
create unlogged table if not exists persons_tokenchange (
    org integer not null,
    token integer not null,
    change integer not null
);
-- One row once every person has its tokens. Emptied by a crash together with the tokens.
create unlogged table if not exists persons_searchstate (
    complete boolean primary key check (complete)
);
alter table persons_tokenfrequency enable row level security;
alter table persons_tokenchange enable row level security;
alter table persons_searchstate enable row level security;

create or replace function persons_count_inserted() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into public.persons_tokenchange
    select n.owner_org_id, token, count(*) from changed n, unnest(n.tokens) token group by 1, 2;
    return null;
end $$;
create or replace function persons_count_deleted() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into public.persons_tokenchange
    select o.owner_org_id, token, -count(*) from before o, unnest(o.tokens) token group by 1, 2;
    return null;
end $$;
create or replace function persons_count_updated() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into public.persons_tokenchange
    select old.owner_org_id, token, -1 from unnest(old.tokens) token
    union all select new.owner_org_id, token, 1 from unnest(new.tokens) token;
    return null;
end $$;
drop trigger if exists count_inserted on persons_searchtokens;
create trigger count_inserted after insert on persons_searchtokens
    referencing new table as changed for each statement execute function persons_count_inserted();
drop trigger if exists count_deleted on persons_searchtokens;
create trigger count_deleted after delete on persons_searchtokens
    referencing old table as before for each statement execute function persons_count_deleted();
-- Of the columns that the gate refolds none is named here.
drop trigger if exists count_updated on persons_searchtokens;
create trigger count_updated after update of tokens, owner_org_id on persons_searchtokens
    for each row when ((old.tokens, old.owner_org_id) is distinct from
                       (new.tokens, new.owner_org_id))
    execute function persons_count_updated();

-- Adds up what changed. The job's, every minute; one at a time, the second finds nothing to do.
create or replace function persons_count_tokens() returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    counted bigint;
begin
    if not pg_try_advisory_xact_lock(hashtext('persons_count_tokens')) then return 0; end if;
    with drained as (delete from public.persons_tokenchange returning org, token, change),
    summed as (select org, token, sum(change)::integer as change from drained group by 1, 2),
    added as (
        insert into public.persons_tokenfrequency as f
        select org, token, greatest(change, 0) from summed where change <> 0
        on conflict (org, token) do update
            set persons = greatest(f.persons + (
                select s.change from summed s where (s.org, s.token) = (f.org, f.token)), 0)
        returning 1)
    select count(*) into counted from added;
    return counted;
end $$;

-- Counts everything anew. The owner's, after a rebuild or a generated filling.
create or replace function persons_count_all_tokens() returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    truncate public.persons_tokenfrequency, public.persons_tokenchange;
    insert into public.persons_tokenfrequency
    select t.owner_org_id, token, count(*)
    from public.persons_searchtokens t, unnest(t.tokens) token group by 1, 2;
    analyze public.persons_tokenfrequency;
end $$;
revoke execute on function persons_count_all_tokens() from public;

create or replace function persons_search_is_complete() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.persons_searchstate)
$$;

-- THE GROUNDS OF SEARCH, as gate_guard writes them into a policy: the one place where they stand
-- for tokens. Parameters, not questions, and no settings of its own, so that the planner writes
-- it into the statement below.
create or replace function persons_search_visible(
    t persons_searchtokens, org integer, cleared boolean, scopes bigint[], recipient integer,
    teams uuid[], sealed_out uuid[], emergencies uuid[])
returns boolean
language sql stable as $$
    select (t.owner_org_id = org and cleared and (not t.sealed or t.person_id = any (teams)))
        or (t.scope = any (scopes) and recipient = any (t.shared_with)
            and (t.shared_until >= current_date
                 or public.gate_still_shared(t.person_id, t.data_class))
            and t.person_id <> all (sealed_out))
        or (t.person_id = any (emergencies) and cleared)
$$;
revoke execute on function persons_search_visible(
    persons_searchtokens, integer, boolean, bigint[], integer, uuid[], uuid[], uuid[]) from public;

-- The persons who share most with the tokens asked for, best first. `orgs` names each token's
-- organisation: its key made the token, and its persons are who it is counted among.
--
-- The budget: only the rarest tokens bring candidates, as many as have 8,000 persons together,
-- but two of each organisation at least; all tokens rank, by 4, 2 or 1 as they are rare. The
-- actor's grounds filter before the cap, or rows that the actor can't see would starve those
-- that it can.
drop function if exists persons_find(integer[], integer);
create or replace function persons_find(orgs integer[], wanted integer[], at_most integer)
returns table (person uuid)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
set enable_seqscan = off as $$
declare
    org constant integer := public.gate_org();
    cleared constant boolean := 1 = any (public.gate_classes());
    scopes constant bigint[] := public.gate_scopes(false);
    recipient constant integer := public.gate_recipient();
    teams constant uuid[] := public.gate_teams();
    sealed_out constant uuid[] := public.gate_sealed_out();
    emergencies constant uuid[] := public.gate_emergencies();
    bringing integer[];
    rare integer[];
    uncommon integer[];
    common integer[];
begin
    with asked as (
        select a.org, a.token, f.persons is not null as counted, coalesce(f.persons, 1) as persons
        from unnest(persons_find.orgs, wanted) as a(org, token)
        left join public.persons_tokenfrequency f on f.org = a.org and f.token = a.token
    ), spent as (
        select a.token, a.persons, a.counted,
            sum(a.persons) over (order by a.persons, a.token rows unbounded preceding) as budget,
            row_number() over (partition by a.org, a.counted order by a.persons, a.token) as place
        from asked a
    )
    select coalesce(array_agg(s.token) filter (
               where s.budget <= 8000 or (s.counted and s.place <= 2)), '{}'),
           coalesce(array_agg(s.token order by s.token) filter (where s.persons <= 100), '{}'),
           coalesce(array_agg(s.token order by s.token) filter (
               where s.persons > 100 and s.persons <= 2000), '{}'),
           coalesce(array_agg(s.token order by s.token) filter (where s.persons > 2000), '{}')
    into bringing, rare, uncommon, common
    from spent s;
    return query
    select t.person_id
    from public.persons_searchtokens t
    where t.tokens operator(intarray.&&) bringing
      and public.persons_search_visible(
          t, org, cleared, scopes, recipient, teams, sealed_out, emergencies)
    order by 4 * intarray.icount(t.tokens operator(intarray.&) rare)
           + 2 * intarray.icount(t.tokens operator(intarray.&) uncommon)
           + intarray.icount(t.tokens operator(intarray.&) common) desc, t.person_id
    limit at_most;
end $$;

-- Only for a person whom the actor owns, and only with a number of tokens that names can have. Who
-- is not cleared for contacts (2) has not seen the phones: the tokens of numbers stay.
drop function if exists persons_index(uuid, integer[]);
create or replace function persons_index(about uuid, words integer[], numbers integer[])
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    owner integer;
    prog integer;
    kept integer[];
begin
    select p.owner_org_id, p.programme_id into owner, prog from public.persons_person p
    where p.id = about and p.owner_org_id = public.gate_org();
    if owner is null or cardinality(words) > 800 or cardinality(numbers) > 100 then
        raise exception 'persons_index: not a person of the actor' using errcode = '42501';
    end if;
    kept := array(
        select distinct n from unnest(numbers || case when 2 = any (public.gate_classes()) then '{}'
            else (select s.marks from public.persons_searchtokens s where s.person_id = about) end)
            as n order by n);
    insert into public.persons_searchtokens
        (id, owner_org_id, data_class, programme_id, person_id, tokens, marks, shared_with,
         shared_until)
    values (gen_random_uuid(), owner, 1, prog, about,
            array(select distinct t from unnest(words || kept) t order by t), kept, '{}',
            '9999-12-31')
    on conflict (person_id) do update set tokens = excluded.tokens, marks = excluded.marks
        where (persons_searchtokens.tokens, persons_searchtokens.marks)
              is distinct from (excluded.tokens, excluded.marks);
end $$;

drop index if exists persons_searchtokens_tokens;
create index persons_searchtokens_tokens on persons_searchtokens
    using gin (tokens intarray.gin__int_ops) with (fastupdate = off);
