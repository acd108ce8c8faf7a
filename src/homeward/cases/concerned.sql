-- Does this user work with this person: a case of theirs, or an open step that they or nobody in
-- particular at their organisation hold? Told to data protection officers alone.
create or replace function audit_concerned(person uuid, user_id bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select case when public.audit_officer() is not null then exists (
        select 1 from public.persons_person p
        join public.cases_case c on c.household_id = p.household_id
        where p.id = person and (
            user_id in (c.worker_id, c.opened_by_id)
            or exists (
                select 1 from public.tasks_task t, public.access_user u
                where t.case_id = c.id and t.done_at is null and u.id = user_id
                  and (t.holder_id = u.id
                       or (t.holder_id is null and t.holder_org_id = u.organisation_id)))))
    end
$$;
