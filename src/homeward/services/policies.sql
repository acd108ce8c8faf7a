-- Waits of the directory. Whoever tells of a fault, and the job that asks anew, need not see who
-- holds the wait; an office with a link, or a visitor of a public page, is nobody here. So the
-- database opens and closes them: of these three kinds and of no other.

-- Who keeps an entry: its organisation where somebody there can sign in, else who wrote it, else a
-- programme manager's organisation, one of the same country first.
create function services_keeper(service uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(
        (select s.organisation_id from public.services_service s
         where s.id = service and exists (
             select 1 from public.access_user u
             where u.organisation_id = s.organisation_id and u.is_active)),
        (select u.organisation_id from public.services_service s
         join public.access_user u on u.id = s.written_by_id and u.is_active
         where s.id = service),
        (select u.organisation_id from public.services_service s
         join public.access_user u on 'programme_manager' = any (u.roles) and u.is_active
         join public.access_organisation o on o.id = u.organisation_id
         where s.id = service
         order by o.country_id = any (s.countries) desc, o.id limit 1),
        (select s.organisation_id from public.services_service s where s.id = service))
$$;

create function services_begin_wait(
    kind text, subject uuid, service uuid, waiter bigint, moment timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    keeper bigint := public.services_keeper(service);
begin
    if kind not in ('confirm_service', 'mend_service', 'decide_service') or keeper is null then
        raise exception 'services: no wait of the directory' using errcode = '42501';
    end if;
    insert into public.tasks_task (id, kind, subject_id, reference, note, holder_org_id,
        waiter_org_id, due_on, opened_at)
    select gen_random_uuid(), services_begin_wait.kind, subject, left(s.name, 40), '', keeper,
        coalesce(waiter, keeper), public.tasks_due_on(services_begin_wait.kind, 0, moment::date), moment
    from public.services_service s where s.id = service
    on conflict do nothing;
end $$;

create function services_end_wait(kind text, subject uuid, moment timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if kind not in ('confirm_service', 'mend_service', 'decide_service') then
        raise exception 'services: no wait of the directory' using errcode = '42501';
    end if;
    update public.tasks_task t set done_at = moment
    where t.kind = services_end_wait.kind and t.subject_id = subject and t.done_at is null;
end $$;
