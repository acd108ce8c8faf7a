-- Money of a person's plan.

select gate_guard('funds_reservation');
select gate_guard('funds_instalment');
select gate_guard('funds_proof');
select gate_guard('funds_proofcheck');
select gate_guard('funds_payment');

-- An approval reserves the plan's money. The row belongs to whoever drafted the plan, so the
-- commission, in whose transaction it happens, can't write it itself: the database does, for a
-- plan that waits for the actor's own organisation, and for the sum of its lines.
create function funds_reserve(plan uuid, from_budget bigint, reserved_at timestamptz) returns void
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
    update public.funds_budget set reserved = reserved + total
    where id = from_budget and currency = unit;
    if not found then
        raise exception 'funds_reserve: not a budget of this currency' using errcode = '42501';
    end if;
    insert into public.funds_reservation (id, owner_org_id, data_class, programme_id, person_id,
        shared_with, shared_until, plan_id, budget_id, amount, currency, at)
    values (gen_random_uuid(), p.owner_org_id, 9, p.programme_id, p.person_id, '{}', '9999-12-31',
        p.id, from_budget, total, unit, reserved_at);
end $$;
