"""Governance & cooperation framework."""

from django.utils.translation import gettext_lazy as _

from homeward.desk.capabilities.rows import Area, Capability

AREA = Area(
    "A",
    "Governance & cooperation framework",
    [
        Capability(
            "A1",
            (5,),
            _("a committee with its members, seats and decisions"),
            page="/committees/<committee>/",
            test="committees/tests/test_pages.py::test_a_committee_is_set_up_with_rules_and_seats",
        ),
        Capability(
            "A2",
            (5,),
            _(
                "one organisation leads a programme, and no programme is without; its "
                "committee names it"
            ),
            page="/committees/decisions/<decision>/lead/",
            test="committees/tests/test_deciding.py::test_the_committee_names_the_lead_and_the_lead_passes_it_on",
        ),
        Capability(
            "A3",
            (1, 5),
            _(
                "what an organisation is: authority, NGO, commission, fund, provider, "
                "evaluator, employer"
            ),
            page="/actors/",
            test="stakeholders/tests/test_pages.py::test_the_register_narrows_by_each_filter",
        ),
        Capability(
            "A4",
            (1,),
            _("a scoping record that feeds a programme's design"),
            page="/scoping/<record>/",
            test="programmes/tests/test_actions.py::test_a_finding_is_weighed_by_whoever_designs",
        ),
        Capability(
            "A5",
            (1,),
            _("a register of who is concerned, by country and level"),
            page="/actors/",
            test="stakeholders/tests/test_pages.py::test_the_register_narrows_by_each_filter",
        ),
        Capability(
            "A6",
            (5,),
            _("a register of objectives and of who answers for them, approved in a committee"),
            page="/committees/<committee>/objectives/",
            test="committees/tests/test_pages.py::test_objectives_say_by_which_decision_they_were_approved",
        ),
        Capability(
            "A7",
            (4,),
            _("the level on which partners work together, international to local"),
            page="/actors/partnerships/",
            test="stakeholders/tests/test_pages.py::test_partnerships_weigh_on_their_actors",
        ),
        Capability(
            "A8",
            (1, 4),
            _("how many partnerships weigh on an actor"),
            page="/actors/<actor>/",
            test="stakeholders/tests/test_pages.py::test_partnerships_weigh_on_their_actors",
        ),
        Capability(
            "A9",
            (1,),
            _("programmes and corridors, many to many"),
            page="/programmes/<programme>/corridors/",
            test="programmes/tests/test_actions.py::test_places_corridors_sectors_parts_and_money",
        ),
        Capability(
            "A10",
            (1,),
            _("programmes that overlap or run side by side are found"),
            page="/alignment/pairs/",
            test="alignment/tests/test_actions.py::test_a_comparison_keeps_what_is_worth_a_look",
        ),
        Capability(
            "A11",
            (1, 7),
            _(
                "the same person, or service, is not entered twice: asked about at "
                "registration, found by night, settled across organisations, known to both "
                "without a name"
            ),
            page="/duplicates/",
            test="duplicates/tests/test_settling.py::test_across_organisations_both_say_yes",
        ),
        Capability(
            "A12",
            (4,),
            _(
                "two countries' procedures are compared, difference by difference; who "
                "adopted which version, what is kept with its reason"
            ),
            page="/steering/adoptions/",
            test="steering/tests/test_stated.py::test_a_country_adopts_with_differences_kept_or_closed",
        ),
        Capability(
            "A13",
            (4,),
            _("a regional process with its members, that binds nobody"),
            page="/committees/<committee>/",
            test="committees/tests/test_access.py::test_a_regional_process_binds_nobody_and_has_no_lead",
        ),
        Capability(
            "A14",
            (5,),
            _("a secretariat's meetings and actions"),
            page="/committees/secretariat/",
            test="committees/tests/test_pages.py::test_an_action_point_is_done_and_given_another_day",
        ),
        Capability(
            "A15",
            (4,),
            _(
                "a register of partnerships between states, regions, cities, with the "
                "private sector and the diaspora, with their weight on each actor"
            ),
            page="/actors/partnerships/",
            test="stakeholders/tests/test_pages.py::test_partnerships_weigh_on_their_actors",
        ),
        Capability(
            "A16",
            (5,),
            _("which services are better given on which side"),
            page="/alignment/sides/",
            test="alignment/tests/test_pages.py::test_judging_keeps_the_reason_and_who_said_it",
        ),
        Capability(
            "A17",
            (5,),
            _("how much of a step the origin side owns"),
            page="/capacity/ownership/",
            test="capacity/tests/test_ownership.py::test_a_strategy_paper_never_counts",
        ),
        Capability(
            "A18",
            (1,),
            _("a directory of actors"),
            page="/actors/",
            test="stakeholders/tests/test_pages.py::test_the_page_of_an_actor_joins_what_is_known",
        ),
        Capability(
            "A19",
            (4, 5),
            _("decisions are signed by all who answer for them"),
            page="/committees/decisions/<decision>/",
            test="committees/tests/test_deciding.py::test_all_sign_or_say_why_and_a_signature_stays",
        ),
        Capability(
            "A20",
            (5,),
            _("national bodies delegate areas and tasks to municipalities, by a dated act"),
            page="/steering/delegations/",
            test="steering/tests/test_stated.py::test_a_delegation_gives_areas_and_tasks_until_it_ends",
        ),
        Capability(
            "A21",
            (3, 9),
            _("a programme's own definition of sustainable reintegration, by version and decision"),
            page="/steering/definitions/<programme>/",
            test="steering/tests/test_stated.py::test_a_new_version_never_rewrites_the_one_before",
        ),
        Capability(
            "A22",
            (4,),
            _("one register of contact points"),
            page="/actors/contacts/",
            test="stakeholders/tests/test_pages.py::test_the_page_of_an_actor_joins_what_is_known",
        ),
        Capability(
            "A23",
            (7,),
            _("one organisation and one worker answer for a case"),
            page="/cases/<case>/transfer/",
            test="cases/tests/test_transfers.py::test_accepted_all_of_it_moves_at_once",
        ),
        Capability(
            "A24",
            (5,),
            _("civil society works on the same pages as authorities, with seats and votes"),
            page="/committees/meetings/<meeting>/",
            test="committees/tests/test_pages.py::test_civil_society_sees_votes_and_proposes_on_the_same_pages",
        ),
        Capability(
            "A190",
            (1,),
            _("returns and arrivals of a corridor by year, with their source"),
            page="/countries/<country>/figures/",
            test="countries/tests/test_pages.py::test_figures_are_charts_with_tables_and_a_year_without_one_is_unknown",
        ),
        Capability(
            "A191",
            (1,),
            _("a profile of a nationality's community in the host country"),
            page="/countries/sheets/<sheet>/",
            test="countries/tests/test_pages.py::test_the_profile_of_a_community_counts_with_its_source",
        ),
        Capability(
            "A196",
            (7,),
            _("specialists of sectors, found by case workers"),
            page="/actors/specialists/",
            test="stakeholders/tests/test_pages.py::test_specialists_list_themselves_and_are_found",
        ),
        Capability(
            "A197",
            (9,),
            _("the same figures for every party, each with its definition"),
            page="/dashboards/",
            test="indicators/dashboards/tests/test_pages.py::test_every_party_reads_the_same_figures",
        ),
        Capability(
            "A198",
            (4,),
            _("laws, policies and plans that programmes serve, and who adopted them"),
            page="/policies/<policy>/",
            test="programmes/tests/test_actions.py::test_a_policy_s_adoption_is_said_country_by_country",
        ),
        Capability(
            "A199",
            (1,),
            _("corridors with host, transit and origin"),
            page="/programmes/<programme>/corridors/",
            test="programmes/tests/test_actions.py::test_places_corridors_sectors_parts_and_money",
        ),
        Capability(
            "A209",
            (4,),
            _(
                "requests and answers between states, silence told; actors outside a "
                "mechanism on the map"
            ),
            page="/steering/dialogues/",
            test="steering/tests/test_dialogues.py::test_silence_is_shown_first_and_stays_in_the_log",
        ),
    ],
)
