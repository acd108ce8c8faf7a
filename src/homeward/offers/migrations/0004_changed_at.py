"""When an offer was changed last, kept by the database where nobody says it."""

from django.db import migrations, models

from homeward.core.operations import Together

KEEP = """
create function offers_note_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if new.changed_at is not distinct from old.changed_at then
        new.changed_at := clock_timestamp();
    end if;
    return new;
end $$;
create trigger note_change before update on offers_offer
for each row execute function offers_note_change();
"""
FORGET = """
drop trigger note_change on offers_offer;
drop function offers_note_change();
"""


class Migration(migrations.Migration):
    dependencies = [("offers", "0003_policies")]

    operations = [
        Together(
            [
                migrations.AddIndex(
                    "offer", models.Index(fields=["changed_at", "id"], name="offer_changed")
                )
            ]
        ),
        migrations.RunSQL(KEEP, FORGET),
    ]
