-- Searches, candidacies, placements and checks are rows of the case. An employer sees them through
-- its link alone: the candidates that one organisation put on its shortlist, with the facts chosen
-- for it, while agreement and consent hold, and nothing after a withdrawal.

select gate_guard('employment_jobsearch');
select gate_guard('employment_candidacy');
select gate_guard('employment_candidatefact');
select gate_guard('employment_interview');
select gate_guard('employment_placement');
select gate_guard('employment_retentioncheck');

drop policy if exists case_is_seen on employment_jobsearch;
create policy case_is_seen on employment_jobsearch as restrictive for insert
    with check (gate_sees_case(case_id));
drop policy if exists case_is_seen on employment_candidacy;
create policy case_is_seen on employment_candidacy as restrictive for insert
    with check (gate_sees_case(case_id));

-- Whose candidates the actor's link shows; null for whoever is no employer's link.
create or replace function employment_link_owner() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select l.owner_org_id from public.employment_employerlink l
    where l.id = public.gate_link() and l.revoked_at is null and l.expires_at > now()
$$;

-- A link is a referral's, or an employer's: whoever answered before is asked first, by a copy of
-- its answer under another name.
do $$ begin
    if to_regproc('public.access_link_fields_below') is null then
        execute replace(pg_get_functiondef('public.access_link_fields'::regproc),
                        'access_link_fields', 'access_link_fields_below');
    end if;
end $$;
create or replace function access_link_fields(id text, purpose smallint) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(
        public.access_link_fields_below(access_link_fields.id, access_link_fields.purpose),
        (select concat_ws('|', 'link', l.id, e.organisation_id, 3, '', '')
         from public.employment_employerlink l
         join public.employment_employer e on e.id = l.employer_id
         where l.id = access_link_fields.id::uuid
           and l.revoked_at is null and l.expires_at > now()))
$$;

-- Which link a token opens. Asked before there is an actor; tells nothing but the id.
create or replace function employment_of_token(hash text) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select l.id from public.employment_employerlink l
    where l.token_hash = hash and l.revoked_at is null and l.expires_at > now()
$$;

-- A candidacy is the employer's to see from the shortlist on; after its own refusal it keeps the
-- number and the day.
drop policy if exists shortlisted on employment_candidacy;
create policy shortlisted on employment_candidacy for select using (
    employer_org_id = (select gate_org()) and owner_org_id = (select employment_link_owner())
    and (status in ('shortlisted', 'wanted', 'interview', 'offered', 'placed')
         or (status = 'refused' and refused_by = 'employer'))
    and (select gate_recipient()) = any (shared_with)
    and (shared_until >= current_date or gate_still_shared(person_id, data_class))
    and gate_clause_covers(owner_org_id, programme_id, data_class, employer_org_id, 3));
drop policy if exists answered on employment_candidacy;
create policy answered on employment_candidacy for update
    using (employer_org_id = (select gate_org()) and owner_org_id = (select employment_link_owner())
           and status in ('shortlisted', 'wanted', 'interview', 'offered'))
    with check (employer_org_id = (select gate_org())
           and owner_org_id = (select employment_link_owner())
           and (status in ('shortlisted', 'wanted', 'interview', 'offered')
                or (status = 'refused' and refused_by = 'employer')));

-- What the employer's link may read of a candidacy, under the candidacy's own policies.
create or replace function employment_link_sees(about uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.employment_candidacy c where c.id = about
                   and c.status <> 'refused' offset 0)
$$;
create or replace function employment_may_be_named(about uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.employment_candidacy c
                   where c.id = about and c.may_be_named)
$$;

drop policy if exists shortlisted on employment_candidatefact;
create policy shortlisted on employment_candidatefact for select using (
    employer_org_id = (select gate_org()) and owner_org_id = (select employment_link_owner())
    and (select gate_recipient()) = any (shared_with)
    and (shared_until >= current_date or gate_still_shared(person_id, data_class))
    and gate_clause_covers(owner_org_id, programme_id, data_class, employer_org_id, 3)
    and employment_link_sees(candidacy_id)
    and (not is_name or employment_may_be_named(candidacy_id)));

drop policy if exists shortlisted on employment_interview;
create policy shortlisted on employment_interview for select using (
    employer_org_id = (select gate_org()) and owner_org_id = (select employment_link_owner())
    and employment_link_sees(candidacy_id));
drop policy if exists named on employment_interview;
create policy named on employment_interview for insert with check (
    employer_org_id = (select gate_org()) and owner_org_id = (select employment_link_owner())
    and employment_link_sees(candidacy_id));
drop policy if exists answered on employment_interview;
create policy answered on employment_interview for update
    using (employer_org_id = (select gate_org()) and owner_org_id = (select employment_link_owner()))
    with check (employer_org_id = (select gate_org())
           and owner_org_id = (select employment_link_owner()));

drop policy if exists placed on employment_placement;
create policy placed on employment_placement for select using (
    employer_org_id = (select gate_org()) and owner_org_id = (select employment_link_owner())
    and employment_link_sees(candidacy_id));
create or replace function employment_link_sees_placement(about uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.employment_placement p where p.id = about offset 0)
$$;
drop policy if exists placed on employment_retentioncheck;
create policy placed on employment_retentioncheck for select using (
    employer_org_id = (select gate_org()) and owner_org_id = (select employment_link_owner())
    and employment_link_sees_placement(placement_id));
drop policy if exists answered on employment_retentioncheck;
create policy answered on employment_retentioncheck for update
    using (employer_org_id = (select gate_org()) and owner_org_id = (select employment_link_owner())
           and outcome = '' and employment_link_sees_placement(placement_id))
    with check (employer_org_id = (select gate_org())
           and owner_org_id = (select employment_link_owner()) and outcome = '');

-- The waits of these candidacies: the employer ends its own and begins what the adviser does next.
create or replace function employment_link_sees_wait(subject uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select public.employment_link_owner() is not null and (
        exists (select 1 from public.employment_candidacy c where c.id = subject offset 0)
        or exists (select 1 from public.employment_retentioncheck r where r.id = subject offset 0))
$$;
drop policy if exists of_an_employer_s_link on tasks_task;
create policy of_an_employer_s_link on tasks_task for select using (
    (select employment_link_owner()) is not null and employment_link_sees_wait(subject_id));
drop policy if exists begun_by_an_employer_s_link on tasks_task;
create policy begun_by_an_employer_s_link on tasks_task for insert with check (
    (select employment_link_owner()) is not null and employment_link_sees_wait(subject_id));
drop policy if exists ended_by_an_employer_s_link on tasks_task;
create policy ended_by_an_employer_s_link on tasks_task for update using (
    (select employment_link_owner()) is not null and employment_link_sees_wait(subject_id));

-- A log of contacts and the links are their organisation's own.
alter table employment_outreach enable row level security;
drop policy if exists own on employment_outreach;
create policy own on employment_outreach for all
    using (owner_org_id = (select gate_org()) and (select gate_kind()) = 'user')
    with check (owner_org_id = (select gate_org()) and (select gate_kind()) = 'user');
alter table employment_employerlink enable row level security;
drop policy if exists own on employment_employerlink;
create policy own on employment_employerlink for all
    using (owner_org_id = (select gate_org()) and (select gate_kind()) = 'user')
    with check (owner_org_id = (select gate_org()) and (select gate_kind()) = 'user');
drop policy if exists own_link on employment_employerlink;
create policy own_link on employment_employerlink for select using (id = (select gate_link()));

-- Whoever places somebody takes one of the vacancy's places, whoever keeps the vacancy.
create or replace function employment_take_place(about uuid) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    update public.offers_offer o set places_free = o.places_free - 1,
        status = case when o.places_free = 1 then 'filled' else o.status end
    from public.employment_candidacy c
    where c.id = about and c.status = 'placed' and c.owner_org_id = public.gate_org()
      and o.id = c.offer_id and o.places_free > 0
$$;

-- Closes one person's candidacies at employers that nothing covers any more. The database does it,
-- since whoever withdraws need not see them. It closes what is uncovered and nothing else.
create or replace function employment_close_uncovered(about uuid, moment timestamptz)
returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    c record;
    closed integer := 0;
begin
    for c in
        select f.* from public.employment_candidacy f
        where f.person_id = about and f.status in ('shortlisted', 'wanted', 'interview', 'offered')
          and not exists (select 1 from public.gate_recipients(f.person_id, 4::smallint) g
                          where g.recipient = f.employer_org_id * 16 + 3)
        order by f.id for update
    loop
        update public.employment_candidacy set status = 'withdrawn',
            withdraw_reason = 'consent_withdrawn', ended_on = moment::date
        where id = c.id;
        update public.tasks_task set done_at = moment
        where subject_id = c.id and done_at is null;
        insert into public.tasks_task (id, kind, subject_id, case_id, person_id, reference, note,
            programme_id, holder_org_id, holder_id, waiter_org_id, waiter_id, due_on, opened_at)
        values (gen_random_uuid(), 'follow_candidacy', c.id, c.case_id, c.person_id, c.number,
            'consent_withdrawn', c.programme_id, c.owner_org_id, c.proposed_by_id, c.owner_org_id,
            c.proposed_by_id,
            public.tasks_due_on('follow_candidacy', c.programme_id, moment::date), moment)
        on conflict do nothing;
        closed := closed + 1;
    end loop;
    return closed;
end $$;
