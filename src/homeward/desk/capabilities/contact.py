"""Monitoring & contact."""

from django.utils.translation import gettext_lazy as _

from homeward.desk.capabilities.rows import Area, Capability

AREA = Area(
    "N",
    "Monitoring & contact",
    [
        Capability(
            "N155",
            (7, 9),
            _(
                "visits without a network: the day's list goes along encrypted, what was "
                "noted comes in once; a form filled with ODK Collect too"
            ),
            page="/offline/app/",
            test="tests/journeys/test_offline.py::test_a_delivery_cut_in_the_middle_and_one_that_comes_twice_count_once",
        ),
        Capability(
            "N156",
            (9,),
            _(
                "persons, households, collective projects and communities are followed by "
                "surveys of their own"
            ),
            page="/follow-ups/projects/",
            test="openrosa/tests/test_units.py::test_three_ways_keep_the_same_answers_about_the_same",
        ),
        Capability(
            "N157",
            (9,),
            _(
                "follow-up from afar: the person fills a survey in by a link, on any phone; "
                "each try with its way and result, and how a person wishes to be contacted"
            ),
            page="/cases/<case>/follow-up/try/",
            test="followups/tests/test_actions.py::test_a_try_without_answer_is_tried_again_on_its_day",
        ),
        Capability(
            "N158",
            (9,),
            _("people who help to find others are told what the person agreed to, and report"),
            page="/follow-ups/relays/",
            test="followups/tests/test_actions.py::test_the_database_holds_what_the_person_s_latest_word_lets_be_told",
        ),
        Capability(
            "N159",
            (7,),
            _("messages both ways"),
            page="/cases/<case>/messages/",
            test="correspondence/tests/test_correspondence.py::test_a_known_sender_s_message_stands_in_the_case_and_waits_for_its_worker",
        ),
        Capability(
            "N160",
            (9,),
            _("who is in contact, read from what is recorded anyway"),
            page="/follow-ups/contacts/",
            test="followups/tests/test_actions.py::test_contacts_are_read_from_what_is_recorded_anyway",
        ),
        Capability(
            "N161",
            (9,),
            _("a plan of follow-ups from the day of arrival: surveys and visits on one line"),
            page="/cases/<case>/follow-up/",
            test="followups/tests/test_actions.py::test_the_year_is_planned_once_from_the_day_of_arrival",
        ),
        Capability(
            "N162",
            (9,),
            _(
                "contact after closure, on a consent of its own and no longer: also by a "
                "body of another organisation, which holds the owner’s surveys"
            ),
            page="/cases/<case>/follow-up/closure/",
            test="followups/tests/test_named_body.py::test_the_body_holds_the_owner_s_survey_and_waits_for_the_next",
        ),
        Capability(
            "N163",
            (9,),
            _("a body named to follow up, with its mandate; handed on when it changes"),
            page="/follow-ups/bodies/",
            test="followups/tests/test_actions.py::test_a_new_body_takes_over_and_each_organisation_is_asked_to_hand_on",
        ),
    ],
)
