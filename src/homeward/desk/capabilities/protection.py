"""Vulnerability & protection."""

from django.utils.translation import gettext_lazy as _

from homeward.desk.capabilities.rows import Area, Capability

AREA = Area(
    "G",
    "Vulnerability & protection",
    [
        Capability(
            "G76",
            (7,),
            _("children, survivors of trafficking and others as categories"),
            page="/applications/<application>/",
            test="protection/tests/test_categories.py::test_a_category_is_met_for_whoever_may_see_it_and_unknown_for_all_others",
        ),
        Capability(
            "G77",
            (7,),
            _("indicators of trafficking"),
            page="/cases/<case>/screen/",
            test="protection/tests/test_screening.py::test_the_shipped_screen_raises_every_kind_that_it_can_by_a_name_that_is_known",
        ),
        Capability(
            "G78",
            (7,),
            _("what a person risks on return"),
            page="/cases/<case>/protection/risk/",
            test="protection/tests/test_pages.py::test_risk_factors_safety_and_incident_on_their_pages",
        ),
        Capability(
            "G79",
            (7,),
            _("a legal note under seal"),
            page="/cases/<case>/legal-notes/",
            test="protection/tests/test_access.py::test_a_legal_note_is_its_readers_even_among_the_cleared",
        ),
        Capability(
            "G80",
            (7,),
            _("debt: how much, to whom, how it is paid"),
            page="/assessments/<assessment>/fill/",
            test="assessments/tests/test_shipped.py::test_the_intake_asks_of_debt_and_savings",
        ),
        Capability(
            "G81",
            (7,),
            _("needs of body and mind"),
            page="/assessments/<assessment>/",
            test="assessments/tests/test_access.py::test_a_colleague_without_clearance_is_not_told_that_health_was_asked",
        ),
        Capability(
            "G82",
            (7,),
            _("the medical file handed over"),
            page="/care/<handover>/",
            test="protection/tests/test_pages.py::test_a_treatment_goes_from_the_counsellor_to_the_clinic_and_back",
        ),
        Capability(
            "G83",
            (7,),
            _("health screening on arrival"),
            page="/arrivals/<arrival>/health/<person>/",
            test="reception/tests/test_desk.py::test_the_first_talk_and_the_health_are_noted_and_kept_apart",
        ),
        Capability(
            "G84",
            (9,),
            _("figures by sex and gender"),
            page="/indicators/<indicator>/",
            test="indicators/tests/test_small.py::test_a_programme_and_its_women_don_t_tell_of_its_men",
        ),
        Capability(
            "G85",
            (7,),
            _("psychosocial sessions"),
            page="/cases/<case>/sessions/",
            test="counselling/tests/test_sessions.py::test_a_psychosocial_session_is_of_health",
        ),
        Capability(
            "G86",
            (7,),
            _("children alone: guardian, tracing, best interest"),
            page="/pathways/<pathway>/",
            test="protection/tests/test_actions.py::test_a_child_s_departure_waits_for_the_determination",
        ),
        Capability(
            "G87",
            (6, 7),
            _("needs above the package go to a reserve"),
            page="/cases/<case>/reserve/",
            test="pools/tests/test_spending.py::test_the_regional_reserve_pays_a_journey_home_from_request_to_payment",
        ),
        Capability(
            "G88",
            (7,),
            _("who needs help for longer"),
            page="/concerns/<concern>/",
            test="protection/tests/test_pages.py::test_help_for_longer_is_the_case_manager_s_to_plan",
        ),
        Capability(
            "G89",
            (7, 8),
            _("a log of rights violated"),
            page="/incidents/<incident>/",
            test="protection/tests/test_access.py::test_figures_of_incidents_tell_nothing_below_ten",
        ),
        Capability(
            "G90",
            (7,),
            _("goals for family and social ties, shown where they are missing"),
            page="/cases/<case>/plan/",
            test="plans/tests/test_agreeing.py::test_what_a_plan_does_not_say_yet_is_told",
        ),
        Capability(
            "G91",
            (7,),
            _("the risk of being shut out at home"),
            page="/cases/<case>/protection/",
            test="protection/tests/test_pages.py::test_anybody_hands_over_what_they_saw_and_is_told_no_more",
        ),
        Capability(
            "G203",
            (7,),
            _("earlier identification as a survivor, under seal, goes on"),
            page="/cases/<case>/protection/",
            test="protection/tests/test_actions.py::test_a_kind_that_seals_closes_the_file_at_once_to_all_but_those_who_know",
        ),
    ],
)
