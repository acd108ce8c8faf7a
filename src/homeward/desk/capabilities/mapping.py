"""Programme mapping & scenario planning."""

from django.utils.translation import gettext_lazy as _

from homeward.desk.capabilities.rows import Area, Capability

AREA = Area(
    "C",
    "Programme mapping & scenario planning",
    [
        Capability(
            "C38",
            (1,),
            _("programmes by place, time, sector and seats"),
            page="/alignment/programmes/",
            test="alignment/tests/test_pages.py::test_programmes_are_shown_by_place_time_sector_and_places",
        ),
        Capability(
            "C39",
            (2,),
            _("what if flows, funds or closures change"),
            page="/scenarios/<scenario>/",
            test="scenarios/tests/test_pages.py::test_a_closure_and_a_cut_are_played_and_told_with_their_range",
        ),
        Capability(
            "C40",
            (3,),
            _("priority areas validated by a recorded decision of a committee"),
            page="/steering/areas/",
            test="steering/tests/test_areas.py::test_without_a_recorded_decision_on_it_nothing_validates_it",
        ),
        Capability(
            "C41",
            (6,),
            _("the return's date against a programme's dates"),
            page="/alignment/returns/",
            test="alignment/tests/test_counts.py::test_the_calendar_tells_what_is_open_there_then",
        ),
        Capability(
            "C42",
            (6,),
            _("how far the area of return lies from a programme's"),
            page="/alignment/returns/",
            test="alignment/tests/test_counts.py::test_the_nearest_area_with_a_programme_is_named",
        ),
        Capability(
            "C43",
            (1,),
            _("funding streams side by side"),
            page="/alignment/funding/",
            test="alignment/tests/test_pages.py::test_sums_of_two_currencies_are_never_added",
        ),
        Capability(
            "C44",
            (6,),
            _("an alert where territory and time meet"),
            page="/alignment/openings/<opening>/",
            test="alignment/tests/test_actions.py::test_a_return_before_an_opening_becomes_a_wait_once",
        ),
        Capability(
            "C45",
            (6,),
            _("a map of returnees' projects"),
            page="/projects/map/",
            test="desk/tests/test_projects_map.py::test_its_owner_reads_the_count_and_a_partner_that_it_is_small",
        ),
        Capability(
            "C46",
            (2,),
            _("a sudden rise of returns, played through"),
            page="/scenarios/plays/<play>/",
            test="simulation/tests/test_playing.py::test_a_rise_brings_more_and_lets_all_wait_longer",
        ),
        Capability(
            "C47",
            (6,),
            _("place, time and skill weighed together"),
            page="/cases/<case>/matches/<offer>/",
            test="matches/tests/test_pages.py::test_one_offer_shows_the_sum_of_its_score",
        ),
        Capability(
            "C48",
            (1,),
            _("reports on situation, security and labour market"),
            page="/countries/<country>/labour/",
            test="countries/tests/test_pages.py::test_facts_are_stated_found_and_taken_away",
        ),
        Capability(
            "C49",
            (6,),
            _("budgets reserved over years"),
            page="/pools/<pool>/",
            test="pools/tests/test_actions.py::test_years_are_reserved_confirmed_received_rolled_over_and_released",
        ),
        Capability(
            "C208",
            (1, 7),
            _("a changed security sheet reaches whoever has open cases there"),
            page="/cases/<case>/security/",
            test="cases/tests/test_security.py::test_the_holder_is_told_what_changed_and_who_said_it",
        ),
    ],
)
