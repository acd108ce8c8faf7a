-- An act that is over leaves no wait open, whoever holds it. The side that ends it sees its own waits
-- alone, so the database ends those of the others: for who declined the act or took it back.
create or replace function handovers_end_waits(act uuid, moment timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.handovers_party(act, public.gate_org()) is null
       or public.handovers_status_of(act) not in ('withdrawn', 'declined') then
        raise exception 'handovers_end_waits: not an act that its party has ended'
            using errcode = '42501';
    end if;
    update public.tasks_task t set done_at = moment
    where t.done_at is null and t.kind in ('sign_caseload', 'run_caseload')
      and (t.subject_id = act or t.subject_id in (
          select s.id from public.handovers_stage s where s.handover_id = act));
end $$;
