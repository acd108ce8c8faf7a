from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "homeward.referrals"
    label = "referrals"
