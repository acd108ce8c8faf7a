"""Agreements & data sharing."""

from django.utils.translation import gettext_lazy as _

from homeward.desk.capabilities.rows import Area, Capability

AREA = Area(
    "B",
    "Agreements & data sharing",
    [
        Capability(
            "B25",
            (4,),
            _("agreements from draft to end: parties, signatories, review, suspension, successor"),
            page="/agreements/<agreement>/",
            test="agreements/tests/test_pages.py::test_the_whole_way_on_the_pages",
        ),
        Capability(
            "B26",
            (4,),
            _(
                "clauses that are the access, by class of data and not by single field: "
                "from whom, to whom, for what; each cell of the matrix cites its clause"
            ),
            page="/agreements/who-sees-what/",
            test="agreements/tests/test_pages.py::test_who_sees_what_over_all_agreements_in_force",
        ),
        Capability(
            "B27",
            (4, 8),
            _("who is controller under an agreement, and each organisation's record of processing"),
            page="/agreements/<agreement>/controllers/",
            test="agreements/tests/test_rules.py::test_an_agreement_is_offered_with_parties_a_clause_and_a_controller",
        ),
        Capability(
            "B28",
            (9,),
            _("a dictionary of the data and of the indicators"),
            page="/dictionary/",
            test="desk/tests/test_dictionary.py::test_every_table_is_there_with_its_class_and_who_sees_it",
        ),
        Capability(
            "B29",
            (4, 5),
            _("procedures as versioned checklists that begin a case's steps"),
            page="/procedures/<version>/",
            test="cases/tests/test_steps.py::test_each_stage_brings_its_steps_to_whoever_holds_them",
        ),
        Capability(
            "B30",
            (4,),
            _("one core for many programmes, each with its own clauses and procedures"),
            page="/agreements/<agreement>/clauses/",
            test="agreements/tests/test_fold.py::test_the_scopes_are_those_of_the_clauses",
        ),
        Capability(
            "B31",
            (7,),
            _("social benefits that can be taken along"),
            page="/assessments/<assessment>/fill/",
            test="assessments/tests/test_shipped.py::test_the_intake_asks_which_benefits_can_be_taken_along_and_where_they_are_claimed",
        ),
        Capability(
            "B32",
            (6,),
            _("certificates of skills, with issuer and recognition"),
            page="/skills/<person>/certificates/new/",
            test="careers/tests/test_actions.py::test_recognition_is_told_later_with_who_gave_it",
        ),
        Capability(
            "B33",
            (6, 7),
            _("no referral without an agreement in force, all reasons at once"),
            page="/cases/<case>/referrals/new/<service>/",
            test="referrals/tests/test_actions.py::test_without_agreement_and_consent_it_is_refused_with_both_reasons",
        ),
        Capability(
            "B34",
            (4, 7),
            _("no transfer without an agreement; one across a border names its ground"),
            page="/cases/<case>/send-away/",
            test="packages/tests/test_actions.py::test_every_reason_against_a_package_at_once",
        ),
        Capability(
            "B35",
            (7,),
            _(
                "a ledger of consents, in two times: by recipient, purpose and class, "
                "withdrawn in part or whole"
            ),
            page="/cases/<case>/consent/",
            test="persons/tests/test_ledger.py::test_any_pair_of_times_is_answered_as_a_naive_list_would",
        ),
        Capability(
            "B36",
            (1, 7),
            _("files in and out, and an API under the same gate"),
            page="/api-tokens/",
            test="exchange/tests/test_guide.py::test_every_call_of_the_guide_answers_as_it_says",
        ),
        Capability(
            "B37",
            (7,),
            _("a case goes to another installation, signed, encrypted, receipted"),
            page="/packages/",
            test="packages/tests/test_actions.py::test_a_case_arrives_with_who_said_what_and_without_who_did_not_consent",
        ),
    ],
)
