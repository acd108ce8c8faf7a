-- What the worker asks while it compares: across owners ids and counts, and nothing else.

-- The comparisons that wait for the worker.
create function crossmatches_waiting()
returns table (run uuid, way text, sides bigint[])
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform public.crossmatches_job('compare_sides');
    -- Whoever asked comes first. By file only one of the two is here.
    return query select r.id, r.way::text, array(
            select s.organisation_id from public.crossmatches_side s where s.run_id = r.id
            order by s.organisation_id <> r.asking_org_id)
        from public.crossmatches_run r where r.status = 'ready' order by r.asked_at, r.id;
end $$;

-- By file: what one side gives is written, and the comparison waits for the other's answer.
create function crossmatches_rest(about uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform public.crossmatches_job('compare_sides');
    update public.crossmatches_run r set status = 'asked', begun = 0
    where r.id = about and r.status = 'ready' and r.way = 'file';
end $$;

-- Begins a comparison, once more where the last try was killed. After too many it has failed; where
-- the agreement has ended meanwhile it is taken back. Says whether it is to be done.
create function crossmatches_begin(about uuid, most integer, moment timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    r public.crossmatches_run;
    expected integer;
begin
    perform public.crossmatches_job('compare_sides');
    select * into r from public.crossmatches_run x where x.id = about for update;
    if not found or r.status <> 'ready' then return false; end if;
    -- Nobody is compared before both have joined.
    expected := case r.way when 'here' then 2 else 1 end;
    if (select count(*) from public.crossmatches_side s where s.run_id = about) <> expected then
        return false;
    end if;
    if not public.crossmatches_agreed(r.asking_org_id, r.other_org_id) then
        update public.crossmatches_run x set status = 'cancelled', done_at = moment where x.id = about;
    elsif r.begun >= most then
        update public.crossmatches_run x set status = 'failed', done_at = moment where x.id = about;
    else
        update public.crossmatches_run x set begun = x.begun + 1 where x.id = about;
        return true;
    end if;
    update public.crossmatches_side s set incoming = '', outgoing = ''
        where s.run_id = about;
    delete from public.crossmatches_ticket t where t.run_id = about;
    return false;
end $$;

-- Whose encodings the job's organisation gives to this comparison, and of whom the phone number too.
create function crossmatches_candidates(about uuid)
returns table (person uuid, with_contact boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    own bigint := public.gate_org();
    other bigint;
    barred uuid[];
begin
    perform public.crossmatches_job('encode_side');
    select case own when r.asking_org_id then r.other_org_id else r.asking_org_id end into other
    from public.crossmatches_run r
    where r.id = about and r.status = 'ready' and own in (r.asking_org_id, r.other_org_id);
    if other is null then return; end if;
    barred := array(select public.crossmatches_barred(other));
    return query
    select p.id, public.gate_clause_covers(own, p.programme_id, 2::smallint, other, 8)
        and exists (select 1 from public.gate_recipients(p.id, 2::smallint) g
                    where g.recipient = other * 16 + 8)
    from public.persons_person p
    where p.owner_org_id = own and not p.sealed
      -- The folded column is the cheap question; the look-up after it is the one that counts.
      and (other * 16 + 8)::integer = any (p.shared_with)
      and exists (select 1 from public.gate_recipients(p.id, 1::smallint) g
                  where g.recipient = other * 16 + 8)
      and not public.gate_is_sealed(p.id, own)
      and public.gate_clause_covers(own, p.programme_id, 1::smallint, other, 8)
      and p.id <> all (barred)
    order by p.id;
end $$;

-- Writes what a comparison found and ends it, once: a second worker finds it done and writes nothing.
-- Pairs come as parallel arrays. `theirs` is empty where the other side is another installation.
-- A pair that is known already stays as it is; who is in a pair with that organisation already gets
-- no second one, unless the first was said not to be the same. Gives the number of new pairs, or -1.
create function crossmatches_record(
    about uuid, ours uuid[], theirs uuid[], pairs uuid[], bands text[], moment timestamptz)
returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    r public.crossmatches_run;
    here boolean;
    mine bigint;
    other bigint;
    made integer := 0;
begin
    perform public.crossmatches_job('compare_sides');
    select * into r from public.crossmatches_run x where x.id = about for update;
    if not found or r.status <> 'ready' then return -1; end if;
    here := r.way = 'here';
    -- By file only one of the two is here: the one that has a side.
    mine := case when here then r.asking_org_id else (
        select s.organisation_id from public.crossmatches_side s where s.run_id = about) end;
    other := case mine when r.asking_org_id then r.other_org_id else r.asking_org_id end;
    for i in 1 .. coalesce(cardinality(ours), 0) loop
        continue when exists (
            select 1 from public.crossmatches_crossmatch k where k.pair = pairs[i])
            or not public.crossmatches_free(ours[i], other, case when here then theirs[i] end)
            or not public.crossmatches_enter(about, pairs[i], ours[i], mine, other, bands[i], moment);
        if here then
            -- Both or none: a withdrawal may have come while it was compared.
            if not public.crossmatches_enter(
                about, pairs[i], theirs[i], other, mine, bands[i], moment)
            then
                delete from public.crossmatches_crossmatchstep s
                    using public.crossmatches_crossmatch k
                    where k.id = s.crossmatch_id and k.pair = pairs[i];
                delete from public.crossmatches_crossmatch k where k.pair = pairs[i];
                continue;
            end if;
        end if;
        perform public.crossmatches_waits(pairs[i], moment);
        made := made + 1;
    end loop;
    update public.crossmatches_side s
    set known = coalesce(cardinality(ours), 0), incoming = '',
        -- What answers the other installation stays to be sent.
        outgoing = case when here or mine = r.asking_org_id then ''::bytea else s.outgoing end
    where s.run_id = about;
    delete from public.crossmatches_ticket t where t.run_id = about;
    update public.crossmatches_run x set status = 'done', done_at = moment where x.id = about;
    return made;
end $$;

-- Is neither of the two in a pair with the other's organisation that anybody still holds to be right,
-- and were these two not said to be different?
create function crossmatches_free(one uuid, other_org bigint, other uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select not exists (
        select 1 from public.crossmatches_crossmatch k
        where k.person_id = one and k.other_org_id = crossmatches_free.other_org
          and (k.outcome <> 'not_same' or other is null or exists (
              select 1 from public.crossmatches_crossmatch o
              where o.pair = k.pair and o.person_id = other)))
      and not exists (
        select 1 from public.crossmatches_crossmatch k, public.persons_person p
        where k.person_id = other and p.id = one and k.other_org_id = p.owner_org_id
          and k.outcome <> 'not_same')
$$;
revoke execute on function crossmatches_free(uuid, bigint, uuid) from public;

create function crossmatches_enter(
    about uuid, pair uuid, who uuid, own bigint, other bigint, band text, moment timestamptz)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    made uuid := gen_random_uuid();
begin
    -- The fold's own lock, before the question: whoever withdraws now waits, or was seen.
    perform pg_advisory_xact_lock_shared(hashtextextended(who::text, 0));
    insert into public.crossmatches_crossmatch (id, owner_org_id, programme_id, person_id, data_class,
        shared_with, shared_until, pair, run_id, other_org_id, band, found_at, decision, contact,
        outcome, other_contact)
    select made, own, p.programme_id, p.id, 4, '{}', '9999-12-31', crossmatches_enter.pair, about, other,
           crossmatches_enter.band, moment, 'waiting', '', 'open', ''
    from public.persons_person p
    where p.id = who and p.owner_org_id = own
      and public.crossmatches_covers(own, other, p.programme_id, p.id, 1::smallint);
    if not found then return false; end if;
    insert into public.crossmatches_crossmatchstep (id, owner_org_id, programme_id, person_id,
        data_class, shared_with, shared_until, crossmatch_id, kind, reason, at)
    select gen_random_uuid(), own, p.programme_id, p.id, 4, '{}', '9999-12-31', made, 'found', '', moment
    from public.persons_person p where p.id = who;
    return true;
end $$;
revoke execute on function
    crossmatches_enter(uuid, uuid, uuid, bigint, bigint, text, timestamptz) from public;
