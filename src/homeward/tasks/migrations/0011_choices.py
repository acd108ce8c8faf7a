from django.db import migrations, models

from homeward.core.operations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0010_users_and_breaches"),
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
                            ("decide_lifting", "Say whether the seal is lifted"),
                            ("review_emergency", "Review the emergency access"),
                            ("decide_basis", "Decide on another ground than consent"),
                            ("answer_notice", "Say what became of the data"),
                            (
                                "read_withdrawal",
                                "Read what was withdrawn and decide what comes next",
                            ),
                            ("ask_consent_anew", "Ask for consent anew: a child comes of age"),
                            ("answer_rights_request", "Answer the person's request"),
                            ("decide_erasure", "Decide on the erasure"),
                            ("enter_receipt", "Enter the receiver's receipt"),
                            ("sign_agreement", "Sign the agreement"),
                            ("sop_step", "Do a step of the procedure"),
                            ("review_agreement", "Review the agreement"),
                            ("approve_user", "Approve what a colleague asks for a user"),
                            ("notify_authority", "Tell the supervisory authority of the breach"),
                            ("tell_persons", "Tell the persons whom the breach affects"),
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
                            ("decide_lifting", "Say whether the seal is lifted"),
                            ("review_emergency", "Review the emergency access"),
                            ("decide_basis", "Decide on another ground than consent"),
                            ("answer_notice", "Say what became of the data"),
                            (
                                "read_withdrawal",
                                "Read what was withdrawn and decide what comes next",
                            ),
                            ("ask_consent_anew", "Ask for consent anew: a child comes of age"),
                            ("answer_rights_request", "Answer the person's request"),
                            ("decide_erasure", "Decide on the erasure"),
                            ("enter_receipt", "Enter the receiver's receipt"),
                            ("sign_agreement", "Sign the agreement"),
                            ("sop_step", "Do a step of the procedure"),
                            ("review_agreement", "Review the agreement"),
                            ("approve_user", "Approve what a colleague asks for a user"),
                            ("notify_authority", "Tell the supervisory authority of the breach"),
                            ("tell_persons", "Tell the persons whom the breach affects"),
                        ],
                        max_length=30,
                    ),
                ),
            ]
        ),
    ]
