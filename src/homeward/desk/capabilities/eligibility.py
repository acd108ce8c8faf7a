"""Eligibility & alignment."""

from django.utils.translation import gettext_lazy as _

from homeward.desk.capabilities.rows import Area, Capability

AREA = Area(
    "D",
    "Eligibility & alignment",
    [
        Capability(
            "D50",
            (3,),
            _("criteria as data, compared between programmes"),
            page="/programmes/<programme>/criteria/",
            test="programmes/tests/test_criteria.py::test_two_programmes_meet_on_a_kind_or_they_don_t",
        ),
        Capability(
            "D51",
            (1, 3),
            _("criteria that contradict each other"),
            page="/alignment/pairs/<one>/<other>/",
            test="alignment/tests/test_compare.py::test_criteria_are_compared_kind_by_kind",
        ),
        Capability(
            "D52",
            (3,),
            _("met, not met, unknown: an answer with its reasons"),
            page="/programmes/<programme>/criteria/try/",
            test="programmes/tests/test_pages.py::test_typed_facts_are_answered_line_by_line",
        ),
        Capability(
            "D53",
            (3,),
            _("an exception with reason, approver and end, for a group and for one case"),
            page="/applications/<application>/exception/",
            test="cases/tests/test_applications.py::test_an_unmet_criterion_needs_an_exception_of_a_second_person",
        ),
        Capability(
            "D54",
            (3, 6),
            _("local residents served too, with the share agreed beside returnees"),
            page="/offers/seats/<contract>/",
            test="offers/tests/test_actions.py::test_the_partner_reports_figures_and_the_share_follows",
        ),
        Capability(
            "D55",
            (3,),
            _("what a person is entitled to stands apart from what a programme gives"),
            page="/directory/",
            test="services/tests/test_finding.py::test_what_nobody_said_is_unknown_and_not_free",
        ),
        Capability(
            "D56",
            (3,),
            _("help compared with what residents get"),
            page="/programmes/<programme>/residents/",
            test="programmes/tests/test_entitlements.py::test_the_first_year_of_both_is_compared",
        ),
        Capability(
            "D192",
            (3,),
            _("packages and ceilings by date"),
            page="/programmes/<programme>/packages/new/",
            test="programmes/tests/test_actions.py::test_a_country_s_own_package_comes_before_the_one_for_all",
        ),
    ],
)
