-- Pairs of files that may be one person's: under the gate by their sides.

select gate_guard('duplicates_side');
select gate_guard('duplicates_answer');

-- The sides that the actor may know of: of pairs that a file of the actor's organisation is in.
-- A sealed file takes its pairs along: only its team knows that there is one. Across organisations
-- they are the focal points' (permissions.py names the roles). A pair that lost a side is none.
create or replace function duplicates_open_sides() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    org integer := public.gate_org();
    teams uuid[];
    focal boolean;
begin
    if public.gate_kind() <> 'user' or org is null then return '{}'; end if;
    teams := public.gate_teams();
    select u.roles && array['protection_focal_point', 'data_protection_officer',
                            'host_coordinator']::varchar[] into focal
    from public.access_user u where u.id = public.gate_user();
    return array(
        select s.id from public.duplicates_side s
        join (
            select p.id from public.duplicates_pair p
            join public.duplicates_side one on one.pair_id = p.id
            where p.id in (select mine.pair_id from public.duplicates_side mine
                           where mine.owner_org_id = org)
              and (p.kind = 'own' or focal)
            group by p.id
            having count(*) = 2 and bool_and(
                one.owner_org_id <> org or not one.sealed or one.person_id = any (teams))
        ) known on known.id = s.pair_id);
end $$;

create policy of_a_known_pair on duplicates_side as restrictive for all
    using (id = any ((select duplicates_open_sides())::uuid[]));
create policy of_a_known_pair on duplicates_answer as restrictive for all
    using (side_id = any ((select duplicates_open_sides())::uuid[]));
-- Each answers for its own file, in their own name.
create policy of_the_own_side on duplicates_answer as restrictive for insert with check (
    by_id = (select gate_user()) and exists (
        select 1 from duplicates_side s
        where s.id = side_id and s.owner_org_id = duplicates_answer.owner_org_id
          and s.person_id = duplicates_answer.person_id));
-- An answer stands, and a side is the database's to write.
create policy none_written on duplicates_side as restrictive for insert with check (false);
create policy none_changed on duplicates_side as restrictive for update using (false);
create policy none_removed on duplicates_side as restrictive for delete using (false);
create policy none_changed on duplicates_answer as restrictive for update using (false);
create policy none_removed on duplicates_answer as restrictive for delete using (false);

alter table duplicates_pair enable row level security;
create policy seen on duplicates_pair for select using (
    exists (select 1 from duplicates_side s where s.pair_id = duplicates_pair.id offset 0));

-- A wait of a pair is told to nobody who may not know of the pair: in My work, counts, a copy.
create policy pairs_are_told_to_who_settles_them on tasks_task as restrictive for all using (
    kind <> 'review_duplicate' or subject_id = any ((select duplicates_open_sides())::uuid[]));

-- May `other` learn that `owner` knows this person? An agreement in force lets one of the two see
-- identities of the other; the person has set no block on it; the file is not sealed; and an
-- authority of a country of origin learns of it by the person's own consent alone.
create or replace function duplicates_may_be_told(person uuid, owner bigint, other bigint)
returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select not public.gate_is_sealed(person, owner)
      and exists (
        select 1 from public.agreements_open a
        where a.data_class = 1 and current_date between a.starts_on and a.ends_on
          and ((a.to_org = other and a.scope >> 24 = owner)
               or (a.to_org = owner and a.scope >> 24 = other)))
      and not exists (
        select 1 from public.persons_block b, public.access_organisation o
        where b.person_id = person and b.lifted_at is null and o.id = other
          and (b.organisation_id = o.id or b.country_id = o.country_id))
      and (not exists (
            select 1 from public.access_organisation o, public.persons_person p
            where o.id = other and o.kind = 'authority' and p.id = person
              and o.country_id = any (p.origin_countries))
           or exists (select 1 from public.gate_recipients(person, 1::smallint) r
                      where r.recipient / 16 = other))
$$;
revoke execute on function duplicates_may_be_told(uuid, bigint, bigint) from public;

create or replace function duplicates_begin_waits(pair uuid, at timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    -- Both files of one organisation are one wait.
    insert into public.tasks_task (id, kind, subject_id, person_id, reference, programme_id, note,
        holder_org_id, waiter_org_id, due_on, opened_at)
    select distinct on (s.owner_org_id) gen_random_uuid(), 'review_duplicate', s.id, s.person_id,
        -- Who waits reads it too: the other side's case is not theirs.
        case when p.kind = 'own' then coalesce(c.reference, '') else '' end, s.programme_id, p.kind, s.owner_org_id,
        coalesce(s.other_org_id, s.owner_org_id),
        public.tasks_due_on('review_duplicate', s.programme_id, at::date, s.owner_org_id), at
    from public.duplicates_side s
    join public.duplicates_pair p on p.id = s.pair_id
    join public.persons_person f on f.id = s.person_id
    left join lateral (
        select one.reference from public.cases_case one
        where one.household_id = f.household_id and one.owner_org_id = s.owner_org_id
        order by one.opened_at desc limit 1) c on true
    where s.pair_id = pair
    order by s.owner_org_id, s.id
    on conflict do nothing
$$;
revoke execute on function duplicates_begin_waits(uuid, timestamptz) from public;

create or replace function duplicates_end_waits(pair uuid, org bigint, at timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    update public.tasks_task t set done_at = at
    from public.duplicates_side s
    where s.pair_id = pair and t.kind = 'review_duplicate' and t.subject_id = s.id
      and t.done_at is null and (org is null or s.owner_org_id = org)
$$;
revoke execute on function duplicates_end_waits(uuid, bigint, timestamptz) from public;

-- What the nightly comparison found: [{"a", "b", "probability", "facts"}]. A known pair is brought
-- up to date, a settled one is raised anew only when its facts have changed. Gives how many wait
-- that did not before.
create or replace function duplicates_raise(likely jsonb, at timestamptz) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    one record;
    known public.duplicates_pair;
    number uuid;
    raised integer := 0;
begin
    if public.gate_job() is distinct from 'raise_duplicates' then
        raise exception 'duplicates_raise: not its job' using errcode = '42501';
    end if;
    -- A side was erased: nothing is left to settle, whichever of the two the wait was about.
    perform public.duplicates_end_waits(p.id, null, at) from public.duplicates_pair p
    where p.status = 'waiting' and 2 > (
        select count(*) from public.duplicates_side s where s.pair_id = p.id);
    update public.tasks_task t set done_at = at
    where t.kind = 'review_duplicate' and t.done_at is null
      and not exists (select 1 from public.duplicates_side s where s.id = t.subject_id);
    for one in
        select a.id as a, b.id as b, a.owner_org_id as org_a, b.owner_org_id as org_b,
               f.probability, f.facts, encode(sha256(convert_to(
                   least(a.id, b.id)::text || greatest(a.id, b.id)::text, 'utf8')), 'hex') as digest
        from jsonb_to_recordset(likely) as f (a uuid, b uuid, probability float, facts text)
        join public.persons_person a on a.id = f.a
        join public.persons_person b on b.id = f.b
        where a.id <> b.id and a.household_id is distinct from b.household_id
          and not b.id = any (public.persons_group_of(a.id))
          and case when a.owner_org_id = b.owner_org_id
              then not public.gate_is_sealed(a.id, a.owner_org_id)
                   and not public.gate_is_sealed(b.id, b.owner_org_id)
              else public.duplicates_may_be_told(a.id, a.owner_org_id, b.owner_org_id)
                   and public.duplicates_may_be_told(b.id, b.owner_org_id, a.owner_org_id) end
        order by 7
    loop
        select * into known from public.duplicates_pair p where p.known_as = one.digest for update;
        if not found then
            number := gen_random_uuid();
            insert into public.duplicates_pair
                (id, known_as, kind, status, probability, facts, found_at, raised_at)
            values (number, one.digest,
                    case when one.org_a = one.org_b then 'own' else 'across' end,
                    'waiting', one.probability, one.facts, at, at);
            insert into public.duplicates_side (id, owner_org_id, data_class, programme_id,
                person_id, shared_with, shared_until, pair_id, other_org_id)
            select gen_random_uuid(), p.owner_org_id, 1, p.programme_id, p.id, '{}', '9999-12-31',
                number, nullif(case when p.id = one.a then one.org_b else one.org_a end,
                               p.owner_org_id)
            from public.persons_person p where p.id in (one.a, one.b);
            perform public.duplicates_begin_waits(number, at);
            raised := raised + 1;
        elsif known.status = 'waiting' then
            update public.duplicates_pair p
            set probability = one.probability, facts = one.facts where p.id = known.id;
        elsif known.facts <> one.facts then
            update public.duplicates_pair p
            set status = 'waiting', settled_at = null, raised_at = at,
                probability = one.probability, facts = one.facts
            where p.id = known.id;
            perform public.duplicates_begin_waits(known.id, at);
            raised := raised + 1;
        end if;
    end loop;
    return raised;
end $$;

-- The pair is held by the actor, until the transaction ends: two may answer at once.
create or replace function duplicates_hold(pair uuid) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    select pg_advisory_xact_lock(hashtextextended(pair::text, 57))
$$;

-- What the sides' answers come to (rules.outcome), after the actor's. Gives the pair's status.
create or replace function duplicates_settle(pair uuid, principal uuid, at timestamptz)
returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    org integer := public.gate_org();
    files uuid[];
    answers text[];
    mine text;
    became text;
begin
    if not exists (
        select 1 from public.duplicates_side s where s.pair_id = pair and s.owner_org_id = org
          and s.id = any (public.duplicates_open_sides())) then
        raise exception 'duplicates_settle: not a pair of the actor' using errcode = '42501';
    end if;
    select array_agg(s.person_id order by (s.person_id = principal) desc nulls last,
                     f.recorded_at, s.person_id),
           array_agg(coalesce(last.said, '')),
           max(last.said) filter (where s.owner_org_id = org)
    into files, answers, mine
    from public.duplicates_side s
    join public.duplicates_pair p on p.id = s.pair_id and p.status = 'waiting'
    join public.persons_person f on f.id = s.person_id
    left join lateral (
        select a.said from public.duplicates_answer a
        where a.side_id = s.id and a.at >= p.raised_at
        order by a.at desc, a.id limit 1) last on true
    where s.pair_id = pair;
    if mine is null then
        raise exception 'duplicates_settle: nothing was said' using errcode = '42501';
    end if;
    became := case
        when 'different' = any (answers) then 'different'
        when not answers <@ array['same', 'linked'] then 'waiting'
        when 'linked' = any (answers) then 'linked'
        else 'merged' end;
    if became = 'waiting' then
        if mine <> 'later' then perform public.duplicates_end_waits(pair, org, at); end if;
        return became;
    end if;
    update public.duplicates_pair p set status = became, settled_at = at where p.id = pair;
    perform public.duplicates_end_waits(pair, null, at);
    if became = 'merged' then
        perform public.persons_join(files[1], files[2], public.gate_user(), at);
    end if;
    return became;
end $$;

-- A file of the actor's organisation is taken out of its group. Who said that it is one person's with
-- another has said so of nobody else: files that hung together by this one alone come apart too.
create or replace function duplicates_part(file uuid, at timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    rest uuid[];
    left_over uuid[];
    together uuid[];
begin
    if not exists (
        select 1 from public.duplicates_side s
        where s.person_id = file and s.owner_org_id = public.gate_org()
          and s.id = any (public.duplicates_open_sides())) then
        raise exception 'duplicates_part: not a file of the actor' using errcode = '42501';
    end if;
    perform pg_advisory_xact_lock(hashtext('persons_joinedfile'));
    rest := array_remove(public.persons_group_of(file), file);
    perform public.persons_part(file, public.gate_user(), at);
    update public.duplicates_pair p set status = 'parted', settled_at = at
    where p.status = 'merged' and exists (
        select 1 from public.duplicates_side s where s.pair_id = p.id and s.person_id = file);
    left_over := rest;
    while cardinality(left_over) > 0 loop
        together := array(
            with recursive reached (id) as (
                select left_over[1] union
                select other.person_id from reached r
                join public.duplicates_side mine on mine.person_id = r.id
                join public.duplicates_pair p on p.id = mine.pair_id and p.status = 'merged'
                join public.duplicates_side other on other.pair_id = p.id
                where other.person_id = any (rest))
            select id from reached);
        if cardinality(together) < cardinality(rest) then
            perform public.persons_form_group(together, left_over[1], public.gate_user(), at);
        end if;
        left_over := array(
            select l.id from unnest(left_over) with ordinality as l (id, place)
            where l.id <> all (together) order by l.place);
    end loop;
end $$;
