"""Job, skill, training, private sector, diaspora."""

from django.utils.translation import gettext_lazy as _

from homeward.desk.capabilities.rows import Area, Capability

AREA = Area(
    "J",
    "Job, skill, training, private sector, diaspora",
    [
        Capability(
            "J114",
            (6,),
            _("a person and the offers that fit"),
            page="/cases/<case>/matches/",
            test="matches/tests/test_finding.py::test_what_the_person_can_do_comes_first",
        ),
        Capability(
            "J115",
            (6,),
            _("vacancies and shortlists"),
            page="/work/vacancies/<offer>/",
            test="employment/tests/test_pages.py::test_the_employer_s_page_shows_the_candidate_under_a_number",
        ),
        Capability(
            "J116",
            (6,),
            _("training before return"),
            page="/skills/<person>/training/",
            test="careers/tests/test_training.py::test_before_the_travel_what_may_begin_here_comes_first_and_after_it_does_not",
        ),
        Capability(
            "J117",
            (6,),
            _("companies of the host country that work in the country of origin"),
            page="/work/employers/",
            test="employment/tests/test_pages.py::test_an_adviser_enters_an_employer_and_a_vacancy",
        ),
        Capability(
            "J118",
            (6,),
            _("intermediaries such as chambers of commerce"),
            page="/work/employers/<employer>/members/",
            test="employment/tests/test_actions.py::test_only_an_intermediary_speaks_for_others",
        ),
        Capability(
            "J119",
            (6,),
            _("events and fairs"),
            page="/outreach/events/",
            test="pathways/tests/test_pathways.py::test_an_event_tells_lists_once_and_its_outcome_in_numbers",
        ),
        Capability(
            "J120",
            (6,),
            _("how far skills meet an offer"),
            page="/cases/<case>/skills/",
            test="careers/tests/test_training.py::test_the_missing_essential_skills_find_who_teaches_them",
        ),
        Capability(
            "J121",
            (6,),
            _("kinds of work on offer: intensity, hours, wage, transport"),
            page="/offers/",
            test="offers/tests/test_pages.py::test_the_list_says_what_nobody_has_said_and_keeps_its_filters",
        ),
        Capability(
            "J122",
            (6,),
            _(
                "offers that women can take up: child care, hours, way there, and what "
                "nobody has said"
            ),
            page="/offers/",
            test="offers/tests/test_actions.py::test_an_open_offer_is_found_by_its_words_and_by_who_can_take_it",
        ),
        Capability(
            "J123",
            (6,),
            _("paid internships and training at work"),
            page="/work/vacancies/<offer>/subsidy/",
            test="employment/tests/test_subsidy.py::test_a_subsidy_is_planned_as_instalments_paid_on_proof",
        ),
        Capability(
            "J124",
            (6,),
            _("a search that fails leads elsewhere"),
            page="/work/searches/<search>/end/",
            test="employment/tests/test_actions.py::test_a_search_that_fails_leads_elsewhere_and_not_before_the_employers_answered",
        ),
        Capability(
            "J125",
            (6,),
            _("networks of migrants and diaspora"),
            page="/lists/",
            test="circles/tests/test_circles.py::test_a_post_goes_out_only_when_another_moderator_approves",
        ),
        Capability(
            "J193",
            (6,),
            _("a local authority's outreach to employers"),
            page="/outreach/",
            test="pathways/tests/test_pathways.py::test_a_next_step_with_an_employer_waits_and_is_followed_once",
        ),
        Capability(
            "J194",
            (6,),
            _("leads for investment"),
            page="/outreach/leads/",
            test="pathways/tests/test_pathways.py::test_a_lead_has_a_next_step_until_it_is_over",
        ),
        Capability(
            "J205",
            (6,),
            _("reassessment proposes training"),
            page="/skills/<person>/training/",
            test="careers/tests/test_training.py::test_a_reassessment_proposes_training_and_the_first_one_does_not",
        ),
    ],
)
