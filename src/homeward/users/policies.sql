-- What is done to a user. The app role writes none of these tables and no role: it asks these
-- functions, which read who asks from the sealed context and never from an argument.

create function users_powerful() returns text[]
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
    select array['protection_focal_point', 'data_protection_officer', 'administrator']
$$;
-- Every role of staff. A returnee's own sign-in is not given here.
create function users_roles() returns text[]
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
    select array['return_counsellor', 'host_coordinator', 'reception_officer', 'border_officer',
        'case_manager', 'commission_secretary', 'commission_member', 'provider',
        'health_focal_point', 'employment_adviser', 'finance_officer', 'programme_manager',
        'evaluator'] || public.users_powerful()
$$;

create function users_is(role text, org bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.access_user u
        where u.id = public.gate_user() and u.is_active and u.organisation_id = org
          and users_is.role = any (u.roles))
$$;

-- Does `lead` lead a programme under an agreement in force that both have signed?
create function users_leads(lead bigint, org bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.agreements_agreement a
        join public.agreements_party theirs on theirs.agreement_id = a.id
        join public.agreements_party leads on leads.agreement_id = a.id
        where a.status = 'in_force' and a.starts_on <= current_date
          and coalesce(a.ends_on, 'infinity') >= current_date
          and theirs.organisation_id = org and theirs.signed_on is not null
          and leads.organisation_id = lead and leads.signed_on is not null
          and exists (select 1 from public.programmes_programme p where p.lead_org_id = lead))
$$;

-- Who may decide what `asker` asks about `about`: an administrator or the data protection officer
-- of their organisation; where it has no such third person, an administrator of one that leads.
create function users_deciders(about bigint, asker bigint) returns setof bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with concerned as (
        select organisation_id as org from public.access_user where id = about
    ), others as (
        select u.id, u.organisation_id, u.roles from public.access_user u
        where u.is_active and u.id <> about and u.id <> asker
    ), colleagues as (
        select o.id from others o, concerned c
        where o.organisation_id = c.org
          and o.roles && array['administrator', 'data_protection_officer']::varchar[]
    )
    select id from colleagues
    union all
    select o.id from others o, concerned c
    where not exists (select 1 from colleagues) and 'administrator' = any (o.roles)
      and o.organisation_id <> c.org and public.users_leads(o.organisation_id, c.org)
$$;

create function users_oversees(org bigint) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select public.users_is('administrator', org) or public.users_is('data_protection_officer', org)
$$;

create function users_forbid(what text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'users: %', what using errcode = '42501';
end $$;

create function users_note(about bigint, what text, by_whom bigint, approver bigint,
                           before varchar[], why text) returns void
language sql volatile set search_path = pg_catalog, pg_temp as $$
    insert into public.users_change
        (organisation_id, user_id, what, by_id, approved_by_id, roles_before, roles_after,
         reason, at)
    select u.organisation_id, u.id, what, by_whom, approver, before, u.roles, why, clock_timestamp()
    from public.access_user u where u.id = about
$$;
revoke execute on function users_note(bigint, text, bigint, bigint, varchar[], text) from public;

-- The user under a lock, when the actor administers them: the same organisation, not oneself.
create function users_administered(about bigint) returns public.access_user
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    found public.access_user;
begin
    select * into found from public.access_user u where u.id = about for update;
    if found.id is null or found.person_id is not null
       or not public.users_is('administrator', found.organisation_id) then
        perform public.users_forbid('not administered by the actor');
    end if;
    if found.id = public.gate_user() then
        perform public.users_forbid('nobody changes their own');
    end if;
    return found;
end $$;
revoke execute on function users_administered(bigint) from public;

create function users_check_roles(roles varchar[]) returns void
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
    if not roles <@ public.users_roles()::varchar[] then
        perform public.users_forbid('a role that is not given here');
    end if;
end $$;

create function users_send(about bigint, token text, expires timestamptz) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
    if length(token) < 32 or expires > clock_timestamp() + interval '15 days' then
        perform public.users_forbid('a token too short or too long alive');
    end if;
    update public.users_invitation set revoked_at = clock_timestamp()
    where user_id = about and used_at is null and revoked_at is null;
    insert into public.users_invitation
        (id, organisation_id, user_id, token_hash, by_id, sent_at, expires_at)
    select gen_random_uuid(), u.organisation_id, u.id, sha256(convert_to(token, 'utf8')),
           public.gate_user(), clock_timestamp(), expires
    from public.access_user u where u.id = about;
end $$;
revoke execute on function users_send(bigint, text, timestamptz) from public;

create function users_invite(address text, full_name text, given varchar[], speaks text,
                             token text, expires timestamptz, why text) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    about bigint;
begin
    if not public.users_is('administrator', public.gate_org()) then
        perform public.users_forbid('only an administrator invites');
    end if;
    perform public.users_check_roles(given);
    if given && public.users_powerful()::varchar[] then
        perform public.users_forbid('a powerful role needs two people');
    end if;
    insert into public.access_user
        (email, name, organisation_id, roles, language, password, is_active, is_generated,
         session_stamp)
    values (lower(address), full_name, public.gate_org(), given, speaks, '!', false, false,
            gen_random_uuid())
    returning id into about;
    perform public.users_send(about, token, expires);
    perform public.users_note(about, 'invited', public.gate_user(), null, '{}', why);
    return about;
end $$;

create function users_invite_again(about bigint, token text, expires timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    found public.access_user := public.users_administered(about);
begin
    if found.is_active or found.suspended_at is not null then
        perform public.users_forbid('no longer invited');
    end if;
    perform public.users_send(about, token, expires);
    perform public.users_note(
        about, 'invited_again', public.gate_user(), null, found.roles, '');
end $$;

create function users_revoke(about bigint, why text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    before public.access_user := public.users_administered(about);
begin
    update public.users_invitation set revoked_at = clock_timestamp()
    where user_id = about and used_at is null and revoked_at is null;
    if not found then return false; end if;
    perform public.users_note(
        about, 'invitation_revoked', public.gate_user(), null, before.roles, why);
    return true;
end $$;

-- Whose invitation a link is, while it works.
create function users_invited(token text) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select i.user_id from public.users_invitation i
    join public.access_user u on u.id = i.user_id
    where i.token_hash = sha256(convert_to(token, 'utf8')) and i.used_at is null
      and i.revoked_at is null and i.expires_at > clock_timestamp()
      and not u.is_active and u.suspended_at is null
$$;

create function users_accept(token text, hashed_password text) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    about bigint;
begin
    -- Two who open the link at once: the second waits here, and finds it used.
    perform 1 from public.users_invitation i
    where i.token_hash = sha256(convert_to(token, 'utf8')) for update;
    about := public.users_invited(token);
    if about is null then return null; end if;
    update public.users_invitation set used_at = clock_timestamp()
    where token_hash = sha256(convert_to(token, 'utf8'));
    update public.access_user set password = hashed_password, is_active = true where id = about;
    perform public.users_note(about, 'accepted', about, null,
        (select roles from public.access_user where id = about), '');
    return about;
end $$;

create function users_change_roles(about bigint, given varchar[], why text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    before public.access_user := public.users_administered(about);
begin
    perform public.users_check_roles(given);
    if exists (select unnest(given) intersect select unnest(public.users_powerful())
               except select unnest(before.roles)) then
        perform public.users_forbid('a powerful role needs two people');
    end if;
    update public.access_user set roles = given where id = about;
    perform public.users_note(about, 'roles', public.gate_user(), null, before.roles, why);
end $$;

create function users_suspend(about bigint, why text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    before public.access_user := public.users_administered(about);
begin
    update public.access_user set is_active = false, suspended_at = clock_timestamp()
    where id = about;
    update public.users_invitation set revoked_at = clock_timestamp()
    where user_id = about and used_at is null and revoked_at is null;
    perform public.users_note(about, 'suspended', public.gate_user(), null, before.roles, why);
end $$;

-- What a second person approved, or one person may do alone. Not for the app role to call.
create function users_apply(about bigint, kind text, given varchar[], why text,
                            by_whom bigint, approver bigint) returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
    before public.access_user;
    what text := case kind when 'roles' then 'roles' when 'reactivate' then 'reactivated'
                 else 'second_factor_reset' end;
begin
    select * into before from public.access_user u where u.id = about for update;
    if kind = 'roles' then
        update public.access_user set roles = given where id = about;
    elsif kind = 'reactivate' then
        update public.access_user set is_active = true, suspended_at = null where id = about;
    else
        delete from public.mfa_authenticator where user_id = about;
        update public.access_user set session_stamp = gen_random_uuid() where id = about;
    end if;
    perform public.users_note(about, what, by_whom, approver, before.roles, why);
end $$;
revoke execute on function users_apply(bigint, text, varchar[], text, bigint, bigint) from public;

create function users_reactivate(about bigint, why text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    before public.access_user := public.users_administered(about);
begin
    if before.suspended_at is null or before.roles && public.users_powerful()::varchar[] then
        perform public.users_forbid('a powerful user needs two people');
    end if;
    perform public.users_apply(about, 'reactivate', '{}', why, public.gate_user(), null);
end $$;

create function users_reset(about bigint, why text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    before public.access_user := public.users_administered(about);
begin
    if before.roles && public.users_powerful()::varchar[] then
        perform public.users_forbid('a powerful user needs two people');
    end if;
    perform public.users_apply(about, 'reset', '{}', why, public.gate_user(), null);
end $$;

create function users_ask(request uuid, about bigint, kind text, given varchar[], why text)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    before public.access_user := public.users_administered(about);
begin
    perform public.users_check_roles(given);
    if kind not in ('roles', 'reactivate', 'reset') then
        perform public.users_forbid('nothing of that kind is approved');
    end if;
    insert into public.users_approval
        (id, organisation_id, user_id, kind, roles, reason, asked_by_id, asked_at)
    values (request, before.organisation_id, about, kind, given, why, public.gate_user(),
            clock_timestamp());
    perform public.users_note(about, 'asked', public.gate_user(), null, before.roles, why);
end $$;

-- Decides once. False where it was decided meanwhile, or who asked is no administrator any more.
create function users_settle(request uuid, approve boolean, decider bigint) returns boolean
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
    asked public.users_approval;
begin
    select * into asked from public.users_approval a where a.id = request for update;
    if asked.id is null or asked.decided_at is not null then return false; end if;
    if approve and not exists (
        select 1 from public.access_user u
        where u.id = asked.asked_by_id and u.is_active and 'administrator' = any (u.roles)
          and u.organisation_id = asked.organisation_id) then
        return false;
    end if;
    update public.users_approval
    set decided_by_id = decider, decided_at = clock_timestamp(), is_approved = approve
    where id = request;
    if approve then
        perform public.users_apply(asked.user_id, asked.kind, asked.roles, asked.reason,
                                   asked.asked_by_id, decider);
    else
        perform public.users_note(asked.user_id, 'refused', asked.asked_by_id, decider,
            (select roles from public.access_user where id = asked.user_id), asked.reason);
    end if;
    return true;
end $$;
revoke execute on function users_settle(uuid, boolean, bigint) from public;

create function users_may_decide(request uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.users_approval a
        where a.id = request
          and public.gate_user() in (select public.users_deciders(a.user_id, a.asked_by_id)))
$$;

create function users_decide(request uuid, approve boolean) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not public.users_may_decide(request) then
        perform public.users_forbid('not the actor''s to decide');
    end if;
    return public.users_settle(request, approve, public.gate_user());
end $$;

-- A reader of the history sees what their organisation did; nobody alters it.
alter table users_invitation enable row level security;
create policy seen on users_invitation for select using (users_oversees(organisation_id));
alter table users_approval enable row level security;
create policy seen on users_approval for select using (
    users_oversees(organisation_id) or users_may_decide(id) or decided_by_id = (select gate_user()));
alter table users_change enable row level security;
create policy seen on users_change for select using (users_oversees(organisation_id));

create function users_keep_history() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'the history of users is not changed' using errcode = '42501';
end $$;
create trigger kept before update or delete on users_change
    for each row execute function users_keep_history();
create trigger kept_whole before truncate on users_change
    for each statement execute function users_keep_history();
