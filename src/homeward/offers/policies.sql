-- An offer tells of no person. Open ones are everybody's to read, a draft is its keeper's. It is
-- written by its own organisation; where nobody there may (offers.permissions.KEEPERS), by whoever
-- has the verb, as an entry of the directory is.

create function offers_is_kept(org bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from public.access_user u
        where u.organisation_id = org and u.is_active
          and u.roles && array['provider', 'programme_manager', 'employment_adviser']::varchar[])
$$;

create function offers_is_own(org bigint) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select coalesce(org = public.gate_org(), false) or public.gate_kind() = 'job'
        or (public.gate_kind() = 'user' and not public.offers_is_kept(org))
$$;

alter table offers_offer enable row level security;
create policy seen on offers_offer for select using (
    status <> 'draft' or organisation_id = (select gate_org()) or offers_is_own(organisation_id));
create policy written on offers_offer for insert with check (offers_is_own(organisation_id));
-- Whoever sees it may hold it while a place is asked for; what is changed is its keeper's.
create policy changed on offers_offer for update
    using (true) with check (offers_is_own(organisation_id));
create policy removed on offers_offer for delete using (offers_is_own(organisation_id));

alter table offers_offerskill enable row level security;
create policy seen on offers_offerskill for select using (
    exists (select 1 from offers_offer o where o.id = offer_id offset 0));
create policy written on offers_offerskill for insert with check (exists (
    select 1 from offers_offer o where o.id = offer_id and offers_is_own(o.organisation_id) offset 0));
create policy changed on offers_offerskill for update using (exists (
    select 1 from offers_offer o where o.id = offer_id and offers_is_own(o.organisation_id) offset 0));
create policy removed on offers_offerskill for delete using (exists (
    select 1 from offers_offer o where o.id = offer_id and offers_is_own(o.organisation_id) offset 0));

-- Who is asked whether an offer still holds: its organisation, else who wrote it, else a programme
-- manager's organisation, one of the same country first.
create function offers_keeper(offer uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(
        (select o.organisation_id from public.offers_offer o
         where o.id = offer and public.offers_is_kept(o.organisation_id)),
        (select w.organisation_id from public.offers_offer o
         join public.access_user w on w.id = o.written_by_id and w.is_active
         where o.id = offer),
        (select u.organisation_id from public.offers_offer o
         join public.access_organisation mine on mine.id = o.organisation_id
         join public.access_user u on 'programme_manager' = any (u.roles) and u.is_active
         join public.access_organisation theirs on theirs.id = u.organisation_id
         where o.id = offer
         order by theirs.country_id = mine.country_id desc, theirs.id limit 1),
        (select o.organisation_id from public.offers_offer o where o.id = offer))
$$;

-- Open offers that nobody has confirmed since that day, and that nobody is asked about yet.
create function offers_ask(since date, moment timestamptz) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    asked integer;
begin
    if public.gate_kind() <> 'job' then
        raise exception 'offers_ask: not a job' using errcode = '42501';
    end if;
    insert into public.tasks_task (id, kind, subject_id, reference, note, holder_org_id,
        waiter_org_id, due_on, opened_at)
    select gen_random_uuid(), 'confirm_offer', o.id, left(o.title, 40), '', k.org, k.org,
        public.tasks_due_on('confirm_offer', 0, moment::date), moment
    from public.offers_offer o
    cross join lateral (select public.offers_keeper(o.id) as org) k
    where o.status = 'open' and coalesce(o.last_confirmed_on, o.written_at::date) < since
    on conflict do nothing;
    get diagnostics asked = row_count;
    return asked;
end $$;

create function offers_end_wait(offer uuid, moment timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    update public.tasks_task t set done_at = moment
    where t.kind = 'confirm_offer' and t.subject_id = offer and t.done_at is null
      and exists (select 1 from public.offers_offer o
                  where o.id = offer and public.offers_is_own(o.organisation_id))
$$;

-- How many referrals ask for a seat of a contract, and how many have one: answered by whoever knows
-- referrals (a feature above). Figures for both sides; they name nobody.
select gate_declare('offers_seats_taken', 'contract uuid', 'table (asked bigint, taken bigint)',
    '0::bigint, 0::bigint');

-- A contract for seats is seen by the two that make it, a draft by who writes it.
create function offers_of_contract(contract uuid) returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from public.offers_seatcontract c where c.id = contract offset 0)
$$;

alter table offers_seatcontract enable row level security;
create policy seen on offers_seatcontract for select using (
    organisation_id = (select gate_org())
    or (partner_id = (select gate_org()) and status <> 'draft'));
create policy written on offers_seatcontract for insert
    with check (organisation_id = (select gate_org()) and status = 'draft');
create policy changed on offers_seatcontract for update
    using (organisation_id = (select gate_org())
           or (partner_id = (select gate_org()) and status <> 'draft'))
    with check (organisation_id = (select gate_org()) or partner_id = (select gate_org()));
create policy removed on offers_seatcontract for delete
    using (organisation_id = (select gate_org()) and status = 'draft');

alter table offers_seatreport enable row level security;
create policy seen on offers_seatreport for select using (offers_of_contract(contract_id));
create policy written on offers_seatreport for insert with check (exists (
    select 1 from offers_seatcontract c
    where c.id = contract_id and c.partner_id = (select gate_org()) offset 0));

alter table offers_jointvisit enable row level security;
create policy seen on offers_jointvisit for select using (offers_of_contract(contract_id));
create policy written on offers_jointvisit for insert with check (offers_of_contract(contract_id));
create policy changed on offers_jointvisit for update
    using (offers_of_contract(contract_id)) with check (offers_of_contract(contract_id));

alter table offers_seatfinding enable row level security;
create policy seen on offers_seatfinding for select using (
    exists (select 1 from offers_jointvisit v where v.id = visit_id offset 0));
create policy written on offers_seatfinding for insert with check (
    exists (select 1 from offers_jointvisit v where v.id = visit_id offset 0));
create policy changed on offers_seatfinding for update using (
    exists (select 1 from offers_jointvisit v where v.id = visit_id offset 0));

-- What was signed stands: its terms change only while it is a draft, and each side signs for itself.
create function offers_contract_stands() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.status <> 'draft' and (
        old.number, old.organisation_id, old.partner_id, old.programme_id, old.criteria_id,
        old.starts_on, old.ends_on, old.seats, old.residents_at_least, old.residents_at_most,
        old.report_months, old.visit_months, old.reported, old.monitored_by)
        is distinct from (
        new.number, new.organisation_id, new.partner_id, new.programme_id, new.criteria_id,
        new.starts_on, new.ends_on, new.seats, new.residents_at_least, new.residents_at_most,
        new.report_months, new.visit_months, new.reported, new.monitored_by) then
        raise exception 'offers: the terms of a contract stand once it was sent for signature'
            using errcode = '42501';
    end if;
    if public.gate_kind() = 'user' and (
        (old.signed_on is distinct from new.signed_on
         and public.gate_org() <> old.organisation_id)
        or (old.partner_signed_on is distinct from new.partner_signed_on
            and public.gate_org() <> old.partner_id)) then
        raise exception 'offers: each side signs for itself' using errcode = '42501';
    end if;
    return new;
end $$;
create trigger contract_stands before update on offers_seatcontract
    for each row execute function offers_contract_stands();
