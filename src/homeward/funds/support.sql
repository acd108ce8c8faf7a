-- The gate over what came with checks, goods and reserves, and the reserve's own functions.

select gate_guard('funds_paymentreturn');
select gate_guard('funds_checkmade');
select gate_guard('funds_voucher');
select gate_guard('funds_delivery');
select gate_guard('funds_lineshare');
select gate_guard('funds_reserverequest');
select audit_guard_history('funds_paymentreturnchange', 'person_id');
select audit_guard_history('funds_checkmadechange', 'person_id');
select audit_guard_history('funds_voucherchange', 'person_id');
select audit_guard_history('funds_deliverychange', 'person_id');
select audit_guard_history('funds_linesharechange', 'person_id');
select audit_guard_history('funds_reserverequestchange', 'person_id');

-- An office's registers. A supplier is read by whoever reads the instalment that names it.
alter table funds_supplier enable row level security;
create policy seen on funds_supplier for select using (
    owner_org_id = (select gate_org())
    or exists (select 1 from funds_instalment i where i.supplier_id = funds_supplier.id));
create policy written on funds_supplier for insert with check (
    owner_org_id = (select gate_org()));
create policy changed on funds_supplier for update using (owner_org_id = (select gate_org()));
alter table funds_stockitem enable row level security;
create policy own on funds_stockitem for select using (owner_org_id = (select gate_org()));
create policy written on funds_stockitem for insert with check (
    owner_org_id = (select gate_org()));
create policy changed on funds_stockitem for update using (owner_org_id = (select gate_org()));
alter table funds_stockmovement enable row level security;
create policy own on funds_stockmovement for select using (exists (
    select 1 from funds_stockitem s where s.id = item_id and s.owner_org_id = (select gate_org())));
create policy written on funds_stockmovement for insert with check (exists (
    select 1 from funds_stockitem s where s.id = item_id and s.owner_org_id = (select gate_org())));

create index funds_instalment_supplier on funds_instalment (supplier_id)
    where supplier_id is not null;

-- Reservations from a reserve that were granted for a plan of the case before its approval.
create or replace function funds_granted_rows(plan uuid) returns setof public.funds_reservation
language sql stable set search_path = pg_catalog, pg_temp as $$
    select r.* from public.funds_reservation r
    join public.plans_plan of_r on of_r.id = r.plan_id
    join public.plans_plan p on p.case_id = of_r.case_id
    where p.id = funds_granted_rows.plan and r.amount > r.released
      and (of_r.id = p.id or of_r.status <> 'approved')
$$;
revoke execute on function funds_granted_rows(uuid) from public;

-- How much of a plan's money is granted already; asked where the plan waits for the actor.
create or replace function funds_granted(plan uuid) returns numeric
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(sum(r.amount - r.released), 0)
    from public.plans_plan p, public.funds_granted_rows(p.id) r
    where p.id = funds_granted.plan and p.commission_id = public.gate_org()
$$;

-- An approval reserves the plan's money. The row belongs to whoever drafted the plan, so the
-- commission, in whose transaction it happens, can't write it itself: the database does, for a
-- plan that waits for the actor's own organisation, and for the sum of its lines less what a
-- reserve granted.
create or replace function funds_reserve(plan uuid, from_budget bigint, reserved_at timestamptz)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    p record;
    total numeric;
    unit text;
begin
    select r.* into p from public.plans_plan r
    where r.id = funds_reserve.plan and r.status = 'submitted'
      and r.commission_id = public.gate_org();
    if not found then
        raise exception 'funds_reserve: not a plan before the actor' using errcode = '42501';
    end if;
    select sum(l.cost), min(l.currency) into total, unit from public.plans_planline l
    where l.plan_id = p.id and l.cost is not null and l.status <> 'dropped';
    total := total - public.funds_granted(p.id);
    update public.funds_reservation set plan_id = p.id
    where plan_id <> p.id and id in (select g.id from public.funds_granted_rows(p.id) g);
    if total <= 0 then return; end if;
    update public.funds_budget set reserved = reserved + total
    where id = from_budget and currency = unit and kind = 'ordinary';
    if not found then
        raise exception 'funds_reserve: not a budget of this currency' using errcode = '42501';
    end if;
    insert into public.funds_reservation (id, owner_org_id, data_class, programme_id, person_id,
        shared_with, shared_until, plan_id, budget_id, amount, currency, at)
    values (gen_random_uuid(), p.owner_org_id, 9, p.programme_id, p.person_id, '{}', '9999-12-31',
        p.id, from_budget, total, unit, reserved_at);
end $$;

-- A grant reserves at once, for whoever asked; decided by a second person of the reserve's office.
create or replace function funds_grant(request uuid, granted_at timestamptz) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    r record;
    made uuid := gen_random_uuid();
begin
    select q.* into r from public.funds_reserverequest q
    join public.funds_budget b on b.id = q.budget_id
    where q.id = request and q.status = 'waiting' and b.kind = 'reserve'
      and b.fund_org_id = public.gate_org() and 9 = any (public.gate_classes())
      and q.asked_by_id <> public.gate_user() for update of q;
    if not found then
        raise exception 'funds_grant: not a request to the actor' using errcode = '42501';
    end if;
    update public.funds_budget set reserved = reserved + r.amount where id = r.budget_id;
    insert into public.funds_reservation (id, owner_org_id, data_class, programme_id, person_id,
        shared_with, shared_until, plan_id, budget_id, amount, currency, at)
    values (made, r.owner_org_id, 9, r.programme_id, r.person_id, '{}', '9999-12-31',
        r.plan_id, r.budget_id, r.amount, r.currency, granted_at);
    return made;
end $$;
