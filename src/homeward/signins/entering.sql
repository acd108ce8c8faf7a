-- Coming in and going on, before there is an actor: ids alone, and nothing of anybody.

-- Does a code open anything now? A guardian's or helper's does not once the file was put under a
-- team that did not make it: who is kept out learns nothing else than that the code is too old.
create or replace function signins_opens(c public.signins_code, moment timestamptz) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select c.revoked_at is null and (c.kind = 'own' or not c.sealed or c.was_sealed)
$$;

-- Uses a code: begins its one stay and gives its id, or null where it opens nothing. `proof` is
-- what Python made of the typed code, `token` what the browser keeps; of both a hash is kept.
create or replace function signins_enter(proof text, token text, moment timestamptz) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    c public.signins_code;
    at timestamptz := greatest(moment, clock_timestamp());
    account bigint;
    made uuid := gen_random_uuid();
begin
    if length(token) < 32 then
        raise exception 'signins_enter: a token too short' using errcode = '42501';
    end if;
    -- Two who use it at once: the second waits here, and finds it used.
    select * into c from public.signins_code k
    where k.code_hash = encode(sha256(convert_to(proof, 'utf8')), 'hex') for update;
    if not found or c.used_at is not null or c.expires_at <= at
       or not public.signins_opens(c, at) then
        return null;
    end if;
    account := public.signins_account(c.person_id, c.language);
    if account is null then return null; end if;
    update public.signins_code set used_at = at where id = c.id;
    insert into public.signins_signin (id, owner_org_id, data_class, programme_id, person_id,
        shared_with, shared_until, code_id, user_id, token_hash, began_at, seen_at, ends_at,
        ended_by)
    values (made, c.owner_org_id, c.data_class, c.programme_id, c.person_id, '{}', '9999-12-31',
        c.id, account, encode(sha256(convert_to(token, 'utf8')), 'hex'), at, at,
        at + case when c.kind = 'helper' then interval '1 hour' else interval '4 hours' end, '');
    if c.kind <> 'helper' then
        update public.access_user set last_login = at where id = account;
    end if;
    return made;
end $$;

-- The person's own account, made where there is none yet: without a password, an address or a
-- name, which are nobody's but the person's. One that was shut stays shut.
create or replace function signins_account(about uuid, speaks text) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    account record;
    made bigint;
begin
    perform pg_advisory_xact_lock(hashtextextended('signins|' || about::text, 0));
    select u.id, u.is_active and 'returnee' = any (u.roles) as is_open into account
    from public.access_user u where u.person_id = about
    order by u.is_active desc, u.id limit 1;
    if found then return case when account.is_open then account.id end; end if;
    insert into public.access_user (email, name, organisation_id, roles, language, password,
        is_active, is_generated, session_stamp, person_id)
    values (about || '@person.invalid', 'Returnee', null, array['returnee'], speaks, '!',
        true, false, gen_random_uuid(), about)
    returning id into made;
    return made;
end $$;
revoke execute on function signins_account(uuid, text) from public;

-- Is a stay going on? The limits of choices.py, kept here, where no process forgets them.
create or replace function signins_goes_on(e public.signins_signin, at timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select e.ended_at is null and e.ends_at > at
        and e.seen_at > at
            - case when c.kind = 'helper' then interval '15 minutes' else interval '30 minutes' end
        and public.signins_opens(c, at)
        and exists (select 1 from public.access_user u where u.id = e.user_id and u.is_active
                    and u.person_id = e.person_id)
    from public.signins_code c where c.id = e.code_id
$$;
revoke execute on function signins_goes_on(public.signins_signin, timestamptz) from public;

-- The stay that a browser's token belongs to, while it goes on; that it was seen is noted once a
-- minute at most.
create or replace function signins_entered(token text, moment timestamptz)
returns table (stay uuid, account bigint, kind text, parts text[], idle_minutes integer)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    e public.signins_signin;
    at timestamptz := greatest(moment, clock_timestamp());
begin
    select * into e from public.signins_signin s
    where s.token_hash = encode(sha256(convert_to(token, 'utf8')), 'hex');
    if not found or not public.signins_goes_on(e, at) then return; end if;
    if e.seen_at < at - interval '1 minute' then
        update public.signins_signin s set seen_at = at where s.id = e.id and s.ended_at is null;
    end if;
    return query select e.id, e.user_id, c.kind::text, c.parts::text[],
        case when c.kind = 'helper' then 15 else 30 end
    from public.signins_code c where c.id = e.code_id;
end $$;

-- Whoever holds the token leaves. A second time changes nothing.
create or replace function signins_leave(token text, moment timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    update public.signins_signin e set ended_at = greatest(moment, e.began_at), ended_by = 'left'
    where e.token_hash = encode(sha256(convert_to(token, 'utf8')), 'hex') and e.ended_at is null
$$;

-- What a helper's stay opens of the person's rows: identity and case; of money only where the
-- person said so. Null for one that has ended.
create or replace function access_helper_fields(id text, purpose smallint) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select concat_ws('|', 'helper', e.person_id, 0, purpose,
        case when 'payments' = any (c.parts) then '1,4,9' else '1,4' end, '')
    from public.signins_signin e join public.signins_code c on c.id = e.code_id
    where e.id = access_helper_fields.id::uuid and c.kind = 'helper'
      and public.signins_goes_on(e, clock_timestamp())
$$;
revoke execute on function access_helper_fields(text, smallint) from public;
