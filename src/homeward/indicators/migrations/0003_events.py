"""What indicators are computed from: functions that give the job ids, days and numbers."""

from django.db import migrations

from homeward.indicators.sources.texts import NAMES, drop, function

DONORS = """
create function indicators_donors() returns table (programme bigint, donor bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if public.gate_job() is distinct from 'compute_indicators' then
        raise exception 'indicators_donors: for the job alone' using errcode = '42501';
    end if;
    return query
    select b.programme_id::bigint, s.donor_id::bigint from public.funds_budgetshare s
        join public.funds_budget b on b.id = s.budget_id
    union
    select p.programme_id::bigint, p.actor_id::bigint from public.programmes_participation p
        where p.role = 'funding' and p.actor_id is not null;
end $$;
"""
SQL = DONORS + "".join(function(name) for name in NAMES)
DROP = "drop function indicators_donors();\n" + "".join(drop(name) for name in NAMES)


class Migration(migrations.Migration):
    # Their tables are looked up when they are called, not now.
    dependencies = [("indicators", "0002_policies_and_settings")]
    operations = [migrations.RunSQL(SQL, DROP)]
