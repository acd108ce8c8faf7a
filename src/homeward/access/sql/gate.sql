-- The gate. Every statement of the app role sees the rows that one of the grounds opens to the
-- actor of the running transaction, and no other. docs/architecture.md follows one request.
-- The whole text can run over what is there: functions are replaced, tables and stubs stay.

create table if not exists access_seal (
    one boolean primary key default true check (one),
    -- Python proves itself with the first, the context is sealed with the second.
    token_key bytea not null,
    seal_key bytea not null
);
-- What proves a background job. Only the worker's process holds it (access/gate.py).
alter table access_seal add column if not exists job_key bytea;
revoke all on access_seal from public;

-- The jobs that may act, as the application declares them (access/jobs.py). The app role only reads.
create table if not exists access_job (
    name text primary key check (name ~ '^[a-z_.]+$'),
    classes smallint[] not null,
    purpose smallint not null,
    -- Without an organisation it sees no row: definer functions give it ids, scores, aggregates.
    across_owners boolean not null
);

-- HMAC-SHA256 (RFC 2104) from the built-in sha256: not every server has pgcrypto.
create or replace function access_hmac(key bytea, message bytea) returns bytea
language plpgsql immutable strict parallel safe set search_path = pg_catalog, pg_temp as $$
declare
    padded bytea := case when length(key) > 64 then sha256(key) else key end;
    inner_pad bytea := decode(repeat('36', 64), 'hex');
    outer_pad bytea := decode(repeat('5c', 64), 'hex');
begin
    for i in 0 .. length(padded) - 1 loop
        inner_pad := set_byte(inner_pad, i, get_byte(inner_pad, i) # get_byte(padded, i));
        outer_pad := set_byte(outer_pad, i, get_byte(outer_pad, i) # get_byte(padded, i));
    end loop;
    return sha256(outer_pad || sha256(inner_pad || message));
end $$;

-- A context is fields parted by '|', then the seal over them, the backend and the transaction:
--   1 kind  2 id  3 organisation  4 purpose  5 classes  6 authority of (country code)  7 seal
create or replace function access_seal_of(fields text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select encode(sha256(
        s.seal_key || convert_to(
            fields || '|' || pg_backend_pid() || '|' || extract(epoch from transaction_timestamp()),
            'utf8') || s.seal_key), 'hex')
    from public.access_seal s
$$;
revoke execute on function access_seal_of(text) from public;

-- The fields of the sealed context, or null where there is none. An altered one is an error.
create or replace function access_context() returns text[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    value text := current_setting('homeward.actor', true);
    at integer;
begin
    if value is null or value = '' then return null; end if;
    at := length(value) - 64;
    if at < 1 or substr(value, at, 1) <> '|'
       or public.access_seal_of(left(value, at - 1)) <> right(value, 64) then
        raise exception 'the actor of this transaction was not set by begin_actor'
            using errcode = '42501';
    end if;
    return string_to_array(left(value, at - 1), '|');
end $$;

-- Begins a unit of work. `token` is HMAC(key, pid|kind|id|purpose|expires), made by Python; the key
-- is job_key for a job and token_key for everybody else. The same proof again, while it is fresh,
-- on the same backend, makes the same actor again: nobody gains by it, so it is not remembered.
create or replace function begin_actor(
    kind text, id text, purpose smallint, expires bigint, token text)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    proof bytea;
    fields text;
begin
    select public.access_hmac(
        case when kind = 'job' then s.job_key else s.token_key end,
        convert_to(
            pg_backend_pid() || '|' || kind || '|' || id || '|' || purpose || '|' || expires,
            'utf8'))
    into proof from public.access_seal s;
    if proof is null or encode(proof, 'hex') <> token
       or expires < extract(epoch from clock_timestamp()) then
        raise exception 'begin_actor: the proof is wrong or too old' using errcode = '42501';
    end if;
    if current_setting('homeward.actor', true) <> '' then
        raise exception 'begin_actor: this transaction has an actor already'
            using errcode = '42501';
    end if;
    -- A field of its own each: no id may bring further ones.
    if position('|' in kind || id) = 0 then
        fields := public.access_fields(kind, id, purpose);
    end if;
    if fields is null then
        raise exception 'begin_actor: nobody of that kind and id is active' using errcode = '42501';
    end if;
    perform set_config('homeward.actor', fields || '|' || public.access_seal_of(fields), true);
end $$;

-- Who the actor is, from the tables. Null for nobody.
create or replace function access_fields(kind text, id text, purpose smallint) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    found text;
    held text[];
begin
    if kind = 'user' then
        select concat_ws('|', 'user', u.id, coalesce(u.organisation_id, 0), purpose,
            array_to_string(public.access_cleared(u.id), ','),
            coalesce(public.access_authority_of(u.organisation_id), ''))
        into found from public.access_user u
        where u.id = access_fields.id::bigint and u.is_active;
        return found;
    elsif kind = 'person' then
        select concat_ws('|', 'person', u.person_id, 0, purpose, '', '') into found
        from public.access_user u
        where u.id = access_fields.id::bigint and u.is_active and u.person_id is not null;
        return found;
    elsif kind = 'link' then
        held := string_to_array(public.access_link_fields(id, purpose), '|');
        if held is null then return null; end if;
        held[6] := coalesce(public.access_authority_of(held[3]::bigint), '');
        return array_to_string(held, '|');
    elsif kind = 'subject' then
        return public.access_subject_fields(id, purpose);
    elsif kind = 'helper' then
        return public.access_helper_fields(id, purpose);
    elsif kind = 'job' then
        -- "name", or "name/organisation". Classes and purpose are the declared ones.
        select concat_ws('|', 'job', access_fields.id, coalesce(o.id, 0), j.purpose,
            array_to_string(j.classes, ','), coalesce(public.access_authority_of(o.id), ''))
        into found from public.access_job j
        left join public.access_organisation o
            on o.id::text = split_part(access_fields.id, '/', 2)
        where j.name = split_part(access_fields.id, '/', 1) and j.across_owners = (o.id is null);
        return found;
    elsif kind = 'anonymous' then
        return concat_ws('|', 'anonymous', '0', 0, purpose, '', '');
    end if;
    return null;
end $$;
revoke execute on function access_fields(text, text, smallint) from public;

-- What a user is cleared for: what one of the roles is, less what the organisation took away.
create or replace function access_cleared(of_user bigint) returns smallint[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select array(
        select distinct c.data_class
        from public.access_user u
        join public.access_clearance c on c.role = any (u.roles)
        where u.id = of_user and not exists (
            select 1 from public.access_narrowing n
            where n.organisation_id = u.organisation_id and n.data_class = c.data_class
              and (n.role = c.role or n.user_id = u.id))
        order by 1)::smallint[]
$$;
revoke execute on function access_cleared(bigint) from public;

-- The country whose public authority an organisation is.
create or replace function access_authority_of(org bigint) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select o.country_id from public.access_organisation o
    where o.id = org and o.kind = 'authority'
$$;

-- Ends a unit of work inside a transaction that goes on (tests; several units in one command).
create or replace function end_actor() returns void
language sql volatile set search_path = pg_catalog, pg_temp as $$
    select set_config('homeward.actor', '', true)
$$;

-- What policies ask of the context. Call each as (select gate_...()), so that it runs once.
create or replace function gate_kind() returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
    select coalesce((public.access_context())[1], '')
$$;
create or replace function gate_org() returns integer
language sql stable set search_path = pg_catalog, pg_temp as $$
    select nullif((public.access_context())[3]::integer, 0)
$$;
create or replace function gate_purpose() returns integer
language sql stable set search_path = pg_catalog, pg_temp as $$
    select (public.access_context())[4]::integer
$$;
create or replace function gate_classes() returns smallint[]
language sql stable set search_path = pg_catalog, pg_temp as $$
    select coalesce(string_to_array(nullif((public.access_context())[5], ''), ',')::smallint[], '{}')
$$;
create or replace function gate_authority_of() returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
    select nullif((public.access_context())[6], '')
$$;
create or replace function gate_user() returns bigint
language sql stable set search_path = pg_catalog, pg_temp as $$
    select case when (c)[1] = 'user' then (c)[2]::bigint end from public.access_context() c
$$;
create or replace function gate_self() returns uuid
language sql stable set search_path = pg_catalog, pg_temp as $$
    select case when (c)[1] = 'person' then (c)[2]::uuid end from public.access_context() c
$$;
-- Whose pages a helper is shown: to read, and of the helper's classes alone.
create or replace function gate_helped() returns uuid
language sql stable set search_path = pg_catalog, pg_temp as $$
    select case when (c)[1] = 'helper' then (c)[2]::uuid end from public.access_context() c
$$;
create or replace function gate_link() returns uuid
language sql stable set search_path = pg_catalog, pg_temp as $$
    select case when (c)[1] = 'link' then (c)[2]::uuid end from public.access_context() c
$$;
create or replace function gate_job() returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
    select case when (c)[1] = 'job' then split_part((c)[2], '/', 1) end
    from public.access_context() c
$$;
-- The actor's organisation under the actor's purpose, as `shared_with` holds it.
create or replace function gate_recipient() returns integer
language sql stable set search_path = pg_catalog, pg_temp as $$
    select case when (c)[3] <> '0' then (c)[3]::integer * 16 + (c)[4]::integer end
    from public.access_context() c
$$;

-- A row's place in the world of clauses: owner, programme and class in one number.
create or replace function gate_scope(owner_org bigint, programme bigint, data_class smallint) returns bigint
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
    select (owner_org << 24) | (programme << 8) | data_class
$$;

-- A question that a feature above answers: declared closed, and left alone where it is filled.
create or replace function gate_declare(name text, arguments text, gives text, closed text)
returns void
language plpgsql as $$
begin
    if to_regproc(format('public.%I', name)) is null then
        execute format('create function public.%I(%s) returns %s language sql stable as %L',
                       name, arguments, gives, 'select ' || closed);
    end if;
end $$;
revoke execute on function gate_declare(text, text, text, text) from public;

select gate_declare('gate_scopes', 'for_writing boolean', 'bigint[]', $$'{}'::bigint[]$$);
select gate_declare('gate_recipients', 'person uuid, class smallint',
    'table (recipient integer, until date)', 'null::integer, null::date where false');
-- Is the person's asylum history closed to the actor's organisation; to this organisation?
select gate_declare('gate_barred_from_asylum', 'person uuid', 'boolean', 'true');
select gate_declare('gate_asylum_barred_to', 'person uuid, org bigint', 'boolean', 'true');
-- Has the person set a block on the actor's organisation or on its country?
select gate_declare('gate_blocked', 'person uuid', 'boolean', 'false');
select gate_declare('gate_sees_person', 'person uuid', 'boolean', 'false');
select gate_declare('gate_sees_case', 'case_id uuid', 'boolean', 'false');
select gate_declare('gate_sees_referral', 'referral uuid', 'boolean', 'false');
-- Has this owner sealed the person's file?
select gate_declare('gate_is_sealed', 'person uuid, owner_org bigint', 'boolean', 'false');
-- Whose files the actor's organisation sealed with the actor in the team, and without: ids of
-- persons; the second names their cases as well, for rows that know a case alone.
select gate_declare('gate_teams', '', 'uuid[]', $$'{}'::uuid[]$$);
select gate_declare('gate_sealed_out', '', 'uuid[]', $$'{}'::uuid[]$$);
-- To whose files the actor has emergency access at this moment; blocks hold.
select gate_declare('gate_emergencies', '', 'uuid[]', $$'{}'::uuid[]$$);
-- Every file of the person who acts: their own, and those that were found to be theirs as well.
select gate_declare('gate_selves', '', 'uuid[]', 'array_remove(array[public.gate_self()], null)');
select gate_declare('access_link_fields', 'id text, purpose smallint', 'text', 'null::text');
-- Who fills a copy that was made for a person: it reads as that person.
select gate_declare('access_subject_fields', 'id text, purpose smallint', 'text', 'null::text');
-- Whose pages a helper's entry opens, and which classes of them.
select gate_declare('access_helper_fields', 'id text, purpose smallint', 'text', 'null::text');

-- Which tables are guarded, and the column that names the person.
create table if not exists access_guarded (
    name text primary key,
    person_column text not null
);

-- Folds the person's consents and blocks, and the owner's seal, into the row. Runs on every write,
-- so that a stale object saved by the application can't bring back what was withdrawn or sealed.
create or replace function gate_fold() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    person uuid := (to_jsonb(new) ->> tg_argv[0])::uuid;
begin
    -- A withdrawal takes this lock exclusively: it waits for us, or we see what it wrote.
    perform pg_advisory_xact_lock_shared(hashtextextended(person::text, 0));
    select coalesce(array_agg(r.recipient order by r.recipient), '{}'),
           coalesce(min(r.until), '9999-12-31')
    into new.shared_with, new.shared_until
    from public.gate_recipients(person, new.data_class) r;
    new.sealed := public.gate_is_sealed(person, new.owner_org_id);
    return new;
end $$;

-- Folds anew every row of one person. Called by the triggers on consents, blocks and seals.
create or replace function gate_refold(person uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    guarded record;
begin
    perform pg_advisory_xact_lock(hashtextextended(person::text, 0));
    for guarded in select name, person_column from public.access_guarded order by name loop
        execute format('update public.%I set shared_until = shared_until where %I = $1',
                       guarded.name, guarded.person_column) using person;
    end loop;
end $$;
revoke execute on function gate_refold(uuid) from public;

-- Is one row still covered, after the earliest of its ends has passed?
create or replace function gate_still_shared(person uuid, class smallint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.gate_recipients(person, class) r
        where r.recipient = public.gate_recipient())
$$;

-- Asylum history never comes to be owned by an authority of a country of origin, whoever moves it.
create or replace function gate_asylum_stays() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_asylum_barred_to((to_jsonb(new) ->> tg_argv[0])::uuid, new.owner_org_id) then
        raise exception 'asylum history is never owned by an authority of a country of origin'
            using errcode = '23514', constraint = 'asylum_is_never_owned_by_an_origin_authority';
    end if;
    return null;
end $$;

-- Puts a table under the gate: the one place where the grounds are written down. A table that is
-- there already has them written anew.
create or replace function gate_guard(name text, person_column text default 'person_id')
returns void
language plpgsql as $$
declare
    own text := format('owner_org_id = (select gate_org())'
        ' and data_class = any ((select gate_classes())::smallint[])'
        ' and (not sealed or %I = any ((select gate_teams())::uuid[]))', person_column);
    -- A seal is its organisation's own affair: it closes what others share with it as well.
    shared text := format('scope = any ((select gate_scopes(%%s))::bigint[])'
        ' and (select gate_recipient()) = any (shared_with)'
        ' and (shared_until >= current_date or gate_still_shared(%1$I, data_class))'
        ' and %1$I <> all ((select gate_sealed_out())::uuid[])', person_column);
    emergency text := format('%I = any ((select gate_emergencies())::uuid[])'
        ' and data_class = any ((select gate_classes())::smallint[])', person_column);
    -- A helper whom the person let in writes nothing: every other policy of a person asks gate_self.
    helped text := format('%I = (select gate_helped())'
        ' and data_class = any ((select gate_classes())::smallint[])', person_column);
    -- Whoever writes sees the person, and not in an emergency alone: that ground only reads.
    parent text := case when person_column = 'id' then 'true'
        else format('gate_sees_person(%1$I) and %1$I <> all ((select gate_emergencies())::uuid[])',
                    person_column) end;
begin
    insert into access_guarded values (name, person_column)
        on conflict on constraint access_guarded_pkey
        do update set person_column = excluded.person_column;
    execute format(
        'alter table %I add column if not exists sealed boolean not null default false', name);
    perform gate_lift(name);
    execute format('alter table %I enable row level security', name);
    execute format('create policy seen on %I for select using ((%s) or (%s) or %I = any ((select gate_selves())::uuid[]))',
        name, own, format(shared, 'false'), person_column);
    execute format('create policy emergency on %I for select using (%s)', name, emergency);
    execute format('create policy helped on %I for select using (%s)', name, helped);
    execute format('create policy written on %I for insert with check (%s and %s)',
        name, own, parent);
    execute format('create policy changed on %I for update using ((%s) or (%s)) with check ((%s) or (%s))',
        name, own, format(shared, 'true'), own, format(shared, 'true'));
    execute format('create policy removed on %I for delete using (%s)', name, own);
    execute format('create policy asylum_is_barred on %I as restrictive for all using ('
        'data_class <> 7 or (select gate_authority_of()) is null or not gate_barred_from_asylum(%I))',
        name, person_column);
    execute format('create trigger fold before insert or update on %I'
        ' for each row execute function gate_fold(%L)', name, person_column);
    execute format('create constraint trigger asylum_stays'
        ' after insert or update of owner_org_id, data_class, %I on %I'
        ' for each row when (new.data_class = 7) execute function gate_asylum_stays(%L)',
        person_column, name, person_column);
end $$;
revoke execute on function gate_guard(text, text) from public;

-- Takes the gate's own policies and triggers off a table; those of its feature stay.
create or replace function gate_lift(name text) returns void
language plpgsql as $$
declare
    policy text;
begin
    foreach policy in array array[
        'seen', 'emergency', 'helped', 'written', 'changed', 'removed', 'asylum_is_barred'] loop
        execute format('drop policy if exists %I on %I', policy, name);
    end loop;
    execute format('drop trigger if exists fold on %I', name);
    execute format('drop trigger if exists asylum_stays on %I', name);
end $$;
revoke execute on function gate_lift(text) from public;

create or replace function gate_unguard(name text) returns void
language plpgsql as $$
declare
    policy record;
begin
    for policy in select policyname from pg_policies where tablename = name loop
        execute format('drop policy %I on %I', policy.policyname, name);
    end loop;
    perform gate_lift(name);
    execute format('alter table %I disable row level security', name);
    delete from access_guarded g where g.name = gate_unguard.name;
end $$;
revoke execute on function gate_unguard(text) from public;

-- What is guarded already, under the terms above.
select gate_guard(g.name, g.person_column) from access_guarded g order by g.name;

-- What an organisation took away from its own roles and users is its own affair.
alter table access_narrowing enable row level security;
drop policy if exists own on access_narrowing;
create policy own on access_narrowing for all
    using (organisation_id = (select gate_org()))
    with check (organisation_id = (select gate_org()) and (user_id is null or exists (
        select 1 from access_user u where u.id = user_id and u.organisation_id = gate_org())));
