"""Business, credit, cash and in kind, funds."""

from django.utils.translation import gettext_lazy as _

from homeward.desk.capabilities.rows import Area, Capability

AREA = Area(
    "K",
    "Business, credit, cash and in kind, funds",
    [
        Capability(
            "K126",
            (6,),
            _("from looking for work to a business of one's own, as the next plan of the case"),
            page="/cases/<case>/plan/other-way/",
            test="plans/tests/test_agreeing.py::test_the_fallback_is_the_next_plan_of_the_same_case",
        ),
        Capability(
            "K127",
            (6,),
            _("referral to credit"),
            page="/business/<business>/credit/",
            test="business/tests/test_actions.py::test_a_loan_is_asked_for_granted_and_repaid",
        ),
        Capability(
            "K128",
            (6,),
            _("what is taxed and what is not"),
            page="/business/ground/",
            test="business/tests/test_actions.py::test_steps_that_hold_there_become_the_business_s_own_list",
        ),
        Capability(
            "K129",
            (6,),
            _("steps to register a business"),
            page="/business/ground/",
            test="business/tests/test_pages.py::test_a_step_is_entered_with_its_source_and_taken_onto_the_list",
        ),
        Capability(
            "K130",
            (6,),
            _("groups by sector"),
            page="/business/groups/<group>/",
            test="business/tests/test_pages.py::test_a_group_is_opened_and_joined_by_choice",
        ),
        Capability(
            "K131",
            (6,),
            _("trade bodies as partners"),
            page="/business/<business>/",
            test="business/tests/test_pages.py::test_trade_bodies_of_the_register_stand_beside_it",
        ),
        Capability(
            "K132",
            (9,),
            _("where budgets fall short"),
            page="/indicators/<indicator>/",
            test="indicators/tests/test_computing.py::test_requested_granted_and_unmet_budget",
        ),
        Capability(
            "K133",
            (9,),
            _("how long settling takes"),
            page="/indicators/<indicator>/",
            test="indicators/tests/test_computing.py::test_time_from_training_to_settlement",
        ),
        Capability(
            "K134",
            (7,),
            _("cash or in kind, line by line"),
            page="/cases/<case>/plan/lines/new/",
            test="plans/tests/test_rules.py::test_a_line_s_cost_follows_its_kind",
        ),
        Capability(
            "K135",
            (6, 7),
            _("money in instalments"),
            page="/funds/lines/<line>/",
            test="funds/tests/test_actions.py::test_a_line_is_planned_in_instalments",
        ),
        Capability(
            "K136",
            (6, 7),
            _("paid on a proof that somebody else checked, and once"),
            page="/funds/instalments/<instalment>/payment/",
            test="funds/tests/test_actions.py::test_whoever_brought_the_proof_does_not_pay",
        ),
        Capability(
            "K137",
            (6,),
            _("a regional reserve"),
            page="/pools/<pool>/",
            test="pools/tests/test_spending.py::test_the_regional_reserve_pays_a_journey_home_from_request_to_payment",
        ),
        Capability(
            "K138",
            (6,),
            _("rules by which a fund pays"),
            page="/pools/rounds/<round>/",
            test="pools/tests/test_pages.py::test_the_calculation_stands_on_the_page_with_each_figure_and_source",
        ),
        Capability(
            "K139",
            (6,),
            _("a ledger of incentive funds"),
            page="/incentives/<fund>/",
            test="incentives/tests/test_incentives.py::test_what_is_agreed_put_into_budgets_and_paid_adds_up",
        ),
        Capability(
            "K140",
            (6,),
            _("state measures recorded apart from any person"),
            page="/incentives/",
            test="tests/architecture/test_incentives.py::test_no_foreign_key_leads_from_incentives_to_persons_or_back",
        ),
        Capability(
            "K141",
            (6,),
            _("several donors in one pool"),
            page="/pools/<pool>/",
            test="pools/tests/test_actions.py::test_two_donors_fill_budgets_by_criteria_and_earmarks",
        ),
        Capability(
            "K142",
            (6,),
            _("each donor's procedure and report"),
            page="/pools/procedures/<procedure>/",
            test="pools/tests/test_spending.py::test_a_grant_hears_every_donor_s_reasons_at_once_with_those_of_the_fund",
        ),
    ],
)
