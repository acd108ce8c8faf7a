-- Cohorts, and who writes figures.

select gate_guard('indicators_cohort');

-- A cohort is never written by hand: the trigger below is the only writer.
create policy by_the_trigger_alone on indicators_cohort as restrictive for insert
    with check (false);
create policy never_changed on indicators_cohort as restrictive for update using (false);
create policy never_removed on indicators_cohort as restrictive for delete using (false);

-- What was true of a return on its day. Later transfers, moves and programmes change nothing of it;
-- the day itself may be corrected, and an arrival that was none takes the cohort with it.
create function indicators_enter_cohort() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if new.arrived_on is null then
        delete from public.indicators_cohort where case_id = new.id;
        return null;
    end if;
    insert into public.indicators_cohort (id, owner_org_id, data_class, programme_id, person_id,
        shared_with, shared_until, case_id, entered_programme_id, host_country_id,
        origin_country_id, destination, organisation_id, arrived_on)
    values (gen_random_uuid(), new.owner_org_id, 4, new.programme_id, new.person_id, '{}',
        '9999-12-31', new.id, new.programme_id, new.host_country_id, new.origin_country_id,
        new.destination, new.accountable_org_id, new.arrived_on)
    on conflict (case_id) do update
    set arrived_on = excluded.arrived_on, owner_org_id = excluded.owner_org_id,
        programme_id = excluded.programme_id, person_id = excluded.person_id;
    return null;
end $$;
create trigger enter_cohort
after insert or update of arrived_on, owner_org_id, programme_id, person_id on cases_case
for each row execute function indicators_enter_cohort();

-- The returns of before, as they are known today.
insert into indicators_cohort (id, owner_org_id, data_class, programme_id, person_id, shared_with,
    shared_until, case_id, entered_programme_id, host_country_id, origin_country_id, destination,
    organisation_id, arrived_on)
select gen_random_uuid(), c.owner_org_id, 4, c.programme_id, c.person_id, '{}', '9999-12-31', c.id,
    c.programme_id, c.host_country_id, c.origin_country_id, c.destination,
    coalesce((select a.organisation_id from cases_accountability a
              where a.case_id = c.id and a.since::date <= c.arrived_on
              order by a.since desc limit 1), c.accountable_org_id), c.arrived_on
from cases_case c where c.arrived_on is not null;

-- Figures are of nobody and read by whoever is signed in; the job alone writes them.
alter table indicators_figure enable row level security;
create policy read on indicators_figure for select
    using ((select gate_kind()) in ('user', 'job'));
create policy computed on indicators_figure for insert
    with check ((select gate_job()) = 'compute_indicators');
create policy replaced on indicators_figure for update
    using ((select gate_job()) = 'compute_indicators');
create policy forgotten on indicators_figure for delete
    using ((select gate_job()) = 'compute_indicators');

-- A definition in use never changes, but for being replaced and compared with what is there.
create function indicators_definition_stays() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    free constant text[] := array['status', 'checked_at', 'fingerprint'];
begin
    if tg_op = 'DELETE' then
        if old.status <> 'draft' then
            raise exception 'a definition that was in use is kept'
                using errcode = '23514', constraint = 'definition_in_use_is_kept';
        end if;
        return old;
    end if;
    if old.status <> 'draft' and ((to_jsonb(new) - free) <> (to_jsonb(old) - free)
       or new.status = 'draft' or (old.status = 'replaced' and new.status <> 'replaced')) then
        raise exception 'a definition in use never changes'
            using errcode = '23514', constraint = 'definition_in_use_never_changes';
    end if;
    return new;
end $$;
create trigger definition_stays before update or delete on indicators_definition
for each row execute function indicators_definition_stays();
