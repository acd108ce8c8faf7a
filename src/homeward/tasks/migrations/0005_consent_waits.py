"""What the ends of grounds make people wait for."""

from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0004_kinds_of_seals_and_emergencies"),
    ]

    operations = [
        Together(
            [
                migrations.AlterField(
                    model_name="deadlinerule",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("record_consent", "Record the consent"),
                            ("finish_intake", "Finish the intake"),
                            ("announce_arrival", "Announce the arrival"),
                            ("confirm_arrival", "Say whether they arrived"),
                            ("confirm_facts", "Confirm the facts"),
                            ("draft_plan", "Draft the plan"),
                            ("decide_plan", "Decide on the plan"),
                            ("mend_plan", "Mend the plan and send it again"),
                            ("meet_condition", "Meet the commission's condition"),
                            ("start_support", "Refer to the first service"),
                            ("answer_referral", "Answer the referral"),
                            ("refer_again", "Choose another service"),
                            ("report_outcome", "Report the service and its outcome"),
                            ("read_outcome", "Read the outcome and decide what comes next"),
                            ("bring_proof", "Bring the proof for the instalment"),
                            ("pay_instalment", "Check the proof and pay the instalment"),
                            ("fill_survey", "Hold the survey interview"),
                            ("close_case", "Close the case"),
                            ("decide_basis", "Decide on another ground than consent"),
                            ("answer_notice", "Say what became of the data"),
                            (
                                "read_withdrawal",
                                "Read what was withdrawn and decide what comes next",
                            ),
                            ("ask_consent_anew", "Ask for consent anew: a child comes of age"),
                            ("sign_agreement", "Sign the agreement"),
                        ],
                        max_length=30,
                    ),
                ),
                migrations.AlterField(
                    model_name="task",
                    name="kind",
                    field=models.CharField(
                        choices=[
                            ("record_consent", "Record the consent"),
                            ("finish_intake", "Finish the intake"),
                            ("announce_arrival", "Announce the arrival"),
                            ("confirm_arrival", "Say whether they arrived"),
                            ("confirm_facts", "Confirm the facts"),
                            ("draft_plan", "Draft the plan"),
                            ("decide_plan", "Decide on the plan"),
                            ("mend_plan", "Mend the plan and send it again"),
                            ("meet_condition", "Meet the commission's condition"),
                            ("start_support", "Refer to the first service"),
                            ("answer_referral", "Answer the referral"),
                            ("refer_again", "Choose another service"),
                            ("report_outcome", "Report the service and its outcome"),
                            ("read_outcome", "Read the outcome and decide what comes next"),
                            ("bring_proof", "Bring the proof for the instalment"),
                            ("pay_instalment", "Check the proof and pay the instalment"),
                            ("fill_survey", "Hold the survey interview"),
                            ("close_case", "Close the case"),
                            ("decide_basis", "Decide on another ground than consent"),
                            ("answer_notice", "Say what became of the data"),
                            (
                                "read_withdrawal",
                                "Read what was withdrawn and decide what comes next",
                            ),
                            ("ask_consent_anew", "Ask for consent anew: a child comes of age"),
                            ("sign_agreement", "Sign the agreement"),
                        ],
                        max_length=30,
                    ),
                ),
            ]
        ),
    ]
