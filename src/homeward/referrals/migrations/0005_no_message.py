"""The message stands among the facts: on the referral itself the receiver would keep it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("referrals", "0004_withdrawal")]
    operations = [migrations.RemoveField(model_name="referral", name="message")]
