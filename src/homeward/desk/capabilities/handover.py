"""Capacity building, handover, mobility."""

from django.utils.translation import gettext_lazy as _

from homeward.desk.capabilities.rows import Area, Capability

AREA = Area(
    "P",
    "Capacity building, handover, mobility",
    [
        Capability("P179", (5,), _("a plan of training for each partner"), lacks=("open (9)")),
        Capability("P180", (5,), _("courses and who attended"), lacks=("open (9)")),
        Capability("P181", (5,), _("a curriculum for reception"), lacks=("open (9)")),
        Capability("P182", (5,), _("what an institution can do, assessed"), lacks=("open (9)")),
        Capability(
            "P183",
            (10,),
            _("a whole caseload handed over"),
            lacks=("open (9): one case goes to another installation already (B37)"),
        ),
        Capability("P184", (10,), _("criteria for leaving, with their state"), lacks=("open (9)")),
        Capability("P185", (6,), _("a catalogue of regular pathways"), lacks=("open (9)")),
        Capability("P186", (6,), _("sectors that both sides seek"), lacks=("open (9)")),
        Capability("P187", (6,), _("a trigger where a labour market is full"), lacks=("open (9)")),
        Capability("P188", (4,), _("labour agreements between two states"), lacks=("open (9)")),
        Capability(
            "P189",
            (9,),
            _("regular migration again counts as a good outcome"),
            page="/indicators/<code>/",
            test="indicators/tests/test_computing.py::test_leaving_again_within_a_year_by_each_channel",
        ),
        Capability(
            "P195", (6,), _("training tied to sectors and to a pathway"), lacks=("open (9)")
        ),
    ],
)
