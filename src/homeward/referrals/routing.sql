-- What referral systems and contracts for seats ask of referrals (declared below, filled here).

-- May this receiver see the referral and these of its facts: by agreement, and by consent or another
-- ground?
create function referrals_may_go_to(referral uuid, to_org bigint, kept uuid[]) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select bool_and(
        public.gate_clause_covers(r.owner_org_id, r.programme_id, k.class, to_org, 3)
        and exists (select 1 from public.gate_recipients(r.person_id, k.class) g
                    where g.recipient = to_org * 16 + 3))
    from public.referrals_referral r
    cross join lateral (
        select 4::smallint as class
        union select f.data_class from public.referrals_sharedfact f
        where f.referral_id = r.id and f.id = any (kept)) k
    where r.id = referral
$$;

-- Gives a referral that waits for an answer another receiver, with the facts kept and no other. Its
-- wait goes along, the links of the one before end.
create function referrals_give_to(
    referral uuid, to_org bigint, to_service uuid, kept uuid[], moment timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    r record;
begin
    delete from public.referrals_sharedfact f
    where f.referral_id = referral and f.id <> all (kept);
    update public.referrals_sharedfact f set receiver_org_id = to_org where f.referral_id = referral;
    update public.referrals_statuschange s set receiver_org_id = to_org where s.referral_id = referral;
    update public.referrals_answerlink l set revoked_at = moment
    where l.referral_id = referral and l.revoked_at is null;
    update public.referrals_referral x set receiver_org_id = to_org, service_id = to_service,
        offer_id = null
    where x.id = referral returning * into r;
    insert into public.referrals_statuschange (id, owner_org_id, data_class, programme_id,
        person_id, shared_with, shared_until, referral_id, receiver_org_id, "to", at, by_id, text)
    values (gen_random_uuid(), r.owner_org_id, r.data_class, r.programme_id, r.person_id,
        '{}', '9999-12-31', r.id, to_org, r.status, moment, public.gate_user(), '');
    update public.tasks_task t set holder_org_id = to_org, holder_id = null, opened_at = moment,
        due_on = coalesce(public.tasks_due_on('answer_referral', r.programme_id, moment::date), t.due_on)
    where t.subject_id = referral and t.kind = 'answer_referral' and t.done_at is null;
    update public.tasks_task t set done_at = moment
    where t.subject_id = referral and t.kind in ('route_referral', 'send_routed')
      and t.done_at is null;
end $$;
revoke execute on function referrals_give_to(uuid, bigint, uuid, uuid[], timestamptz),
    referrals_may_go_to(uuid, bigint, uuid[]) from public;

-- The hub hands on what stands in its queue and what it took. Where nothing covers the receiver, the
-- sender is asked to ask the person; the hub sees only that.
create or replace function mechanisms_move_on(
    referral uuid, to_org bigint, to_service uuid, kept uuid[], moment timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    r record;
begin
    select * into r from public.referrals_referral x
    where x.id = referral and x.status = 'sent' and x.receiver_org_id = public.gate_org()
      and public.referrals_is_receiver(x.receiver_org_id, x.id)
      and exists (select 1 from public.mechanisms_routing m
                  where m.referral_id = x.id and m.hub_org_id = public.gate_org()
                    and m.routed_at is null)
      and exists (select 1 from public.services_service s
                  where s.id = to_service and s.organisation_id = to_org)
    for update;
    if not found then
        return 'gone_on';
    end if;
    perform pg_advisory_xact_lock_shared(hashtextextended(r.person_id::text, 0));
    if not exists (select 1 from public.referrals_sharedfact f
                   where f.referral_id = referral and f.id = any (kept) and f.kind <> 'message') then
        return 'no_facts';
    end if;
    if public.referrals_may_go_to(referral, to_org, kept) is not true then
        insert into public.tasks_task (id, kind, subject_id, case_id, person_id, reference, note,
            programme_id, holder_org_id, holder_id, waiter_org_id, due_on, opened_at)
        values (gen_random_uuid(), 'send_routed', r.id, r.case_id, r.person_id, r.number, '',
            r.programme_id, r.owner_org_id, r.drafted_by_id, public.gate_org(),
            public.tasks_due_on('send_routed', r.programme_id, moment::date), moment)
        on conflict do nothing;
        return 'not_covered';
    end if;
    perform public.referrals_give_to(referral, to_org, to_service, kept, moment);
    return 'moved';
end $$;

-- A system changed its owner: what stands at its desk goes along, as far as the new owner is covered
-- for it; the rest stays where it is.
create or replace function mechanisms_queue_goes_along(
    mechanism uuid, from_org bigint, to_org bigint, moment timestamptz) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    r record;
    place uuid := (select m.desk_id from public.mechanisms_mechanism m where m.id = mechanism);
    moved integer := 0;
    facts uuid[];
begin
    if not exists (select 1 from public.mechanisms_handover h
                   where h.mechanism_id = mechanism and h.from_org_id = from_org
                     and h.to_org_id = to_org and h.taken is null
                     and to_org = public.gate_org()) then
        raise exception 'mechanisms: no handover to this organisation' using errcode = '42501';
    end if;
    update public.services_service s set organisation_id = to_org where s.id = place;
    for r in select x.id from public.referrals_referral x
             where x.receiver_org_id = from_org and x.service_id = place and x.status = 'sent'
             order by x.id for update
    loop
        facts := array(select f.id from public.referrals_sharedfact f where f.referral_id = r.id);
        if public.referrals_may_go_to(r.id, to_org, facts) then
            perform public.referrals_give_to(r.id, to_org, place, facts, moment);
            moved := moved + 1;
        end if;
    end loop;
    return moved;
end $$;

-- Seats of a contract: asked for, and taken. A file that its owner sealed is in neither figure.
create or replace function offers_seats_taken(contract uuid) returns table (asked bigint, taken bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*) filter (where r.status in ('sent', 'info_asked', 'waiting_list')),
           count(*) filter (where r.status in
               ('accepted', 'started', 'completed', 'not_completed', 'confirmed'))
    from public.offers_seatcontract c
    join public.offers_offer o on o.contract_id = c.id
    join public.referrals_referral r on r.offer_id = o.id
    where c.id = contract and not r.sealed
      and (public.gate_org() is null or public.gate_org() in (c.organisation_id, c.partner_id))
$$;
