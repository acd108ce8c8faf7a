-- Evaluations are their parties' until they are published; extracts' bytes are the evaluator's;
-- who is in an extract, and the secret of its keys, nobody's but the job's.

create function evaluations_role_in(evaluation uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select case public.gate_org()
        when e.evaluator_org_id then 'evaluator' when e.owner_org_id then 'owner'
        when e.assessed_org_id then 'assessed' end
    from public.evaluations_evaluation e where e.id = evaluation and public.gate_kind() = 'user'
$$;
create function evaluations_status_of(evaluation uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select e.status from public.evaluations_evaluation e where e.id = evaluation
$$;
create function evaluations_is_reported(evaluation uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.evaluations_evaluation e
                   where e.id = evaluation and e.status in ('reported', 'replied', 'published'))
$$;
create function evaluations_of_extract(frozen uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select x.evaluation_id from public.evaluations_extract x where x.id = frozen
$$;
create function evaluations_is_frozen(frozen uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.evaluations_extract x
                   where x.id = frozen and x.status = 'frozen')
$$;
create function evaluations_of_question(question uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select q.evaluation_id from public.evaluations_question q where q.id = question
$$;
create function evaluations_of_result(result uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select q.evaluation_id from public.evaluations_result r
    join public.evaluations_question q on q.id = r.question_id where r.id = result
$$;

alter table evaluations_evaluation enable row level security;
create policy seen on evaluations_evaluation for select using (
    status = 'published' or (select gate_job()) = 'freeze_extract'
    or ((select gate_kind()) = 'user'
        and (select gate_org()) in (owner_org_id, evaluator_org_id, assessed_org_id)));
create policy written on evaluations_evaluation for insert
    with check (owner_org_id = (select gate_org()) and (select gate_kind()) = 'user');
create policy changed on evaluations_evaluation for update using (
    (select gate_kind()) = 'user'
    and (select gate_org()) in (owner_org_id, evaluator_org_id, assessed_org_id));

alter table evaluations_question enable row level security;
create policy seen on evaluations_question for select using (
    evaluations_role_in(evaluation_id) is not null
    or evaluations_status_of(evaluation_id) = 'published');
create policy written on evaluations_question for insert
    with check (evaluations_role_in(evaluation_id) in ('owner', 'evaluator'));
create policy removed on evaluations_question for delete
    using (evaluations_role_in(evaluation_id) in ('owner', 'evaluator'));

alter table evaluations_extract enable row level security;
create policy seen on evaluations_extract for select using (
    (select gate_job()) = 'freeze_extract' or evaluations_role_in(evaluation_id) is not null
    or evaluations_status_of(evaluation_id) = 'published');
create policy written on evaluations_extract for insert
    with check (evaluations_role_in(evaluation_id) = 'evaluator');
create policy frozen on evaluations_extract for update
    using ((select gate_job()) = 'freeze_extract');

alter table evaluations_extractfile enable row level security;
create policy seen on evaluations_extractfile for select using (
    (select gate_job()) = 'freeze_extract'
    or (evaluations_role_in(evaluations_of_extract(extract_id)) = 'evaluator'
        and evaluations_is_frozen(extract_id)));
create policy written on evaluations_extractfile for insert
    with check ((select gate_job()) = 'freeze_extract');
create policy changed on evaluations_extractfile for update
    using ((select gate_job()) = 'freeze_extract');
create policy removed on evaluations_extractfile for delete
    using ((select gate_job()) = 'freeze_extract');

alter table evaluations_evaluationsecret enable row level security;
create policy the_jobs_alone on evaluations_evaluationsecret for all
    using ((select gate_job()) = 'freeze_extract')
    with check ((select gate_job()) = 'freeze_extract');
alter table evaluations_extractedperson enable row level security;
create policy the_jobs_alone on evaluations_extractedperson for all
    using ((select gate_job()) = 'freeze_extract')
    with check ((select gate_job()) = 'freeze_extract');
alter table evaluations_leaver enable row level security;
create policy the_jobs_alone on evaluations_leaver for all
    using ((select gate_job()) = 'freeze_extract')
    with check ((select gate_job()) = 'freeze_extract');

-- No policy changes or removes a line of who took what, nor a result.
alter table evaluations_taking enable row level security;
create policy seen on evaluations_taking for select using (
    evaluations_role_in(evaluations_of_extract(extract_id)) is not null);
create policy written on evaluations_taking for insert
    with check (evaluations_role_in(evaluations_of_extract(extract_id)) = 'evaluator');

alter table evaluations_result enable row level security;
create policy seen on evaluations_result for select using (
    evaluations_role_in(evaluations_of_question(question_id)) = 'evaluator'
    or (evaluations_role_in(evaluations_of_question(question_id)) is not null
        and evaluations_is_reported(evaluations_of_question(question_id)))
    or evaluations_status_of(evaluations_of_question(question_id)) = 'published');
create policy written on evaluations_result for insert
    with check (evaluations_role_in(evaluations_of_question(question_id)) = 'evaluator');

alter table evaluations_rerun enable row level security;
create policy seen on evaluations_rerun for select using (
    evaluations_role_in(evaluations_of_result(result_id)) is not null
    or evaluations_status_of(evaluations_of_result(result_id)) = 'published');
create policy written on evaluations_rerun for insert
    with check (evaluations_role_in(evaluations_of_result(result_id)) = 'evaluator');

-- Lessons are there to be taken up: everybody signed in reads them, everybody at all the public ones.
alter table evaluations_lesson enable row level security;
create policy seen on evaluations_lesson for select
    using (is_public or (select gate_kind()) = 'user');
create policy written on evaluations_lesson for insert
    with check (owner_org_id = (select gate_org()) and (select gate_kind()) = 'user');
create policy changed on evaluations_lesson for update
    using (owner_org_id = (select gate_org()) and (select gate_kind()) = 'user');
alter table evaluations_takeup enable row level security;
create policy seen on evaluations_takeup for select using ((select gate_kind()) = 'user');
create policy written on evaluations_takeup for insert
    with check (organisation_id = (select gate_org()) and (select gate_kind()) = 'user');
create policy changed on evaluations_takeup for update
    using (organisation_id = (select gate_org()) and (select gate_kind()) = 'user');

-- What was declared stays as it was declared, and what comes later says that it came later.
create function evaluations_question_stays() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    state text;
begin
    -- Held, so that a declaration and a new question at the same moment come one after the other.
    select e.status into state from public.evaluations_evaluation e
    where e.id = coalesce(new.evaluation_id, old.evaluation_id) for share;
    if tg_op = 'INSERT' then
        new.is_exploratory := state <> 'draft';
        return new;
    end if;
    if state <> 'draft' or tg_op = 'UPDATE' then
        raise exception 'a declared question stays as it is'
            using errcode = '23514', constraint = 'declared_question_stays';
    end if;
    return old;
end $$;
create trigger question_stays before insert or update or delete on evaluations_question
    for each row execute function evaluations_question_stays();

-- Each party moves an evaluation by its own steps, and what was said stays said.
create function evaluations_evaluation_moves() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    step text := old.status || '>' || new.status;
    org integer := public.gate_org();
    allowed boolean;
    said constant text[] := array['status', 'declared_at', 'declared_by_id', 'conclusion',
        'reported_at', 'reply_by', 'reply', 'replied_at', 'replied_by_id', 'published_at',
        'published_by_id'];
begin
    if public.gate_kind() <> 'user' then
        return new;
    end if;
    if old.status <> 'draft' and (to_jsonb(new) - said) <> (to_jsonb(old) - said)
       or (old.declared_at is not null and new.declared_at is distinct from old.declared_at)
       or (old.reported_at is not null and (new.conclusion, new.reported_at)
           is distinct from (old.conclusion, old.reported_at))
       or (old.replied_at is not null and (new.reply, new.replied_at)
           is distinct from (old.reply, old.replied_at)) then
        raise exception 'what an evaluation said stays said'
            using errcode = '23514', constraint = 'evaluation_stays';
    end if;
    allowed := case step
        when 'draft>draft' then org in (old.owner_org_id, old.evaluator_org_id)
        when 'draft>declared' then org = old.evaluator_org_id
        when 'declared>reported' then org = old.evaluator_org_id
        when 'reported>replied' then org = old.assessed_org_id
        when 'reported>published' then org = old.owner_org_id
        when 'replied>published' then org = old.owner_org_id
        else false end;
    if not allowed then
        raise exception 'this party does not take this step'
            using errcode = '42501';
    end if;
    return new;
end $$;
create trigger evaluation_moves before update on evaluations_evaluation
    for each row execute function evaluations_evaluation_moves();

-- What is published waits for nobody, not for a reply whose time is over either.
create function evaluations_waits_end() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update public.tasks_task set done_at = new.published_at
    where subject_id = new.id and done_at is null;
    return null;
end $$;
create trigger waits_end after update of status on evaluations_evaluation
    for each row when (new.status = 'published') execute function evaluations_waits_end();

-- May the evaluator have rows of this class about this person: by a clause in force for surveys, and
-- by the person's consent or another approved ground, with no block (gate_recipients).
create function evaluations_covers(
    owner_org bigint, programme bigint, class smallint, person uuid, evaluator bigint)
returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select public.gate_clause_covers(owner_org, programme, class, evaluator, 6)
       and exists (select 1 from public.gate_recipients(person, class) r
                   where r.recipient = evaluator * 16 + 6)
$$;
revoke execute on function evaluations_covers(bigint, bigint, smallint, uuid, bigint) from public;

-- One line for each person of the cohort who may be in the extract: codes, years and scores; no
-- name, no text, no place below the country, no day. It answers the job alone. A class that no
-- clause or ground opens gives nothing: its columns stay empty.
create function evaluations_people(frozen uuid)
returns table (person uuid, submission uuid, facts jsonb)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_job() is distinct from 'freeze_extract' then
        raise exception 'only the job freezes an extract' using errcode = '42501';
    end if;
    return query
    with asked as (
        select x.*, e.evaluator_org_id as evaluator, e.programme_id as programme
        from public.evaluations_extract x
        join public.evaluations_evaluation e on e.id = x.evaluation_id where x.id = frozen
    ), returned as (
        select distinct on (c.person_id) c.person_id, c.id as case_id, c.owner_org_id,
            c.programme_id, c.host_country_id, c.origin_country_id, c.arrived_on, a.evaluator,
            a.instrument, a.items
        from asked a
        join public.cases_case c on c.arrived_on between a.arrived_from and a.arrived_until
            and (a.programme is null or c.programme_id = a.programme)
        where not c.sealed and not public.gate_is_sealed(c.person_id, c.owner_org_id)
        order by c.person_id, c.arrived_on desc, c.id
    ), covered as (
        select r.*,
            public.evaluations_covers(r.owner_org_id, r.programme_id, 3::smallint, r.person_id,
                                      r.evaluator) as profile
        from returned r
        where public.evaluations_covers(r.owner_org_id, r.programme_id, 4::smallint, r.person_id,
                                        r.evaluator)
    ), held as (
        select s.person_id, w.kind, s.composite, s.dimensions, s.held_on, s.wave_id
        from covered c
        join public.surveys_score s on s.person_id = c.person_id and s.instrument = c.instrument
            and not s.sealed
        join public.surveys_wave w on w.id = s.wave_id
        where public.evaluations_covers(s.owner_org_id, s.programme_id, 10::smallint, s.person_id,
                                        c.evaluator)
    )
    select c.person_id, null::uuid, jsonb_build_object(
        'group', case when exists (
                select 1 from public.referrals_referral r
                where r.case_id = c.case_id and r.status = 'completed')
            or exists (
                select 1 from public.funds_instalment i
                where i.case_id = c.case_id and i.status = 'paid')
            then 'aided' else 'no_aid' end,
        'host_country', c.host_country_id, 'origin_country', c.origin_country_id,
        'arrival_year', extract(year from c.arrived_on)::integer,
        'arrival_quarter', extract(quarter from c.arrived_on)::integer,
        'sex', case when c.profile then p.sex end,
        'age', case when c.profile
            then extract(year from c.arrived_on)::integer - p.birth_year end,
        'household', case when c.profile then (
            select count(*) from public.persons_person m
            where m.household_id = p.household_id and not m.sealed) end,
        'scores', (select jsonb_object_agg(h.kind, jsonb_build_object(
                'composite', h.composite, 'dimensions', h.dimensions,
                'months', greatest(0, (h.held_on - c.arrived_on) / 30)))
            from held h where h.person_id = c.person_id),
        'answers', (select b.answers from held h
            join public.surveys_submission b on b.wave_id = h.wave_id and not b.sealed
            where h.person_id = c.person_id order by h.held_on, b.submitted_at limit 1))
    from covered c join public.persons_person p on p.id = c.person_id
    union all
    -- Residents who were surveyed are no registered persons: the clause alone covers their answers.
    select null::uuid, b.id, jsonb_build_object(
        'group', 'resident', 'origin_country', o.country_id,
        'scores', jsonb_build_object('baseline', jsonb_build_object(
            'composite', s.composite, 'dimensions', s.dimensions)),
        'answers', b.answers)
    from asked a
    join public.surveys_score s on s.instrument = a.instrument and s.person_id is null
    join public.surveys_submission b on b.score_id = s.id and b.unit = 'person'
        and b.case_id is null
    join public.access_organisation o on o.id = b.owner_org_id
    where b.held_on between a.arrived_from and current_date
      and (a.programme is null or b.programme_id = a.programme)
      and public.gate_clause_covers(b.owner_org_id, b.programme_id, 10::smallint, a.evaluator, 6);
end $$;

-- How many of the cohort are left out, and for what: counts alone.
create function evaluations_cohort(frozen uuid) returns table (cohort bigint, covered bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_job() is distinct from 'freeze_extract' then
        raise exception 'only the job freezes an extract' using errcode = '42501';
    end if;
    return query
    select count(distinct c.person_id), count(distinct c.person_id) filter (where
        public.evaluations_covers(c.owner_org_id, c.programme_id, 4::smallint, c.person_id,
                                  e.evaluator_org_id))
    from public.evaluations_extract x
    join public.evaluations_evaluation e on e.id = x.evaluation_id
    join public.cases_case c on c.arrived_on between x.arrived_from and x.arrived_until
        and (e.programme_id is null or c.programme_id = e.programme_id)
    where x.id = frozen and not c.sealed
      and not public.gate_is_sealed(c.person_id, c.owner_org_id);
end $$;

-- Is there a clause in force at all that lets the evaluator have survey data?
create function evaluations_agreed(evaluator bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.agreements_open o
                   where o.to_org = evaluator and o.purpose = 6 and o.data_class = 10
                     and current_date between o.starts_on and o.ends_on)
$$;

-- Somebody leaves an extract: nobody takes it until it is written anew without them.
create function evaluations_person_left() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into public.evaluations_leaver (id, extract_id, key, at)
    select gen_random_uuid(), old.extract_id, old.key, clock_timestamp()
    where exists (select 1 from public.evaluations_extract x where x.id = old.extract_id);
    update public.evaluations_extract set status = 'thinned'
    where id = old.extract_id and status = 'frozen';
    return null;
end $$;
create trigger person_left after delete on evaluations_extractedperson
    for each row execute function evaluations_person_left();

-- A withdrawal is written by somebody who sees no extract.
create function evaluations_forget(person uuid, recipient bigint) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    delete from public.evaluations_extractedperson p
    using public.evaluations_extract x, public.evaluations_evaluation e
    where p.person_id = person and x.id = p.extract_id and e.id = x.evaluation_id
      and e.evaluator_org_id = recipient
      and not exists (select 1 from public.gate_recipients(person, 4::smallint) r
                      where r.recipient = recipient * 16 + 6)
$$;
