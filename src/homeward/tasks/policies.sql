-- A wait is seen by who holds it, by who waits, and by who sees its case (cases/waits.sql). It
-- carries no name.

create or replace function tasks_open_to_actor(holder bigint, waiter bigint, subject uuid, case_id uuid, person uuid)
returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select case
        when public.gate_kind() = 'link' then subject = public.gate_link()
        else coalesce(holder = public.gate_org() or waiter = public.gate_org()
             or person = any (public.gate_selves()), false)
             or (case_id is not null and public.gate_sees_case(case_id))
    end
$$;

alter table tasks_task enable row level security;
drop policy if exists seen on tasks_task;
create policy seen on tasks_task for select using (
    case when (select gate_kind()) = 'link' then subject_id = (select gate_link())
    else holder_org_id = (select gate_org()) or waiter_org_id = (select gate_org())
         or person_id = any ((select gate_selves())::uuid[]) end);
drop policy if exists written on tasks_task;
create policy written on tasks_task for insert with check (
    tasks_open_to_actor(holder_org_id, waiter_org_id, subject_id, case_id, person_id)
    or waiter_org_id = (select gate_org())
    or gate_sees_person(person_id)
    -- A receiver's answer is what its sender waits for next.
    or gate_sees_referral(subject_id));
drop policy if exists changed on tasks_task;
create policy changed on tasks_task for update using (
    tasks_open_to_actor(holder_org_id, waiter_org_id, subject_id, case_id, person_id));

-- A wait of a file that the reader's organisation sealed is its team's, whoever it was named to:
-- My work, counts and boards must not tell of it.
drop policy if exists sealed_files_stay_with_their_team on tasks_task;
create policy sealed_files_stay_with_their_team on tasks_task as restrictive for all using (
    coalesce(person_id <> all ((select gate_sealed_out())::uuid[]), true)
    and coalesce(case_id <> all ((select gate_sealed_out())::uuid[]), true));
