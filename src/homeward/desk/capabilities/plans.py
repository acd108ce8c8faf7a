"""Reintegration plan & commission."""

from django.utils.translation import gettext_lazy as _

from homeward.desk.capabilities.rows import Area, Capability

AREA = Area(
    "H",
    "Reintegration plan & commission",
    [
        Capability(
            "H92",
            (5,),
            _(
                "a commission's session: agenda, votes, decisions with reasons and "
                "conditions, minutes, appeals"
            ),
            page="/commission/<session>/",
            test="plans/tests/test_sitting.py::test_the_votes_carry_an_approval_and_are_locked_with_it",
        ),
        Capability(
            "H93",
            (5,),
            _("the decision names who carries the plan out"),
            page="/commission/<session>/<plan>/decide/",
            test="plans/tests/test_sitting.py::test_the_named_partner_is_covered_and_takes_the_plan_over",
        ),
        Capability(
            "H94",
            (5,),
            _("several bodies sit, donors among them, with a quorum"),
            page="/commission/composition/",
            test="plans/tests/test_sitting.py::test_below_the_quorum_the_commission_decides_nothing",
        ),
        Capability(
            "H95",
            (5,),
            _("a municipal commission, with its area"),
            page="/commission/composition/rules/",
            test="plans/tests/test_sitting.py::test_another_commission_s_member_sees_nothing",
        ),
        Capability(
            "H96",
            (7,),
            _("a plan mixes public services with what a fund pays"),
            page="/cases/<case>/plan/",
            test="plans/tests/test_pages.py::test_a_plan_goes_from_draft_to_commission_on_its_pages",
        ),
        Capability(
            "H97",
            (7,),
            _("the person's own goal leads the plan; goals with measures"),
            page="/cases/<case>/plan/goals/new/",
            test="plans/tests/test_agreeing.py::test_a_goal_has_a_measure_and_is_said_to_be_reached",
        ),
        Capability(
            "H98",
            (7,),
            _("work with its code, training, school, languages and savings of a person"),
            page="/assessments/<assessment>/fill/",
            test="assessments/tests/test_pages.py::test_an_occupation_is_offered_with_its_code",
        ),
        Capability(
            "H99",
            (3, 7),
            _("plans from templates"),
            page="/cases/<case>/plan/template/",
            test="plans/tests/test_agreeing.py::test_a_template_is_copied_and_stays_the_plan_s_own",
        ),
        Capability(
            "H100",
            (7,),
            _("a short and a long horizon of lines and goals"),
            page="/cases/<case>/plan/",
            test="plans/tests/test_agreeing.py::test_what_a_plan_does_not_say_yet_is_told",
        ),
        Capability(
            "H101",
            (3,),
            _("levels of support, as a programme's templates name them"),
            page="/plan-templates/<programme>/",
            test="plans/tests/test_pages_keeping.py::test_a_programme_s_templates_are_shown_by_level",
        ),
        Capability(
            "H204",
            (7,),
            _("a health need left out of the plan has its reason"),
            page="/cases/<case>/plan/needs/",
            test="plans/tests/test_needs.py::test_an_open_need_without_line_or_reason_stops_the_plan",
        ),
    ],
)
