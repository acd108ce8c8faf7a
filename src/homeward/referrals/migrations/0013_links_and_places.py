"""What the database does of links and places: PINs counted, openings noted, places kept."""

from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent.parent
LINKS = (HERE / "links.sql").read_text(encoding="utf-8")
PLACES = (HERE / "places.sql").read_text(encoding="utf-8")
DROP_LINKS = """
drop function referrals_link_of_token(text);
drop function referrals_link_opened(text, timestamptz);
drop function referrals_try_pin(text, text, timestamptz);
"""
DROP_PLACES = """
drop trigger referrals_keep_places on referrals_referral;
drop trigger referrals_end_link_waits on referrals_referral;
drop trigger referrals_note_places on services_service;
drop trigger referrals_note_first_places on services_service;
drop trigger referrals_note_places on offers_offer;
drop trigger referrals_note_first_places on offers_offer;
drop function referrals_keep_places();
drop function referrals_end_link_waits();
drop function referrals_note_places();
drop function referrals_groups_of(uuid[], text, integer);
"""


class Migration(migrations.Migration):
    dependencies = [("referrals", "0012_links_and_change_history"), ("services", "0007_waits")]
    operations = [
        migrations.RunSQL(LINKS, DROP_LINKS),
        migrations.RunSQL(PLACES, DROP_PLACES),
    ]
