"""Referrals."""

from django.utils.translation import gettext_lazy as _

from homeward.desk.capabilities.rows import Area, Capability

AREA = Area(
    "I",
    "Referrals",
    [
        Capability(
            "I102",
            (6,),
            _(
                "referrals towards decent work: offers of work, training at work and "
                "internships with hours, wage and intensity"
            ),
            page="/offers/",
            test="offers/tests/test_actions.py::test_an_open_offer_is_found_by_its_words_and_by_who_can_take_it",
        ),
        Capability(
            "I103",
            (7,),
            _("several services for one set of needs"),
            page="/cases/<case>/referrals/together/",
            test="referrals/tests/test_together.py::test_a_bundle_is_sent_as_one_act",
        ),
        Capability(
            "I104",
            (7,),
            _("the origin side refers, and owns what it sent"),
            page="/cases/<case>/referrals/new/",
            test="tests/journeys/test_family.py::test_the_family_s_way_in_english",
        ),
        Capability(
            "I105",
            (6,),
            _(
                "referral into a development programme: seats by a contract that both sides "
                "sign and monitor"
            ),
            page="/offers/seats/<contract>/",
            test="offers/tests/test_pages.py::test_a_joint_visit_is_planned_held_confirmed_and_followed_up",
        ),
        Capability(
            "I106",
            (5, 7),
            _("national queue and hub routing, by rules that are data"),
            page="/queue/<referral>/",
            test="mechanisms/tests/test_actions.py::test_a_hub_hands_on_with_the_facts_chosen_and_sees_the_letter_no_more",
        ),
        Capability(
            "I107",
            (5, 7),
            _("a referral system that can be handed over with its queue and routes"),
            page="/mechanisms/<mechanism>/hand-over/",
            test="mechanisms/tests/test_actions.py::test_a_handover_needs_an_agreement_and_takes_queue_and_desk_along",
        ),
        Capability(
            "I108",
            (7,),
            _("several providers for one case"),
            page="/cases/<case>/",
            test="referrals/tests/test_actions.py::test_declined_it_is_referred_again_and_the_two_are_tied",
        ),
        Capability(
            "I109",
            (7, 8),
            _("whoever referred hears what became of it"),
            page="/referrals/<referral>/",
            test="tests/journeys/test_receiver.py::test_a_provider_answers_by_link_and_pin_on_a_phone_in_arabic",
        ),
        Capability(
            "I110",
            (7, 8),
            _("each referral's status, holder and day"),
            page="/referrals/",
            test="referrals/tests/test_life.py::test_no_path_leaves_a_referral_without_holder_day_or_outcome",
        ),
        Capability(
            "I111",
            (6, 7),
            _(
                "public services receive referrals, directly or through a registered "
                "referral system"
            ),
            page="/mechanisms/<mechanism>/",
            test="tests/journeys/test_irbid.py::test_a_household_in_irbid_is_referred_through_the_provider_s_link",
        ),
        Capability(
            "I112",
            (7,),
            _("one timeline from before departure to after return"),
            page="/cases/<case>/",
            test="desk/tests/test_cases.py::test_the_case_page_joins_its_nouns",
        ),
        Capability(
            "I113",
            (6,),
            _("referral to job and training"),
            page="/cases/<case>/work/propose/",
            test="employment/tests/test_actions.py::test_a_candidacy_goes_from_the_proposal_to_the_placement_with_one_holder_at_each_step",
        ),
    ],
)
