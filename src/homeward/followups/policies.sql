-- Follow-ups, tries, wishes, errands, samples. What a programme states and which body it names
-- tells of organisations; a relay and a sample are their organisation's own.

select gate_guard('followups_followup');
select gate_guard('followups_contactwish');
select gate_guard('followups_try');
select gate_guard('followups_errand');
select gate_guard('followups_contactloss');
select gate_guard('followups_monitoring');
select gate_guard('followups_draw');

create policy case_is_seen on followups_followup as restrictive for insert
    with check (gate_sees_case(case_id));
create policy case_is_seen on followups_contactwish as restrictive for insert
    with check (gate_sees_case(case_id));
create policy case_is_seen on followups_try as restrictive for insert
    with check (gate_sees_case(case_id));
create policy case_is_seen on followups_errand as restrictive for insert
    with check (gate_sees_case(case_id));
create policy case_is_seen on followups_contactloss as restrictive for insert
    with check (gate_sees_case(case_id));
create policy case_is_seen on followups_monitoring as restrictive for insert
    with check (gate_sees_case(case_id));
create policy case_is_seen on followups_draw as restrictive for insert
    with check (gate_sees_case(case_id));

-- What was said and what was tried stays.
create policy wish_stays on followups_contactwish as restrictive for update using (false);
create policy try_stays on followups_try as restrictive for update using (false);

-- What the person's latest word lets a relay be told, whoever recorded it: a no that was said to
-- another organisation holds here too. Nothing else of that word comes out.
create function followups_allowed(person uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select w.relays from public.followups_contactwish w
    where w.person_id = followups_allowed.person and public.gate_org() is not null
    order by w.at desc, w.id limit 1
$$;

-- Nothing of a sealed file is told, whoever asks.
create policy person_agreed on followups_errand as restrictive for insert with check (
    not gate_is_sealed(person_id, owner_org_id)
    and (told = followups_allowed(person_id)
         or told = 'first_name' and followups_allowed(person_id) = 'name_and_place'));

-- Whoever is named to follow up, and by which mandate, everybody who works here may know. It is
-- named by the organisation that leads the programme.
alter table followups_namedbody enable row level security;
create policy known on followups_namedbody for select using ((select gate_org()) is not null);
create policy named on followups_namedbody for insert with check (exists (
    select 1 from programmes_programme p
    where p.id = programme_id and p.lead_org_id = (select gate_org()) offset 0));
create policy changed on followups_namedbody for update using (exists (
    select 1 from programmes_programme p
    where p.id = programme_id and p.lead_org_id = (select gate_org()) offset 0));

alter table followups_planstep enable row level security;
create policy known on followups_planstep for select using ((select gate_org()) is not null);
create policy stated on followups_planstep for insert with check (exists (
    select 1 from programmes_programme p
    where p.id = programme_id and p.lead_org_id = (select gate_org()) offset 0));
create policy changed on followups_planstep for update using (exists (
    select 1 from programmes_programme p
    where p.id = programme_id and p.lead_org_id = (select gate_org()) offset 0));

alter table followups_relay enable row level security;
create policy own on followups_relay for all
    using (owner_org_id = (select gate_org())) with check (owner_org_id = (select gate_org()));

alter table followups_sample enable row level security;
create policy own on followups_sample for all
    using (owner_org_id = (select gate_org())) with check (owner_org_id = (select gate_org()));
-- A sample stays as it was drawn.
create policy sample_stays on followups_sample as restrictive for update using (false);

-- On which day these persons last signed in to their own pages: to the organisation that answers for
-- their case or follows it after closure, and of a sealed file to its team alone.
create function followups_signed_in(persons uuid[]) returns table (person uuid, "on" date)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select u.person_id, max(u.last_login)::date from public.access_user u
    where u.person_id = any (persons) and u.last_login is not null and u.is_active
      and u.person_id <> all (public.gate_sealed_out())
      and (exists (select 1 from public.cases_case c
                   where c.person_id = u.person_id and c.accountable_org_id = public.gate_org())
           or exists (select 1 from public.followups_monitoring m
                      where m.person_id = u.person_id and m.body_org_id = public.gate_org()
                        and m.ended_at is null and m.until_on >= current_date))
    group by 1
$$;

-- A mandate that ends before a body's followed persons do leaves each of them without a body: their
-- own organisation is asked to whom it goes on. The lead sees none of these rows.
create function followups_ask_to_hand_on() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into public.tasks_task (id, kind, subject_id, case_id, person_id, reference,
        programme_id, note, holder_org_id, holder_id, waiter_org_id, due_on, opened_at)
    select gen_random_uuid(), 'hand_on_follow_up', m.id, c.id, c.person_id, c.reference,
        m.programme_id, '', m.owner_org_id,
        case when m.owner_org_id = c.accountable_org_id then c.worker_id end,
        m.owner_org_id, new.until_on, now()
    from public.followups_monitoring m join public.cases_case c on c.id = m.case_id
    where m.body_id = new.id and m.ended_at is null and m.until_on > new.until_on
    on conflict do nothing;
    return null;
end $$;
create trigger hand_on after update of until_on on followups_namedbody
    for each row when (new.until_on is not null and new.until_on is distinct from old.until_on)
    execute function followups_ask_to_hand_on();
