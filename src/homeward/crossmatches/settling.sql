-- What both sides' decisions give together. Neither reads the other's decision: it reads the outcome.

-- Opens and ends the waits of a pair as its rows now stand: who has not decided is to decide, and
-- who knows whom to ask is to ask. Held by the case's worker where that is a colleague. They name no
-- case: who shares the case would learn by them.
create function crossmatches_waits(about uuid, moment timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    k record;
    wanted text;
    each text;
begin
    for k in
        select m.*, c.reference, c.worker_id from public.crossmatches_crossmatch m
        left join lateral (
            select x.reference, (select u.id from public.access_user u where u.id = x.worker_id
                and u.organisation_id = m.owner_org_id and u.is_active) as worker_id
            from public.cases_case x join public.persons_person p on p.household_id = x.household_id
            where p.id = m.person_id and m.owner_org_id in (x.owner_org_id, x.accountable_org_id)
            order by x.closed_at is null desc, x.opened_at desc limit 1) c on true
        where m.pair = about
    loop
        wanted := case
            when not public.crossmatches_stands(about) then ''
            when k.outcome = 'agreed' and k.reached_at is null then 'reach_crossmatch'
            when k.outcome = 'open' and k.decision in ('waiting', 'ask_first')
                then 'decide_crossmatch'
            else '' end;
        foreach each in array array['decide_crossmatch', 'reach_crossmatch'] loop
            if each <> wanted then
                update public.tasks_task t set done_at = moment
                where t.kind = each and t.subject_id = k.id and t.done_at is null;
            else
                insert into public.tasks_task (id, kind, subject_id, person_id, reference, note,
                    programme_id, holder_org_id, holder_id, waiter_org_id, waiter_id, due_on, opened_at)
                values (gen_random_uuid(), each, k.id, k.person_id, coalesce(k.reference, ''), '',
                    k.programme_id, k.owner_org_id, k.worker_id, k.owner_org_id, k.worker_id,
                    public.tasks_due_on(each, k.programme_id::integer, moment::date, k.owner_org_id),
                    moment)
                on conflict do nothing;
            end if;
        end loop;
    end loop;
end $$;
revoke execute on function crossmatches_waits(uuid, timestamptz) from public;

-- Two that decide at once wait for each other here, before they write.
create function crossmatches_hold(about uuid) returns void
language sql volatile set search_path = pg_catalog, pg_temp as $$
    select pg_advisory_xact_lock(hashtextextended(about::text, 56))
$$;

create function crossmatches_fold_outcome(about uuid, moment timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    said text[];
    result text;
begin
    said := array(
        select k.decision from public.crossmatches_crossmatch k where k.pair = about
        union all
        select a.decision from public.crossmatches_remoteanswer a where a.pair = about);
    result := case
        when 'not_same' = any (said) then 'not_same'
        when 'no_contact' = any (said) then 'no_contact'
        when cardinality(said) = 2 and said <@ array['contact'] then 'agreed'
        else 'open' end;
    update public.crossmatches_crossmatch k
    set outcome = result,
        settled_at = case when result = 'open' then null
            when k.outcome = result then k.settled_at else moment end,
        other_contact = case when result <> 'agreed' then '' else coalesce(
            (select o.contact from public.crossmatches_crossmatch o
             where o.pair = about and o.id <> k.id),
            (select a.contact from public.crossmatches_remoteanswer a where a.pair = about), '') end
    where k.pair = about;
    perform public.crossmatches_waits(about, moment);
    return result;
end $$;
revoke execute on function crossmatches_fold_outcome(uuid, timestamptz) from public;

-- Asked after a decision, by a side of the pair.
create function crossmatches_settle(about uuid, moment timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_user() is null or not exists (
        select 1 from public.crossmatches_crossmatch k
        where k.pair = about and k.owner_org_id = public.gate_org()) then
        raise exception 'crossmatches_settle: not a side of this pair' using errcode = '42501';
    end if;
    perform public.crossmatches_hold(about);
    return public.crossmatches_fold_outcome(about, moment);
end $$;

-- Takes in what the other installation says of a comparison's pairs. What it says of a pair that is
-- not of this comparison, or that both have agreed on, counts for nothing. Gives how many counted.
create function crossmatches_take_answers(
    about uuid, pairs uuid[], decisions text[], contacts text[], moment timestamptz)
returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    taken integer := 0;
begin
    if public.gate_user() is null or not exists (
        select 1 from public.crossmatches_side s join public.crossmatches_run r on r.id = s.run_id
        where s.run_id = about and s.organisation_id = public.gate_org() and r.way = 'file') then
        raise exception 'crossmatches_take_answers: not a side of it' using errcode = '42501';
    end if;
    for i in 1 .. coalesce(cardinality(pairs), 0) loop
        continue when not exists (
            select 1 from public.crossmatches_crossmatch k
            where k.pair = pairs[i] and k.run_id = about and k.outcome <> 'agreed');
        perform public.crossmatches_hold(pairs[i]);
        insert into public.crossmatches_remoteanswer (pair, for_org_id, decision, contact, taken_at)
        values (pairs[i], public.gate_org(), decisions[i], contacts[i], moment)
        on conflict (pair) do update set decision = excluded.decision, contact = excluded.contact,
            taken_at = excluded.taken_at;
        perform public.crossmatches_fold_outcome(pairs[i], moment);
        taken := taken + 1;
    end loop;
    return taken;
end $$;

-- The nightly end: pairs whose ground fell, and those settled or left alone for longer than they are
-- kept; comparisons that nobody answered, with what lay ready for them. Gives how many pairs went.
create function crossmatches_forget(keep_days integer, ask_days integer, moment timestamptz)
returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    gone uuid[];
begin
    perform public.crossmatches_job('compare_sides');
    gone := array(
        select k.pair from public.crossmatches_crossmatch k group by k.pair
        having not public.crossmatches_stands(k.pair)
            or max(coalesce(k.settled_at, k.found_at)) < moment - make_interval(days => keep_days));
    update public.tasks_task t set done_at = moment
    from public.crossmatches_crossmatch k
    where k.pair = any (gone) and t.subject_id = k.id and t.done_at is null;
    delete from public.crossmatches_crossmatchstep s using public.crossmatches_crossmatch k
    where k.id = s.crossmatch_id and k.pair = any (gone);
    delete from public.crossmatches_crossmatch k where k.pair = any (gone);
    delete from public.crossmatches_remoteanswer a where not exists (
        select 1 from public.crossmatches_crossmatch k where k.pair = a.pair);
    update public.crossmatches_run r set status = 'cancelled', done_at = moment
    where r.status = 'asked' and r.asked_at < moment - make_interval(days => ask_days);
    update public.tasks_task t set done_at = moment from public.crossmatches_run r
    where t.kind = 'answer_comparison' and t.subject_id = r.id and t.done_at is null
      and r.status <> 'asked';
    delete from public.crossmatches_ticket t using public.crossmatches_run r
    where r.id = t.run_id and r.status not in ('asked', 'ready');
    update public.crossmatches_side s set incoming = '', outgoing = ''
    from public.crossmatches_run r
    where r.id = s.run_id and (s.incoming <> '' or s.outgoing <> '')
      and r.status not in ('asked', 'ready')
      and coalesce(r.done_at, r.asked_at) < moment - make_interval(days => ask_days);
    return cardinality(gone);
end $$;

-- A consent that ends, a block, a seal: the waits of both sides end with it, in the same moment.
create function crossmatches_close_fallen() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform public.crossmatches_waits(k.pair, now())
    from public.crossmatches_crossmatch k where k.person_id = new.id;
    return null;
end $$;
create trigger crossmatches_close_fallen after update on persons_person for each row
    when (old.shared_with is distinct from new.shared_with or old.sealed is distinct from new.sealed)
    execute function crossmatches_close_fallen();
