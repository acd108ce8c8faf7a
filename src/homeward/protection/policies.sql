-- Flags, risks, pathways, care, legal notes and incidents: under the gate, by their class.
-- Today's definitions, to run over what is there.

select gate_guard(name) from unnest(array[
    'protection_flag', 'protection_screening', 'protection_departurehold', 'protection_factor',
    'protection_riskassessment', 'protection_incident', 'protection_measure',
    'protection_pathway', 'protection_pathwaystep', 'protection_guardian', 'protection_tracing',
    'protection_bestinterest', 'protection_healthneed', 'protection_carehandover',
    'protection_careconfirmation', 'protection_legalnote', 'protection_legalnotereader']) as name;

-- A reception desk sees no case. What it notices belongs to whoever takes the case, or sent it:
-- the desk keeps no row of it.
create or replace function protection_takes_over(about uuid, owner_org bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.persons_person p
        join public.cases_case c on c.household_id = p.household_id
        join public.cases_arrival a on a.case_id = c.id
        where p.id = about and a.reception_org_id = public.gate_org()
          and protection_takes_over.owner_org in (a.case_org_id, a.owner_org_id))
$$;

-- Whoever works on a file raises a flag, cleared for its class or not. Only whoever is cleared reads
-- it: this is a way in, and no way out.
drop policy if exists raised on protection_flag;
create policy raised on protection_flag for insert with check (
    raised_by_id = (select gate_user()) and state = 'suspected'
    and (owner_org_id = (select gate_org()) or protection_takes_over(person_id, owner_org_id))
    and gate_sees_person(person_id)
    and person_id <> all ((select gate_emergencies())::uuid[]));

drop policy if exists asked on protection_screening;
create policy asked on protection_screening for insert with check (
    by_id = (select gate_user()) and owner_org_id = (select gate_org())
    and gate_sees_case(case_id) and gate_sees_person(person_id)
    and person_id <> all ((select gate_emergencies())::uuid[]));

-- The clinic's ground: the one hand-over that was sent to it, while agreement and consent cover it,
-- and nothing else of the file. Its own row says that it has it.
drop policy if exists received on protection_carehandover;
create policy received on protection_carehandover for select using (
    receiver_org_id = (select gate_org()) and (select gate_purpose()) = 3
    and (select gate_kind()) = 'user'
    and sent_at is not null and taken_back_at is null
    and data_class = any ((select gate_classes())::smallint[])
    and (select gate_recipient()) = any (shared_with)
    and (shared_until >= current_date or gate_still_shared(person_id, data_class))
    and person_id <> all ((select gate_sealed_out())::uuid[])
    and gate_clause_covers(owner_org_id, programme_id, data_class, receiver_org_id, 3));
drop policy if exists confirmed on protection_careconfirmation;
create policy confirmed on protection_careconfirmation for insert with check (
    owner_org_id = (select gate_org()) and by_id = (select gate_user())
    and data_class = any ((select gate_classes())::smallint[])
    and exists (select 1 from protection_carehandover h
                where h.id = handover_id and h.person_id = protection_careconfirmation.person_id
                  and h.receiver_org_id = (select gate_org()) offset 0));

-- Who sees a hand-over sees that the clinic confirmed it.
drop policy if exists seen_with_the_handover on protection_careconfirmation;
create policy seen_with_the_handover on protection_careconfirmation for select using (
    exists (select 1 from protection_carehandover h where h.id = handover_id offset 0));

-- A legal note is its author's and the named readers', whoever else is cleared for the class.
create or replace function protection_notes_of_actor() returns uuid[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(r.note_id), '{}') from public.protection_legalnotereader r
    where r.user_id = public.gate_user() and r.removed_at is null
$$;
drop policy if exists readers_alone on protection_legalnote;
create policy readers_alone on protection_legalnote as restrictive for all using (
    author_id = (select gate_user()) or id = any ((select protection_notes_of_actor())::uuid[]));
drop policy if exists readers_alone on protection_legalnotechange;
create policy readers_alone on protection_legalnotechange as restrictive for select using (
    author_id = (select gate_user()) or id = any ((select protection_notes_of_actor())::uuid[]));
drop policy if exists readers_alone on protection_legalnotereader;
create policy readers_alone on protection_legalnotereader as restrictive for all using (
    added_by_id = (select gate_user())
    or note_id = any ((select protection_notes_of_actor())::uuid[]));
drop policy if exists readers_alone on protection_legalnotereaderchange;
create policy readers_alone on protection_legalnotereaderchange as restrictive for select using (
    added_by_id = (select gate_user())
    or note_id = any ((select protection_notes_of_actor())::uuid[]));

-- A wait tells as much as a row: who is not cleared for its class does not see that it is there, and
-- no organisation sees another's.
drop policy if exists protection_stays_with_the_cleared on tasks_task;
create policy protection_stays_with_the_cleared on tasks_task as restrictive for select using (
    kind <> all (array['follow_concern', 'pathway_step', 'take_measure', 'review_protection',
                       'follow_health', 'care_step', 'confirm_care', 'follow_legal'])
    or (coalesce(holder_org_id = (select gate_org()), false)
        or coalesce(waiter_org_id = (select gate_org()), false))
       and (case when kind in ('follow_health', 'care_step', 'confirm_care') then 5
                 when kind = 'follow_legal' then 8 else 6 end)::smallint
           = any ((select gate_classes())::smallint[]));

-- Takes back what was handed to a clinic that no ground of the person's covers any more. Whoever
-- withdraws need not see it: the database does it, and nothing else, whoever asks.
create or replace function protection_take_back(about uuid, moment timestamptz) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    h record;
    taken integer := 0;
begin
    for h in
        select f.*, c.reference from public.protection_carehandover f
        join public.cases_case c on c.id = f.case_id
        where f.person_id = about and f.sent_at is not null and f.taken_back_at is null
          and not exists (select 1 from public.gate_recipients(about, 5::smallint) g
                          where g.recipient = f.receiver_org_id * 16 + 3)
        order by f.id for update of f
    loop
        update public.protection_carehandover set taken_back_at = moment where id = h.id;
        update public.tasks_task set done_at = moment
        where subject_id = h.id and kind = 'confirm_care' and done_at is null;
        insert into public.tasks_task (id, kind, subject_id, case_id, person_id, reference, note,
            holder_org_id, waiter_org_id, opened_at)
        values (gen_random_uuid(), 'follow_health', h.id, h.case_id, h.person_id, h.reference,
            'taken_back', h.owner_org_id, h.owner_org_id, moment)
        on conflict do nothing;
        taken := taken + 1;
    end loop;
    return taken;
end $$;

-- How often each kind of incident was noted, for programme managers: nothing below ten, and a kind
-- without any reads as one with a few.
create or replace function protection_incident_counts(since date, before date)
returns table (term_id bigint, noted bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select t.id, (
        select case when count(*) >= 10 then count(*) end from public.protection_incident i
        where i.kind_id = t.id and i.owner_org_id = public.gate_org()
          and i.at >= since and i.at < before)
    from public.protection_term t
    where t.list = 'incident' and exists (
        select 1 from public.access_user u
        where u.id = public.gate_user() and 'programme_manager' = any (u.roles))
$$;
