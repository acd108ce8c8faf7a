-- Comparisons and what they found. Nobody reads the other side's persons here, not even as ids: what
-- both have in common is the number of a pair, and only functions below see both its rows.

create function crossmatches_job(wanted text) returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_job() is distinct from wanted then
        raise exception 'this is done by the job %', wanted using errcode = '42501';
    end if;
end $$;

-- Who has a row of class Asylum about them, where this organisation is an authority of a country of
-- origin of theirs; of one person, or of all. For everybody else nobody.
create function crossmatches_barred(to_org bigint, about uuid default null) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    land text := public.access_authority_of(to_org);
    guarded record;
begin
    if land is null then return; end if;
    for guarded in select g.name, g.person_column from public.access_guarded g loop
        return query execute format(
            'select distinct t.%1$I from public.%2$I t join public.persons_person p on p.id = t.%1$I'
            ' where t.data_class = 7 and $1 = any (p.origin_countries)'
            ' and ($2 is null or t.%1$I = $2)',
            guarded.person_column, guarded.name) using land, about;
    end loop;
end $$;
revoke execute on function crossmatches_barred(bigint, uuid) from public;

-- Do clauses in force let both compare with each other, for any programme?
create function crossmatches_agreed(one bigint, other bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(distinct c.from_org_id) = 2
    from public.agreements_clause c join public.agreements_agreement a on a.id = c.agreement_id
    where ((c.from_org_id = one and c.to_org_id = other)
           or (c.from_org_id = other and c.to_org_id = one))
      and 8 = any (c.purposes) and 1 = any (c.data_classes)
      and a.status = 'in_force'
      and current_date between a.starts_on and coalesce(a.ends_on, '9999-12-31')
      and not exists (select 1 from public.agreements_party y
                      where y.agreement_id = a.id and y.signed_on is null)
$$;

-- May this person's encoding go from one to the other now? The clause, the person's own ground, no
-- block, no seal, and never asylum to an authority of the country of origin.
create function crossmatches_covers(
    from_org bigint, to_org bigint, programme bigint, person uuid, class smallint)
returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select public.gate_clause_covers(from_org, programme, class, to_org, 8)
       and exists (select 1 from public.gate_recipients(person, class) r
                   where r.recipient = to_org * 16 + 8)
       and not public.gate_is_sealed(person, from_org)
       and not exists (select 1 from public.crossmatches_barred(to_org, person))
$$;
revoke execute on function crossmatches_covers(bigint, bigint, bigint, uuid, smallint) from public;

-- Does a pair still stand? Both sides' grounds, asked at every statement: what closes on one side is
-- gone from both, and looks like what never was.
create function crossmatches_stands(about uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*) = max(case r.way when 'here' then 2 else 1 end)
       and bool_and(public.crossmatches_covers(
               k.owner_org_id, k.other_org_id, k.programme_id, k.person_id, 1::smallint))
       and bool_and(public.crossmatches_agreed(k.owner_org_id, k.other_org_id))
    from public.crossmatches_crossmatch k join public.crossmatches_run r on r.id = k.run_id
    where k.pair = about
$$;

select gate_guard('crossmatches_crossmatch');
select gate_guard('crossmatches_crossmatchstep');
select gate_guard('crossmatches_ticket');

-- Its owner's and the person's: no clause on files carries it further, and no emergency opens it.
create policy own_or_self on crossmatches_crossmatch as restrictive for select
    using (owner_org_id = (select gate_org()) or person_id = any ((select gate_selves())::uuid[]));
create policy stands on crossmatches_crossmatch as restrictive for select
    using (crossmatches_stands(pair));
-- Found by a comparison alone, and gone with its ground or its term.
create policy found on crossmatches_crossmatch as restrictive for insert with check (false);
create policy kept on crossmatches_crossmatch as restrictive for delete using (false);
create policy own_alone on crossmatches_crossmatch as restrictive for update
    using (owner_org_id = (select gate_org()));

-- Steps are seen with their row.
create policy seen_with_its_row on crossmatches_crossmatchstep as restrictive for select
    using (exists (select 1 from crossmatches_crossmatch k where k.id = crossmatch_id offset 0));
create policy of_a_row_of_ours on crossmatches_crossmatchstep as restrictive for insert
    with check (exists (select 1 from crossmatches_crossmatch k where k.id = crossmatch_id
                        and k.owner_org_id = (select gate_org()) offset 0));
create policy stays on crossmatches_crossmatchstep as restrictive for update using (false);
create policy kept on crossmatches_crossmatchstep as restrictive for delete using (false);

-- A ticket is the job's, until the answer is there.
create policy of_the_job on crossmatches_ticket as restrictive for all
    using ((select gate_job()) = 'encode_side');

-- A comparison is both organisations' to read. Whoever asked writes it, or takes in another
-- installation's letter; status and organisations stand by the trigger.
alter table crossmatches_run enable row level security;
create policy seen on crossmatches_run for select
    using ((select gate_org()) in (asking_org_id, other_org_id));
create policy asked on crossmatches_run for insert with check (
    case way when 'here' then asking_org_id = (select gate_org()) and status = 'asked'
    else (select gate_org()) in (asking_org_id, other_org_id) and status = 'ready' end
    and begun = 0 and done_at is null
    and crossmatches_agreed(asking_org_id, other_org_id));
create policy moved on crossmatches_run for update
    using ((select gate_org()) in (asking_org_id, other_org_id) and status in ('asked', 'ready'))
    with check ((select gate_org()) in (asking_org_id, other_org_id));

create function crossmatches_run_stands() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    me bigint := public.gate_org();
    allowed boolean := case
        when new.status = old.status then true
        when new.status = 'cancelled' then me = old.asking_org_id
        when new.status = 'declined' then me = old.other_org_id and old.status = 'asked'
        -- The other side joins; by file, the answer came back to whoever asked.
        when new.status = 'ready' then old.status = 'asked'
             and me = case old.way when 'here' then old.other_org_id else old.asking_org_id end
        else false end;
begin
    -- What the worker does, and the owner of the database, comes through functions below.
    if pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage') then
        return new;
    end if;
    if (new.id, new.agreement_id, new.asking_org_id, new.other_org_id, new.way, new.asked_at,
        new.begun, new.done_at)
       is distinct from
       (old.id, old.agreement_id, old.asking_org_id, old.other_org_id, old.way, old.asked_at,
        old.begun, old.done_at)
       or not allowed
    then
        raise exception 'a comparison goes on as it was agreed'
            using errcode = '23514', constraint = 'comparison_stands';
    end if;
    return new;
end $$;
create trigger stands before update on crossmatches_run
    for each row execute function crossmatches_run_stands();

-- What each side gave is its own affair.
alter table crossmatches_side enable row level security;
create policy own on crossmatches_side for all
    using (organisation_id = (select gate_org())) with check (organisation_id = (select gate_org()));

-- What the other installation said is nobody's to read: no policy.
alter table crossmatches_remoteanswer enable row level security;

-- What stands on a row is written by a comparison and by the settlement, never by a user.
create function crossmatches_row_stands() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if not pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage')
       and (new.id, new.pair, new.run_id, new.person_id, new.owner_org_id, new.other_org_id,
            new.band, new.found_at, new.outcome, new.settled_at, new.other_contact)
           is distinct from
           (old.id, old.pair, old.run_id, old.person_id, old.owner_org_id, old.other_org_id,
            old.band, old.found_at, old.outcome, old.settled_at, old.other_contact)
    then
        raise exception 'a pair is what a comparison found and both sides decided'
            using errcode = '23514', constraint = 'crossmatch_stands';
    end if;
    return new;
end $$;
create trigger stands before update on crossmatches_crossmatch
    for each row execute function crossmatches_row_stands();
