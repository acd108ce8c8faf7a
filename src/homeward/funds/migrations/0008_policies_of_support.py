"""Row policies of checks, goods, shares and reserves, and how a reserve gives."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "support.sql"
DROP = """
drop function funds_grant(uuid, timestamptz);
drop function funds_granted(uuid);
drop function funds_granted_rows(uuid);
drop index funds_instalment_supplier;
select gate_unguard('funds_stockmovement');
select gate_unguard('funds_stockitem');
select gate_unguard('funds_supplier');
select audit_unguard_history('funds_paymentreturnchange');
select audit_unguard_history('funds_checkmadechange');
select audit_unguard_history('funds_voucherchange');
select audit_unguard_history('funds_deliverychange');
select audit_unguard_history('funds_linesharechange');
select audit_unguard_history('funds_reserverequestchange');
select gate_unguard('funds_paymentreturn');
select gate_unguard('funds_checkmade');
select gate_unguard('funds_voucher');
select gate_unguard('funds_delivery');
select gate_unguard('funds_lineshare');
select gate_unguard('funds_reserverequest');
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
"""


class Migration(migrations.Migration):
    dependencies = [("funds", "0007_books"), ("audit", "0001_initial")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), DROP)]
