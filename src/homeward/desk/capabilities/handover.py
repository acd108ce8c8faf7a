"""Capacity building, handover, mobility."""

from django.utils.translation import gettext_lazy as _

from homeward.desk.capabilities.rows import Area, Capability

AREA = Area(
    "P",
    "Capacity building, handover, mobility",
    [
        Capability(
            "P179",
            (5,),
            _("a plan of training for each partner"),
            page="/capacity/training/",
            test="capacity/tests/test_training.py::test_the_partner_approves_and_each_goal_waits_for_who_sees_to_it",
        ),
        Capability(
            "P180",
            (5,),
            _("courses and who attended"),
            page="/capacity/courses/",
            test="capacity/tests/test_training.py::test_who_was_trained_is_seen_by_their_organisation_and_the_organiser",
        ),
        Capability(
            "P181",
            (5,),
            _("a curriculum for reception"),
            page="/capacity/curriculum/",
            test="capacity/tests/test_training.py::test_a_module_s_next_version_leaves_the_one_before",
        ),
        Capability(
            "P182",
            (5,),
            _("what an institution can do, assessed"),
            page="/capacity/",
            test="capacity/tests/test_training.py::test_an_institution_s_gaps_are_ranked_with_the_unknown_named",
        ),
        Capability(
            "P183",
            (10,),
            _("a whole caseload handed over"),
            page="/handovers/<handover>/",
            test="handovers/tests/test_killed.py::test_killed_twice_all_that_may_move_has_moved_once",
        ),
        Capability(
            "P184",
            (10,),
            _("criteria for leaving, with their state"),
            page="/handovers/readiness/",
            test="handovers/tests/test_pages.py::test_criteria_are_stated_read_judged_and_dropped",
        ),
        Capability(
            "P185",
            (6,),
            _("a catalogue of regular pathways"),
            page="/regular-pathways/",
            test="pathways/tests/test_pages.py::test_a_pathway_is_added_found_and_only_its_own_organisation_changes_it",
        ),
        Capability(
            "P186",
            (6,),
            _("sectors that both sides seek"),
            page="/regular-pathways/sectors/",
            test="pathways/tests/test_pathways.py::test_what_both_sides_seek_is_shown_with_both_sources",
        ),
        Capability(
            "P187",
            (6,),
            _("a trigger where a labour market is full"),
            page="/regular-pathways/markets/",
            test="pathways/tests/test_pathways.py::test_a_full_market_opens_one_item_of_one_committee_however_often_it_is_looked_at",
        ),
        Capability(
            "P188",
            (4,),
            _("labour agreements between two states"),
            page="/agreements/",
            test="pathways/tests/test_pathways.py::test_a_pathway_has_its_requirements_its_agreement_and_training",
        ),
        Capability(
            "P189",
            (9,),
            _("regular migration again counts as a good outcome"),
            page="/indicators/<code>/",
            test="indicators/tests/test_computing.py::test_leaving_again_within_a_year_by_each_channel",
        ),
        Capability(
            "P195",
            (6,),
            _("training tied to sectors and to a pathway"),
            page="/regular-pathways/<pathway>/",
            test="pathways/tests/test_pathways.py::test_a_pathway_has_its_requirements_its_agreement_and_training",
        ),
    ],
)
