-- The gate. Every statement of the app role sees the rows that one of the grounds opens to the
-- actor of the running transaction, and no other. docs/architecture.md follows one request.

create table access_seal (
    one boolean primary key default true check (one),
    -- Python proves itself with the first, the context is sealed with the second.
    token_key bytea not null,
    seal_key bytea not null
);
revoke all on access_seal from public;

-- HMAC-SHA256 (RFC 2104) from the built-in sha256: not every server has pgcrypto.
create function access_hmac(key bytea, message bytea) returns bytea
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
create function access_seal_of(fields text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select encode(sha256(
        s.seal_key || convert_to(
            fields || '|' || pg_backend_pid() || '|' || extract(epoch from transaction_timestamp()),
            'utf8') || s.seal_key), 'hex')
    from public.access_seal s
$$;
revoke execute on function access_seal_of(text) from public;

-- The fields of the sealed context, or null where there is none. An altered one is an error.
create function access_context() returns text[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    value text := current_setting('homeward.actor', true);
    at integer;
begin
    if value is null or value = '' then return null; end if;
    at := length(value) - 64;
    if at < 1 or public.access_seal_of(left(value, at - 1)) <> right(value, 64) then
        raise exception 'the actor of this transaction was not set by begin_actor'
            using errcode = '42501';
    end if;
    return string_to_array(left(value, at - 1), '|');
end $$;

-- Begins a unit of work. `token` is HMAC(token_key, pid|kind|id|purpose|expires), made by Python.
create function begin_actor(kind text, id text, purpose smallint, expires bigint, token text)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    proof bytea;
    fields text;
begin
    select public.access_hmac(s.token_key, convert_to(
        pg_backend_pid() || '|' || kind || '|' || id || '|' || purpose || '|' || expires, 'utf8'))
    into proof from public.access_seal s;
    if proof is null or encode(proof, 'hex') <> token
       or expires < extract(epoch from clock_timestamp()) then
        raise exception 'begin_actor: the proof is wrong or too old' using errcode = '42501';
    end if;
    if current_setting('homeward.actor', true) <> '' then
        raise exception 'begin_actor: this transaction has an actor already'
            using errcode = '42501';
    end if;
    fields := public.access_fields(kind, id, purpose);
    if fields is null then
        raise exception 'begin_actor: nobody of that kind and id is active' using errcode = '42501';
    end if;
    perform set_config('homeward.actor', fields || '|' || public.access_seal_of(fields), true);
end $$;

-- Who the actor is, from the tables. Null for nobody.
create function access_fields(kind text, id text, purpose smallint) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    found text;
begin
    if kind = 'user' then
        select concat_ws('|', 'user', u.id, coalesce(u.organisation_id, 0), purpose,
            array_to_string(array(
                select distinct c.data_class from public.access_clearance c
                where c.role = any (u.roles) order by 1), ','),
            case when o.kind = 'authority' then o.country_id else '' end)
        into found
        from public.access_user u left join public.access_organisation o on o.id = u.organisation_id
        where u.id = access_fields.id::bigint and u.is_active;
        return found;
    elsif kind = 'person' then
        select concat_ws('|', 'person', u.person_id, 0, purpose, '', '') into found
        from public.access_user u
        where u.id = access_fields.id::bigint and u.is_active and u.person_id is not null;
        return found;
    elsif kind = 'link' then
        return public.access_link_fields(id, purpose);
    elsif kind = 'job' then
        return concat_ws('|', 'job', id, 0, purpose, '', '');
    elsif kind = 'anonymous' then
        return concat_ws('|', 'anonymous', '0', 0, purpose, '', '');
    end if;
    return null;
end $$;
revoke execute on function access_fields(text, text, smallint) from public;

-- Ends a unit of work inside a transaction that goes on (tests; several units in one command).
create function end_actor() returns void
language sql volatile set search_path = pg_catalog, pg_temp as $$
    select set_config('homeward.actor', '', true)
$$;

-- What policies ask of the context. Call each as (select gate_...()), so that it runs once.
create function gate_kind() returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
    select coalesce((public.access_context())[1], '')
$$;
create function gate_org() returns integer
language sql stable set search_path = pg_catalog, pg_temp as $$
    select nullif((public.access_context())[3]::integer, 0)
$$;
create function gate_purpose() returns integer
language sql stable set search_path = pg_catalog, pg_temp as $$
    select (public.access_context())[4]::integer
$$;
create function gate_classes() returns smallint[]
language sql stable set search_path = pg_catalog, pg_temp as $$
    select coalesce(string_to_array(nullif((public.access_context())[5], ''), ',')::smallint[], '{}')
$$;
create function gate_authority_of() returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
    select nullif((public.access_context())[6], '')
$$;
create function gate_user() returns bigint
language sql stable set search_path = pg_catalog, pg_temp as $$
    select case when (c)[1] = 'user' then (c)[2]::bigint end from public.access_context() c
$$;
create function gate_self() returns uuid
language sql stable set search_path = pg_catalog, pg_temp as $$
    select case when (c)[1] = 'person' then (c)[2]::uuid end from public.access_context() c
$$;
create function gate_link() returns uuid
language sql stable set search_path = pg_catalog, pg_temp as $$
    select case when (c)[1] = 'link' then (c)[2]::uuid end from public.access_context() c
$$;
-- The actor's organisation under the actor's purpose, as `shared_with` holds it.
create function gate_recipient() returns integer
language sql stable set search_path = pg_catalog, pg_temp as $$
    select case when (c)[3] <> '0' then (c)[3]::integer * 16 + (c)[4]::integer end
    from public.access_context() c
$$;

-- A row's place in the world of clauses: owner, programme and class in one number.
create function gate_scope(owner_org bigint, programme bigint, data_class smallint) returns bigint
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
    select (owner_org << 24) | (programme << 8) | data_class
$$;

-- Closed until the feature that owns the tables fills them (imports and SQL both point down).
create function gate_scopes(for_writing boolean) returns bigint[]
language sql stable as $$ select '{}'::bigint[] $$;
create function gate_recipients(person uuid, class smallint) returns table (recipient integer, until date)
language sql stable as $$ select null::integer, null::date where false $$;
create function gate_barred_from_asylum(person uuid) returns boolean
language sql stable as $$ select true $$;
create function gate_sees_person(person uuid) returns boolean
language sql stable as $$ select false $$;
create function gate_sees_case(case_id uuid) returns boolean
language sql stable as $$ select false $$;
create function gate_sees_referral(referral uuid) returns boolean
language sql stable as $$ select false $$;
create function access_link_fields(id text, purpose smallint) returns text
language sql stable as $$ select null::text $$;

-- Which tables are guarded, and the column that names the person.
create table access_guarded (
    name text primary key,
    person_column text not null
);

-- Folds the person's consents and blocks into the row. Runs on every write, so that a stale
-- object saved by the application can't bring back what was withdrawn.
create function gate_fold() returns trigger
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
    return new;
end $$;

-- Folds anew every row of one person. Called by the triggers on consents and blocks.
create function gate_refold(person uuid) returns void
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
create function gate_still_shared(person uuid, class smallint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.gate_recipients(person, class) r
        where r.recipient = public.gate_recipient())
$$;

-- Puts a table under the gate: the one place where the grounds are written down.
create function gate_guard(name text, person_column text default 'person_id') returns void
language plpgsql as $$
declare
    own text := 'owner_org_id = (select gate_org())'
        ' and data_class = any ((select gate_classes())::smallint[])';
    shared text := 'scope = any ((select gate_scopes(%s))::bigint[])'
        ' and (select gate_recipient()) = any (shared_with)'
        ' and (shared_until >= current_date or gate_still_shared(%I, data_class))';
    parent text := case when person_column = 'id' then 'true'
        else format('gate_sees_person(%I)', person_column) end;
begin
    insert into access_guarded values (name, person_column);
    execute format('alter table %I enable row level security', name);
    execute format('create policy seen on %I for select using ((%s) or (%s) or %I = (select gate_self()))',
        name, own, format(shared, 'false', person_column), person_column);
    execute format('create policy written on %I for insert with check (%s and %s)',
        name, own, parent);
    execute format('create policy changed on %I for update using ((%s) or (%s)) with check ((%s) or (%s))',
        name, own, format(shared, 'true', person_column),
        own, format(shared, 'true', person_column));
    execute format('create policy removed on %I for delete using (%s)', name, own);
    execute format('create policy asylum_is_barred on %I as restrictive for all using ('
        'data_class <> 7 or (select gate_authority_of()) is null or not gate_barred_from_asylum(%I))',
        name, person_column);
    execute format('create trigger fold before insert or update on %I'
        ' for each row execute function gate_fold(%L)', name, person_column);
end $$;
revoke execute on function gate_guard(text, text) from public;

create function gate_unguard(name text) returns void
language plpgsql as $$
declare
    policy record;
begin
    for policy in select policyname from pg_policies where tablename = name loop
        execute format('drop policy %I on %I', policy.policyname, name);
    end loop;
    execute format('drop trigger if exists fold on %I', name);
    execute format('alter table %I disable row level security', name);
    delete from access_guarded g where g.name = gate_unguard.name;
end $$;
revoke execute on function gate_unguard(text) from public;
