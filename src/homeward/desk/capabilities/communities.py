"""Community & collective projects."""

from django.utils.translation import gettext_lazy as _

from homeward.desk.capabilities.rows import Area, Capability

AREA = Area(
    "L",
    "Community & collective projects",
    [
        Capability(
            "L143",
            (6,),
            _("a group's project"),
            page="/collectives/<project>/",
            test="collectives/tests/test_pages.py::test_a_project_is_opened_and_its_season_begun_on_the_pages",
        ),
        Capability(
            "L144",
            (6,),
            _("inputs, harvest and sales"),
            page="/collectives/<project>/log/",
            test="collectives/tests/test_season.py::test_inputs_harvest_sales_and_payouts_balance",
        ),
        Capability(
            "L145",
            (6,),
            _("who belongs to a group"),
            page="/collectives/<project>/members/",
            test="collectives/tests/test_season.py::test_each_part_is_recomputed_from_days_and_who_left_midway_has_theirs",
        ),
        Capability(
            "L146",
            (6,),
            _("how many local residents take part"),
            page="/collectives/<project>/",
            test="collectives/tests/test_rules.py::test_a_small_count_is_hidden_from_others_with_the_one_that_would_tell_it",
        ),
        Capability(
            "L147",
            (6, 9),
            _("a survey on cohesion"),
            page="/follow-ups/projects/",
            test="openrosa/tests/test_units.py::test_three_ways_keep_the_same_answers_about_the_same",
        ),
        Capability(
            "L148",
            (6,),
            _("investment in local training"),
            page="/collectives/<project>/places/new/",
            test="collectives/tests/test_actions.py::test_places_for_training_and_what_they_cost",
        ),
        Capability(
            "L149",
            (6,),
            _("projects for a community"),
            page="/collectives/<project>/outputs/new/",
            test="collectives/tests/test_actions.py::test_what_was_built_is_paid_for_beside_the_group_s_cash",
        ),
        Capability(
            "L201",
            (1, 3),
            _(
                "consultations kept with a programme's design: who, what they said, what "
                "was done with it"
            ),
            page="/steering/consultations/",
            test="steering/tests/test_stated.py::test_what_was_said_is_weighed_by_the_lead_with_a_reason",
        ),
    ],
)
