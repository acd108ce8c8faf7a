"""Three more roles that may be given."""

from django.db import migrations

ROLES = """
create or replace function users_roles() returns text[]
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
    select array[{}] || public.users_powerful()
$$;
"""
BEFORE = [
    "return_counsellor",
    "host_coordinator",
    "reception_officer",
    "case_manager",
    "commission_secretary",
    "provider",
    "employment_adviser",
    "finance_officer",
    "programme_manager",
    "evaluator",
]
ADDED = ["border_officer", "commission_member", "health_focal_point"]


def named(roles):
    return ROLES.format(", ".join(f"'{role}'" for role in roles))


class Migration(migrations.Migration):
    dependencies = [("users", "0002_policies")]
    operations = [migrations.RunSQL(named(BEFORE + ADDED), named(BEFORE))]
