"""An archive of all data of the counselling organisation: asked for, and the officer's to decide.

So the data protection officer's own work shows it; no file of it is made.
"""

from datetime import timedelta

from homeward.access import gate
from homeward.access.models import User
from homeward.archives import actions
from homeward.demo.world import World

REASON = "The yearly copy in open formats that our board asked for"
# Only sealed and kept until the decision, which refuses or makes the archive.
PASSPHRASE = "demo corridor, yearly copy"  # noqa: S105 - a demo's


def show(world: World) -> None:
    ine = User.objects.get(organisation=world.cast.belgian_ngo, email__startswith="ine@")
    with gate.acting_user(ine.pk):
        actions.ask(reason=REASON, passphrase=PASSPHRASE, by=ine, at=world.now - timedelta(hours=4))
