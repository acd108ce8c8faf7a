-- A paper is a row of the class of what it tells, written on a case that the writer sees.
select gate_guard('papers_paper');
create policy case_is_seen on papers_paper as restrictive for insert
    with check (gate_sees_case(case_id));

-- Opens the wait to renew each paper of an open case that ends within the days of the rule of its
-- programme: at whoever is accountable, if that is the paper's owner. Asked again it changes
-- nothing. Gives the number of waits.
create function papers_ask_to_renew(today date, moment timestamptz) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    asked integer;
begin
    if public.gate_kind() <> 'job' then
        raise exception 'papers_ask_to_renew: not a job' using errcode = '42501';
    end if;
    insert into public.tasks_task (id, kind, subject_id, case_id, person_id, reference, note,
        holder_org_id, holder_id, waiter_org_id, waiter_id, due_on, opened_at)
    select gen_random_uuid(), 'renew_paper', p.id, c.id, p.person_id, c.reference, p.kind,
           c.accountable_org_id, c.worker_id, c.accountable_org_id, c.worker_id, p.expires_on, moment
    from public.papers_paper p
    join public.cases_case c on c.id = p.case_id
    where c.closed_at is null and p.owner_org_id = c.accountable_org_id
      and p.expires_on >= today
      and p.expires_on <= public.tasks_due_on('renew_paper', p.programme_id, today)
      and not exists (select 1 from public.papers_paper n where n.replaces_id = p.id)
      and not exists (select 1 from public.tasks_task t
                      where t.kind = 'renew_paper' and t.subject_id = p.id)
    on conflict do nothing;
    get diagnostics asked = row_count;
    return asked;
end $$;
