-- Questions, modules, courses, sessions and figures are read by everybody who is signed in. What an
-- institution says of itself is its own until it is finished and shared. Who was trained is told to
-- their organisation and to who trains them, and to nobody else.

alter table capacity_capacitysheet enable row level security;
create policy seen on capacity_capacitysheet for select using ((select gate_kind()) = 'user');
alter table capacity_capacitydomain enable row level security;
create policy seen on capacity_capacitydomain for select using ((select gate_kind()) = 'user');

alter table capacity_module enable row level security;
create policy seen on capacity_module for select using (
    (select gate_kind()) = 'user'
    or (select gate_job()) in ('find_lapsing_certificates', 'renew_certificates'));
create policy stated on capacity_module for insert with check (stated_by_id = (select gate_user()));

alter table capacity_capacityassessment enable row level security;
create policy seen on capacity_capacityassessment for select using (
    organisation_id = (select gate_org())
    or is_shared and finished_on is not null and (select gate_kind()) = 'user');
create policy written on capacity_capacityassessment for insert with check (
    organisation_id = (select gate_org()) and (select gate_kind()) = 'user');
create policy changed on capacity_capacityassessment for update
    using (organisation_id = (select gate_org()) and finished_on is null)
    with check (organisation_id = (select gate_org()));

alter table capacity_capacityanswer enable row level security;
create policy seen on capacity_capacityanswer for select using (
    exists (select 1 from capacity_capacityassessment a where a.id = assessment_id offset 0));
create function capacity_answers_open(assessment uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.capacity_capacityassessment a where a.id = assessment
        and a.organisation_id = public.gate_org() and a.finished_on is null offset 0)
$$;
create policy written on capacity_capacityanswer for insert
    with check (capacity_answers_open(assessment_id));
create policy changed on capacity_capacityanswer for update
    using (capacity_answers_open(assessment_id)) with check (capacity_answers_open(assessment_id));

-- A plan is of two organisations; the partner sees it once it is proposed.
alter table capacity_trainingplan enable row level security;
create policy seen on capacity_trainingplan for select using (
    owner_org_id = (select gate_org())
    or organisation_id = (select gate_org()) and status <> 'draft');
create policy written on capacity_trainingplan for insert with check (
    owner_org_id = (select gate_org()) and status = 'draft');
create policy changed on capacity_trainingplan for update
    using (owner_org_id = (select gate_org())
        or organisation_id = (select gate_org()) and status <> 'draft')
    with check ((owner_org_id = (select gate_org()) or organisation_id = (select gate_org()))
        and (status <> 'approved' or organisation_id = (select gate_org())
             or approved_at is not null));
-- What the partner approved, the partner approved: nobody says so for it.
create function capacity_partner_approves() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_kind() = 'user' and new.status = 'approved' and old.status <> 'approved'
        and new.organisation_id is distinct from public.gate_org() then
        raise exception 'capacity: not the partner' using errcode = '42501';
    end if;
    return new;
end $$;
create trigger partner_approves before update on capacity_trainingplan
    for each row execute function capacity_partner_approves();

alter table capacity_traininggoal enable row level security;
create policy seen on capacity_traininggoal for select using (
    exists (select 1 from capacity_trainingplan p where p.id = plan_id offset 0));
create policy written on capacity_traininggoal for insert with check (
    exists (select 1 from capacity_trainingplan p where p.id = plan_id and p.status in ('draft', 'returned')
        and p.owner_org_id = (select gate_org()) offset 0));
create policy removed on capacity_traininggoal for delete using (
    exists (select 1 from capacity_trainingplan p where p.id = plan_id and p.status in ('draft', 'returned')
        and p.owner_org_id = (select gate_org()) offset 0));
create policy met on capacity_traininggoal for update using (
    exists (select 1 from capacity_trainingplan p where p.id = plan_id offset 0));

alter table capacity_course enable row level security;
create policy seen on capacity_course for select using ((select gate_kind()) = 'user');
create policy written on capacity_course for insert with check (
    owner_org_id = (select gate_org()) and (select gate_kind()) = 'user');
create policy changed on capacity_course for update using (owner_org_id = (select gate_org()))
    with check (owner_org_id = (select gate_org()));
create function capacity_is_own_course(course uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.capacity_course c
        where c.id = course and c.owner_org_id = public.gate_org() offset 0)
$$;
alter table capacity_course_modules enable row level security;
create policy seen on capacity_course_modules for select using ((select gate_kind()) = 'user');
create policy written on capacity_course_modules for insert
    with check (capacity_is_own_course(course_id));
create policy removed on capacity_course_modules for delete
    using (capacity_is_own_course(course_id));

alter table capacity_coursesession enable row level security;
create policy seen on capacity_coursesession for select using ((select gate_kind()) = 'user');
create policy written on capacity_coursesession for insert with check (
    organiser_id = (select gate_org()) and capacity_is_own_course(course_id));
create policy changed on capacity_coursesession for update using (organiser_id = (select gate_org()))
    with check (organiser_id = (select gate_org()));

alter table capacity_attendance enable row level security;
create policy seen on capacity_attendance for select using (
    organisation_id = (select gate_org()) or organiser_id = (select gate_org()));
create policy written on capacity_attendance for insert with check (
    (organisation_id = (select gate_org()) or organiser_id = (select gate_org()))
    and exists (select 1 from capacity_coursesession s where s.id = session_id
        and s.organiser_id = capacity_attendance.organiser_id and s.status = 'planned' offset 0));
create policy changed on capacity_attendance for update using (organiser_id = (select gate_org()))
    with check (organiser_id = (select gate_org()));

alter table capacity_trainee enable row level security;
create policy seen on capacity_trainee for select using (
    organisation_id = (select gate_org()) or kept_by_id = (select gate_org())
    or exists (select 1 from capacity_attendance a where a.trainee_id = capacity_trainee.id
        and a.organiser_id = (select gate_org()) offset 0));
create policy written on capacity_trainee for insert with check (
    kept_by_id = (select gate_org()) and (select gate_kind()) = 'user');
create policy changed on capacity_trainee for update using (
    organisation_id = (select gate_org()) or kept_by_id = (select gate_org())
    or exists (select 1 from capacity_attendance a where a.trainee_id = capacity_trainee.id
        and a.organiser_id = (select gate_org()) offset 0));

alter table capacity_staffcertificate enable row level security;
create policy seen on capacity_staffcertificate for select using (
    organisation_id = (select gate_org()) or organiser_id = (select gate_org())
    or (select gate_job()) = 'find_lapsing_certificates');
create policy given on capacity_staffcertificate for insert with check (
    organiser_id = (select gate_org()) and (select gate_kind()) = 'user');
create policy renewed on capacity_staffcertificate for update using (
    organisation_id = (select gate_org()) or organiser_id = (select gate_org()));

alter table capacity_ownershipformula enable row level security;
create policy seen on capacity_ownershipformula for select using (
    (select gate_kind()) = 'user' or (select gate_job()) = 'compute_ownership');
create policy stated on capacity_ownershipformula for insert
    with check (stated_by_id = (select gate_user()));

alter table capacity_ownershipfigure enable row level security;
create policy seen on capacity_ownershipfigure for select using (
    (select gate_kind()) = 'user' or (select gate_job()) = 'compute_ownership');
create policy counted on capacity_ownershipfigure for insert
    with check ((select gate_job()) = 'compute_ownership');
create policy counted_anew on capacity_ownershipfigure for delete
    using ((select gate_job()) = 'compute_ownership');

-- Seats of a session, asked under its lock, so that two who enrol at once see each other; of whom,
-- is told to nobody.
create function capacity_seats_left(session uuid) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    room integer;
begin
    if public.gate_kind() <> 'user' then
        raise exception 'capacity_seats_left: not a user' using errcode = '42501';
    end if;
    select s.seats into room from public.capacity_coursesession s
    where s.id = session and s.status = 'planned' for update;
    return room - (select count(*) from public.capacity_attendance a
        where a.session_id = session and a.came <> 'absent');
end $$;

-- An earlier certificate of the same person in the same module is renewed by whoever trained them
-- now: it may be another organiser's. Gives whose waits are over.
create function capacity_renew(holder uuid, module_code text, by_certificate uuid)
returns setof uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not exists (select 1 from public.capacity_staffcertificate n
        where n.id = by_certificate and n.trainee_id = holder
          and n.organiser_id = public.gate_org()) then
        raise exception 'capacity_renew: not the organiser' using errcode = '42501';
    end if;
    update public.tasks_task t set done_at = now()
    from public.capacity_staffcertificate c
    join public.capacity_module m on m.id = c.module_id
    where c.trainee_id = holder and m.code = module_code and c.id <> by_certificate
      and t.kind = 'renew_certificate' and t.subject_id = c.id and t.done_at is null;
    return query update public.capacity_staffcertificate c set is_renewed = true
    from public.capacity_module m
    where m.id = c.module_id and m.code = module_code and c.trainee_id = holder
      and c.id <> by_certificate and not c.is_renewed
    returning c.id;
end $$;

-- Which organisation has somebody with a certificate in force in which module. How many is told to
-- the organisation itself alone; to others that there is somebody, or nobody.
create function capacity_coverage(today date)
returns table (organisation bigint, code text, trained bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c.organisation_id, m.code::text,
           case when c.organisation_id = public.gate_org() then count(distinct c.trainee_id)
                else least(count(distinct c.trainee_id), 1) end
    from public.capacity_staffcertificate c
    join public.capacity_module m on m.id = c.module_id
    join public.capacity_trainee t on t.id = c.trainee_id
    left join public.access_user u on u.id = t.user_id
    where public.gate_kind() = 'user' and (c.lapses_on is null or c.lapses_on >= today)
      and coalesce(u.is_active, true)
    group by 1, 2
$$;
