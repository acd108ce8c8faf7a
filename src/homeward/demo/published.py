"""Programmes of others, as an invented donor publishes them: a file taken in, one with faults."""

from datetime import date, timedelta
from xml.sax.saxutils import escape

from homeward.demo.world import World
from homeward.exchange.activity_files import actions

PUBLISHER, NAME = "XI-DEMO-DELTA", "Delta Development Fund"
# Identifier, name in English and French, region, sector with its name, sum, and who carries it out.
PROGRAMMES = [
    ("SKILLS", "Skills for the building trades", "Compétences pour les métiers du bâtiment",
     "Ashanti", "11330", 640_000, "Kumasi Builders' Guild"),
    ("CLINICS", "Village clinics nearer by", "Des dispensaires plus proches",
     "Northern", "12230", 1_150_000, "Savanna Health Trust"),
    ("MARKETS", "Small firms reach markets", "Les petites entreprises trouvent leurs marchés",
     "Greater Accra", "25040", 480_000, "Harbour Enterprise Centre"),
]  # fmt: skip


def show(world: World) -> None:
    by, now = world.cast.programme_manager, world.now
    good = document(now.date())
    at = now - timedelta(days=20)
    file = actions.bring(good, "delta-activities.xml", by=by, at=at)
    actions.look_through(file, lenient=False, by=by, at=at)
    actions.take_in(file, by=by, at=at)
    bad = good.replace(b'<activity-status code="2"/>', b"", 1)
    at = now - timedelta(days=1)
    file = actions.bring(bad, "delta-activities-corrected.xml", by=by, at=at)
    actions.look_through(file, lenient=False, by=by, at=at)


def document(today: date) -> bytes:
    inside = "\n".join(_activity(*told, today=today) for told in PROGRAMMES)
    text = f'<iati-activities version="2.03">\n{inside}\n</iati-activities>\n'
    return text.encode()


def _activity(
    code: str,
    name: str,
    french: str,
    region: str,
    sector: str,
    amount: int,
    by: str,
    *,
    today: date,
) -> str:
    start, end = date(today.year - 1, 3, 1), date(today.year + 2, 2, 28)
    year = today.year
    period = f'<period-start iso-date="{year}-01-01"/><period-end iso-date="{year}-12-31"/>'
    funder = f'<participating-org ref="{PUBLISHER}" role="1" type="10">'
    money = f'<value value-date="{start}">{amount}</value>'
    return f"""<iati-activity xml:lang="en" default-currency="EUR">
 <iati-identifier>{PUBLISHER}-{code}</iati-identifier>
 <reporting-org ref="{PUBLISHER}" type="10"><narrative>{NAME}</narrative></reporting-org>
 <title><narrative>{name}</narrative><narrative xml:lang="fr">{french}</narrative></title>
 <description type="1"><narrative>{name}, in {region} and around it.</narrative></description>
 {funder}<narrative>{NAME}</narrative></participating-org>
 <participating-org role="4" type="22"><narrative>{escape(by)}</narrative></participating-org>
 <activity-status code="2"/>
 <activity-date type="2" iso-date="{start}"/>
 <activity-date type="3" iso-date="{end}"/>
 <recipient-country code="GH" percentage="100"/>
 <location><name><narrative>{region}</narrative></name></location>
 <sector vocabulary="1" code="{sector}" percentage="100"/>
 <budget type="1" status="2">{period}{money}</budget>
 <transaction><transaction-type code="2"/>
  <transaction-date iso-date="{start}"/>{money}</transaction>
</iati-activity>"""
