"""Scores, indicators, evaluation, learning."""

from django.utils.translation import gettext_lazy as _

from homeward.desk.capabilities.rows import Area, Capability

AREA = Area(
    "O",
    "Scores, indicators, evaluation, learning",
    [
        Capability(
            "O164",
            (9,),
            _("the Reintegration Sustainability Survey and its score, by page and by file"),
            page="/surveys/<wave>/score/",
            test="surveys/tests/test_scoring.py::test_the_published_sample_gets_its_published_scores",
        ),
        Capability(
            "O165",
            (9,),
            _(
                "scores that compare across countries and time: one versioned sheet for "
                "all, drawn wave by wave"
            ),
            page="/dashboards/",
            test="indicators/dashboards/tests/test_pages.py::test_scores_run_over_waves_in_small_multiples",
        ),
        Capability(
            "O166",
            (9,),
            _(
                "an instrument for children: a programme loads its own as files, and it has "
                "a score with its scoring sheet; none is invented"
            ),
            page="/surveys/instruments/",
            test="surveys/tests/test_registry.py::test_the_list_says_what_is_there_and_what_is_missing",
        ),
        Capability(
            "O167",
            (9,),
            _(
                "an instrument for survivors of trafficking: loaded as files in the same "
                "way; none is invented"
            ),
            page="/surveys/instruments/",
            test="surveys/tests/test_registry.py::test_questions_and_sheet_are_read_and_published",
        ),
        Capability(
            "O168",
            (9,),
            _("health in each wave, of a case and as figures"),
            page="/surveys/health/",
            test="surveys/tests/test_health.py::test_each_question_about_health_is_counted_by_wave",
        ),
        Capability(
            "O170",
            (8,),
            _(
                "checks of services' quality: standards, spot checks and mystery calls, "
                "replies, improvements seen again; data that is missing, late or "
                "contradictory"
            ),
            page="/quality/checks/<check>/",
            test="quality/tests/test_pages.py::test_a_check_goes_from_its_plan_to_its_end",
        ),
        Capability(
            "O169",
            (9,),
            _(
                "a registry of indicators: versioned definitions, figures, the cases behind "
                "them, what they were before"
            ),
            page="/indicators/",
            test="indicators/tests/test_actions.py::test_a_draft_is_published_and_never_changes_again",
        ),
        Capability(
            "O171",
            (10,),
            _("frozen extracts for an evaluator"),
            page="/evaluations/<evaluation>/",
            test="evaluations/tests/test_actions.py::test_an_extract_tells_nobody_and_is_the_same_each_time",
        ),
        Capability(
            "O172",
            (10,),
            _("a library of lessons"),
            page="/lessons/",
            test="evaluations/tests/test_pages.py::test_a_lesson_is_found_taken_up_and_followed",
        ),
        Capability(
            "O173",
            (10,),
            _("a group to compare with"),
            page="/evaluations/results/<result>/",
            test="evaluations/tests/test_actions.py::test_local_residents_surveyed_are_a_group",
        ),
        Capability(
            "O174",
            (10,),
            _("the same people, wave after wave: who stays, who is lost, what changed"),
            page="/evaluations/extracts/<extract>/waves/",
            test="evaluations/tests/test_pages.py::test_change_between_waves_says_who_was_lost",
        ),
        Capability(
            "O175",
            (9,),
            _("benchmarks and targets, each with who states it"),
            page="/indicators/<code>/targets/",
            test="indicators/tests/test_actions.py::test_a_benchmark_has_a_source_and_the_latest_stands",
        ),
        Capability(
            "O176",
            (9,),
            _("returnees in figures of wider projects"),
            page="/indicators/<code>/",
            test="indicators/tests/test_computing.py::test_returnees_as_a_tag_in_wider_projects",
        ),
        Capability(
            "O177",
            (7, 9),
            _("who leaves again, and how"),
            page="/cases/<case>/left-again/",
            test="cases/tests/test_leaving.py::test_it_is_recorded_and_the_case_stays_as_it_was",
        ),
        Capability(
            "O178",
            (9,),
            _("an instrument and its version are kept with each score"),
            page="/surveys/versions/<version>/",
            test="surveys/tests/test_registry.py::test_a_new_version_says_what_is_new_and_is_compared",
        ),
        Capability(
            "O206",
            (9,),
            _(
                "figures of several installations joined from signed releases, areas by "
                "their P-codes"
            ),
            page="/statistics/regional/",
            test="statistics/tests/test_rules.py::test_areas_are_added_up_by_their_common_code_and_stay_alone_without_one",
        ),
        Capability(
            "O207",
            (9,),
            _("a public page of instruments and guidance"),
            page="/public/<lang>/surveys/",
            test="public/tests/test_surveys.py::test_a_version_tells_how_a_score_is_made_and_whose_the_wording_is",
        ),
    ],
)
