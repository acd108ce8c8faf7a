"""Pre-departure counselling & intake."""

from django.utils.translation import gettext_lazy as _

from homeward.desk.capabilities.rows import Area, Capability

AREA = Area(
    "F",
    "Pre-departure counselling & intake",
    [
        Capability(
            "F64",
            (5, 7),
            _(
                "the facts are asked once, with who said them and when, by a form that is "
                "adapted without code"
            ),
            page="/assessments/<assessment>/fill/",
            test="assessments/tests/test_actions.py::test_an_answer_becomes_a_fact_and_corrects_the_one_that_is_known",
        ),
        Capability(
            "F65",
            (7,),
            _("one record of a person, unknowns left unknown"),
            page="/persons/register/",
            test="persons/tests/test_forms.py::test_a_person_of_whom_nothing_is_known_can_be_registered",
        ),
        Capability(
            "F66",
            (7,),
            _("help given before departure"),
            page="/cases/<case>/help/",
            test="counselling/tests/test_sessions.py::test_help_before_departure_is_noted_with_who_gave_it",
        ),
        Capability(
            "F67",
            (7,),
            _("a checklist for the departure"),
            page="/cases/<case>/departure/",
            test="departures/tests/test_departures.py::test_the_list_asks_of_each_what_concerns_them",
        ),
        Capability(
            "F68",
            (7,),
            _(
                "the reception knows before arrival who comes and what they need; charters "
                "with a manifest of many"
            ),
            page="/charters/<charter>/sheet/",
            test="reception/tests/test_manifests.py::test_288_of_300_come_in_and_12_are_listed_and_nothing_is_doubled",
        ),
        Capability(
            "F69",
            (7,),
            _("a first meeting of the person and both partners"),
            page="/cases/<case>/sessions/",
            test="counselling/tests/test_sessions.py::test_a_first_meeting_is_asked_for_where_a_deadline_is_stated",
        ),
        Capability(
            "F70",
            (7,),
            _("screening at counselling"),
            page="/cases/<case>/screen/",
            test="protection/tests/test_screening.py::test_a_counsellor_screens_and_the_focal_point_reads_what_it_raised",
        ),
        Capability(
            "F71",
            (7,),
            _("orientation sessions"),
            page="/sessions/groups/<session>/",
            test="counselling/tests/test_sessions.py::test_a_group_session_keeps_its_cases_apart",
        ),
        Capability(
            "F72",
            (7,),
            _("family and community are reached before the return"),
            page="/cases/<case>/sessions/new/",
            test="counselling/tests/test_sessions.py::test_family_and_community_are_reached_before_the_return",
        ),
        Capability(
            "F73",
            (7,),
            _("information before departure"),
            page="/countries/<country>/",
            test="countries/tests/test_pages.py::test_nobody_signed_in_reads_only_what_was_made_public",
        ),
        Capability(
            "F74",
            (7,),
            _("the plan is made together, and the person agrees to it or not"),
            page="/portal/plan/",
            test="plans/tests/test_agreeing.py::test_the_person_agrees_on_their_own_pages_to_what_they_saw",
        ),
        Capability(
            "F75",
            (7,),
            _("counselling after arrival"),
            page="/cases/<case>/sessions/",
            test="counselling/tests/test_pages.py::test_a_session_is_planned_recorded_and_stands_in_the_list",
        ),
        Capability(
            "F200",
            (7,),
            _("a case that begins in the country of origin"),
            page="/cases/<case>/way/",
            test="cases/tests/test_returns.py::test_a_displaced_household_has_no_host_leg",
        ),
        Capability(
            "F202",
            (7,),
            _("counselling together with the origin side"),
            page="/sessions/<session>/",
            test="counselling/tests/test_sessions.py::test_the_origin_side_is_invited_sees_the_session_and_has_a_wait",
        ),
    ],
)
