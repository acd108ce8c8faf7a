"""A referral closes with its ground; the message becomes a fact of its own and closes with them."""

from django.db import migrations, models

from homeward.core.operations import Fill, Together


def move(apps, schema_editor):
    Referral = apps.get_model("referrals", "Referral")
    SharedFact = apps.get_model("referrals", "SharedFact")
    for one in Referral.objects.iterator():
        if one.message:
            SharedFact.objects.create(
                referral_id=one.pk,
                receiver_org_id=one.receiver_org_id,
                person_id=one.person_id,
                programme_id=one.programme_id,
                owner_org_id=one.owner_org_id,
                data_class=4,
                position=0,
                kind="message",
                value=one.message,
            )


def back(apps, schema_editor):
    Referral = apps.get_model("referrals", "Referral")
    SharedFact = apps.get_model("referrals", "SharedFact")
    for fact in SharedFact.objects.filter(kind="message"):
        Referral.objects.filter(pk=fact.referral_id).update(message=fact.value)
        fact.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0003_sealed"),
        ("persons", "0009_ledger_policies"),
    ]
    operations = [
        Fill(move, back),
        Together(
            [
                migrations.AlterField(
                    model_name="referral",
                    name="withdraw_reason",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("person_wish", "The person no longer wishes it"),
                            ("other_place", "Another place was found"),
                            ("mistake", "Sent by mistake"),
                            ("consent_withdrawn", "The consent was withdrawn"),
                        ],
                        max_length=20,
                    ),
                )
            ]
        ),
    ]
