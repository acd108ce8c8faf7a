"""Arrival & reception."""

from django.utils.translation import gettext_lazy as _

from homeward.desk.capabilities.rows import Area, Capability

AREA = Area(
    "M",
    "Arrival & reception",
    [
        Capability(
            "M150",
            (7,),
            _(
                "the desk that receives: who comes, ticked and confirmed, also on a phone "
                "that loses its connection"
            ),
            page="/offline/app/",
            test="tests/journeys/test_check_in.py::test_what_is_tapped_without_a_network_is_kept_and_sent_once",
        ),
        Capability(
            "M151",
            (7,),
            _("arrivals by day, flight and point of entry, with who prepares what until when"),
            page="/arrivals/<arrival>/prepare/<need>/",
            test="reception/tests/test_desk.py::test_who_prepares_what_until_when_is_a_wait",
        ),
        Capability(
            "M152",
            (7,),
            _("places in reception centres by night, with a waiting list"),
            page="/centres/<centre>/",
            test="reception/tests/test_centres.py::test_two_who_ask_for_the_last_bed_at_once_get_one",
        ),
        Capability(
            "M153",
            (7,),
            _("a first orientation, and the hand-over to the case manager with confirmation"),
            page="/arrivals/<arrival>/orientation/",
            test="reception/tests/test_pages.py::test_preparing_talking_and_handing_over_on_their_pages",
        ),
        Capability(
            "M154",
            (7,),
            _("the border’s officers see the arrivals at their point of entry and nothing else"),
            page="/border/",
            test="reception/tests/test_border.py::test_an_officer_changes_nothing_and_sees_no_other_row",
        ),
    ],
)
