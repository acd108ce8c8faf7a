import django.contrib.postgres.fields
from django.db import migrations, models

from homeward.core.operations import Together

# What was here before is placed once; from now on each write does it.
FILL = """
with recursive above (area, above) as (
    select distinct l.area_id, l.area_id from services_location l where l.area_id is not null
    union
    select u.area, a.parent_id from above u join places_area a on a.id = u.above
    where a.parent_id is not null
), found as (
    select at.service_id as id,
        array_agg(distinct coalesce(l.country_id, a.country_id))
            filter (where coalesce(l.country_id, a.country_id) is not null) as countries,
        array_agg(distinct u.above) filter (where u.above is not null) as areas,
        array_agg(distinct x.feature) filter (where x.feature is not null) as access
    from services_serviceatlocation at
    join services_location l on l.id = at.location_id
    left join places_area a on a.id = l.area_id
    left join above u on u.area = l.area_id
    left join lateral unnest(l.access) x(feature) on true
    group by at.service_id
), told as (
    select s.id, coalesce(f.countries, '{}') as countries, coalesce(f.areas, '{}') as areas,
        coalesce(f.access, '{}') as access
    from services_service s left join found f on f.id = s.id
)
update services_service s set countries = t.countries, areas = t.areas, access = t.access
from told t
where t.id = s.id
  and (s.countries, s.areas, s.access) is distinct from (t.countries, t.areas, t.access)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0003_upkeep"),
    ]

    operations = [
        Together(
            [
                migrations.AddField(
                    model_name="service",
                    name="access",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                migrations.AddField(
                    model_name="service",
                    name="areas",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                migrations.AddField(
                    model_name="service",
                    name="countries",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2),
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
            ]
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
