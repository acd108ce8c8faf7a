-- Webhooks are no person-level rows: an event names a referral, an offer or a case by its id. Each
-- organisation sees and changes its own addresses, and how the telling went.
alter table webhooks_endpoint enable row level security;
create policy seen on webhooks_endpoint for select using (organisation_id = (select gate_org()));
create policy written on webhooks_endpoint for insert
    with check (organisation_id = (select gate_org()));
create policy changed on webhooks_endpoint for update
    using (organisation_id = (select gate_org()))
    with check (organisation_id = (select gate_org()));
create policy removed on webhooks_endpoint for delete
    using (organisation_id = (select gate_org()));

create function webhooks_is_own(endpoint uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.webhooks_endpoint e where e.id = endpoint offset 0)
$$;
alter table webhooks_delivery enable row level security;
create policy seen on webhooks_delivery for select using (webhooks_is_own(endpoint_id));
create policy written on webhooks_delivery for insert
    with check (webhooks_is_own(endpoint_id) and subject_id = endpoint_id);
create policy changed on webhooks_delivery for update
    using (webhooks_is_own(endpoint_id)) with check (webhooks_is_own(endpoint_id));
create policy removed on webhooks_delivery for delete using (webhooks_is_own(endpoint_id));

alter table webhooks_event enable row level security;
create policy seen on webhooks_event for select using (exists (
    select 1 from webhooks_delivery d where d.event_id = webhooks_event.id offset 0));
-- A trial alone is written by hand.
create policy written on webhooks_event for insert
    with check (kind = 'endpoint.test' and webhooks_is_own(subject_id));

alter table webhooks_attempt enable row level security;
create policy seen on webhooks_attempt for select using (exists (
    select 1 from webhooks_delivery d where d.id = webhooks_attempt.delivery_id offset 0));
create policy removed on webhooks_attempt for delete using (exists (
    select 1 from webhooks_delivery d where d.id = webhooks_attempt.delivery_id offset 0));

-- Writes an event and what is to be delivered, where somebody listens; `orgs` null: whoever does.
-- Called by the triggers below, which say themselves whom it concerns.
create function webhooks_note(kind text, subject_kind text, subject uuid, orgs bigint[])
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    listening uuid[];
    event uuid := gen_random_uuid();
begin
    -- What is told of as a whole is told once, however often it changed before the telling.
    select array_agg(e.id order by e.id) into listening
    from public.webhooks_endpoint e
    where webhooks_note.kind = any (e.events)
      and (orgs is null or e.organisation_id = any (orgs))
      and not (subject_kind = 'offer' and exists (
          select 1 from public.webhooks_delivery d
          where d.endpoint_id = e.id and d.subject_id = subject and d.state = 'waiting'
            and d.attempts = 0 and d.leased_until is null));
    if listening is null then
        return;
    end if;
    insert into public.webhooks_event (id, kind, subject_kind, subject_id, at)
    values (event, webhooks_note.kind, webhooks_note.subject_kind, subject, clock_timestamp());
    insert into public.webhooks_delivery
        (endpoint_id, event_id, subject_id, state, attempts, next_at)
    select one, event, subject, 'waiting', 0, clock_timestamp() from unnest(listening) one;
end $$;
revoke execute on function webhooks_note(text, text, uuid, bigint[]) from public;

-- Every line of a referral's history, whoever wrote it: a page, a link, the person's withdrawal, a
-- date that ran out. Of a sealed file the owner's programs hear nothing: they are of no team.
create function webhooks_of_referral() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    said text;
    r record;
begin
    said := case new."to"
        when 'sent' then 'referral.sent'
        when 'info_asked' then 'referral.asked'
        when 'waiting_list' then 'referral.answered'
        when 'accepted' then 'referral.answered'
        when 'declined' then 'referral.answered'
        when 'started' then 'referral.started'
        when 'completed' then 'referral.ended'
        when 'not_completed' then 'referral.ended'
        when 'expired' then 'referral.ended'
        when 'confirmed' then 'referral.confirmed'
        when 'withdrawn' then 'referral.withdrawn' end;
    if said is null or not exists (
        select 1 from public.webhooks_endpoint e
        where e.organisation_id in (new.owner_org_id, new.receiver_org_id)) then
        return null;
    end if;
    select f.owner_org_id, f.receiver_org_id, f.sealed into r
    from public.referrals_referral f where f.id = new.referral_id;
    if said = 'referral.sent' and exists (
        select 1 from public.referrals_statuschange s
        where s.referral_id = new.referral_id and s."to" = 'info_asked') then
        said := 'referral.told';
    end if;
    perform public.webhooks_note(said, 'referral', new.referral_id,
        array[r.receiver_org_id] || case when r.sealed then '{}'::bigint[]
            else array[r.owner_org_id] end);
    return null;
end $$;
create trigger tell_other_systems after insert on referrals_statuschange
    for each row execute function webhooks_of_referral();

-- The offer as others read it; what is only kept for its own sake is no change of it.
create function webhooks_of_offer() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    quiet constant text[] := array['changed_at', 'search', 'written_at', 'written_by_id'];
begin
    if not exists (select 1 from public.webhooks_endpoint e where 'offer.changed' = any (e.events))
    then
        return null;
    end if;
    if new.status = 'draft' and (tg_op = 'INSERT' or old.status = 'draft') then
        return null;
    end if;
    if tg_op = 'UPDATE' and to_jsonb(new) - quiet = to_jsonb(old) - quiet then
        return null;
    end if;
    perform public.webhooks_note('offer.changed', 'offer', new.id, null);
    return null;
end $$;
create trigger tell_other_systems after insert or update on offers_offer
    for each row execute function webhooks_of_offer();

-- Another organisation answers for a case: told to both, where the file is not sealed.
create function webhooks_of_case() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not new.sealed then
        perform public.webhooks_note('case.transferred', 'case', new.id,
            array[old.accountable_org_id, new.accountable_org_id]);
    end if;
    return null;
end $$;
create trigger tell_other_systems after update of accountable_org_id on cases_case
    for each row when (old.accountable_org_id is distinct from new.accountable_org_id)
    execute function webhooks_of_case();

-- Which user somebody acts as must stay one of the organisation; a user who left hears no more.
create function webhooks_claim(most integer, barred uuid[], moment timestamptz, until timestamptz)
returns table (delivery bigint, endpoint uuid, account bigint, is_active boolean)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_kind() <> 'job' then
        raise exception 'webhooks_claim: not a job' using errcode = '42501';
    end if;
    return query
    with due as (
        select d.id, e.id as endpoint, u.id as account,
            u.is_active and u.organisation_id = e.organisation_id as is_active
        from public.webhooks_delivery d
        join public.webhooks_endpoint e on e.id = d.endpoint_id and e.state = 'active'
        join public.access_user u on u.id = e.user_id
        where d.state = 'waiting' and d.next_at <= moment
          and (d.leased_until is null or d.leased_until <= moment)
          and e.id <> all (barred)
          and not exists (
              select 1 from public.webhooks_delivery b
              where b.endpoint_id = d.endpoint_id and b.subject_id = d.subject_id
                and b.state = 'waiting' and b.id < d.id)
        order by d.id limit most
        for update of d skip locked)
    update public.webhooks_delivery d set leased_until = until
    from due where d.id = due.id
    returning d.id, due.endpoint, due.account, due.is_active;
end $$;

-- What came of an attempt. Given up, its address is paused and the wait goes to its organisation:
-- the languages and addresses to be told are returned.
create function webhooks_settle(
    which bigint, code smallint, why text, took integer, moment timestamptz,
    again timestamptz, gives_up boolean)
returns table (email text, language text, used_for text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    hook uuid;
begin
    if public.gate_kind() <> 'job' then
        raise exception 'webhooks_settle: not a job' using errcode = '42501';
    end if;
    insert into public.webhooks_attempt (delivery_id, at, status, failure, milliseconds)
    values (which, moment, code, why, took);
    update public.webhooks_delivery d set
        attempts = d.attempts + 1, first_tried_at = coalesce(d.first_tried_at, moment),
        leased_until = null, next_at = coalesce(again, d.next_at),
        state = case when why = '' then 'delivered' when gives_up then 'given_up'
                else 'waiting' end,
        settled_at = case when why = '' or gives_up then moment end
    where d.id = which returning d.endpoint_id into hook;
    if why = '' then
        update public.webhooks_endpoint e set delivered_at = moment where e.id = hook;
    elsif gives_up then
        update public.webhooks_endpoint e set state = 'failed', paused_at = moment
        where e.id = hook and e.state = 'active';
        if found then
            insert into public.tasks_task (id, kind, subject_id, reference, note, holder_org_id,
                holder_id, waiter_org_id, due_on, opened_at)
            select gen_random_uuid(), 'mend_webhook', e.id, '', why, e.organisation_id,
                case when u.is_active and u.organisation_id = e.organisation_id then u.id end,
                e.organisation_id,
                public.tasks_due_on('mend_webhook', 0, moment::date), moment
            from public.webhooks_endpoint e
            join public.access_user u on u.id = e.made_by_id where e.id = hook
            on conflict do nothing;
            return query select u.email::text, u.language::text, e.used_for::text
            from public.webhooks_endpoint e
            join public.access_user u on u.id = e.made_by_id and u.is_active
            where e.id = hook;
        end if;
    end if;
end $$;

-- The user as whom it is told does not see its subject: then nobody is told that there is one.
create function webhooks_drop(which bigint) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_kind() <> 'job' then
        raise exception 'webhooks_drop: not a job' using errcode = '42501';
    end if;
    delete from public.webhooks_attempt a where a.delivery_id = which;
    delete from public.webhooks_delivery d where d.id = which;
    delete from public.webhooks_event e
    where not exists (select 1 from public.webhooks_delivery d where d.event_id = e.id)
      and e.at < clock_timestamp() - interval '1 hour';
end $$;

-- What nobody looks at any more, settled or not.
create function webhooks_forget(older_than timestamptz) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    gone integer;
begin
    if public.gate_kind() <> 'job' then
        raise exception 'webhooks_forget: not a job' using errcode = '42501';
    end if;
    delete from public.webhooks_attempt a using public.webhooks_delivery d, public.webhooks_event e
    where a.delivery_id = d.id and d.event_id = e.id and e.at < older_than;
    delete from public.webhooks_delivery d using public.webhooks_event e
    where d.event_id = e.id and e.at < older_than;
    delete from public.webhooks_event e where e.at < older_than;
    get diagnostics gone = row_count;
    return gone;
end $$;
