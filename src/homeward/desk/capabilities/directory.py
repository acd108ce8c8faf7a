"""Service directory & country information."""

from django.utils.translation import gettext_lazy as _

from homeward.desk.capabilities.rows import Area, Capability

AREA = Area(
    "E",
    "Service directory & country information",
    [
        Capability(
            "E57",
            (1,),
            _("services of both ends, in several languages"),
            page="/public/<country>/",
            test="services/tests/test_finding.py::test_the_sides_come_from_the_corridors",
        ),
        Capability(
            "E58",
            (1, 8),
            _("when and by whom an entry was confirmed"),
            page="/s/<token>/",
            test="services/tests/test_upkeep.py::test_one_click_confirms",
        ),
        Capability(
            "E59",
            (1,),
            _("facts of the labour market"),
            page="/countries/<country>/labour/",
            test="countries/tests/test_pages.py::test_facts_are_stated_found_and_taken_away",
        ),
        Capability(
            "E60",
            (1,),
            _("services for those who need a special one"),
            page="/directory/",
            test="services/tests/test_finding.py::test_who_names_nobody_is_for_everybody",
        ),
        Capability(
            "E61",
            (1, 7),
            _("a country sheet that a returnee reads"),
            page="/portal/country/",
            test="portal/tests/test_country.py::test_it_is_shown_in_the_person_s_language",
        ),
        Capability(
            "E62",
            (1,),
            _("schemes of social protection"),
            page="/directory/<service>/",
            test="services/tests/test_upkeep.py::test_what_was_written_comes_back_to_be_changed",
        ),
        Capability(
            "E63",
            (7,),
            _("centres with their opening hours"),
            page="/directory/centres/<location>/",
            test="services/tests/test_upkeep.py::test_a_place_is_written_once_and_shows_its_services",
        ),
    ],
)
