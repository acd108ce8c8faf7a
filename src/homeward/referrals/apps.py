from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "homeward.referrals"
    label = "referrals"

    def ready(self) -> None:
        from homeward.referrals import signals  # noqa: F401, PLC0415 - connects its receivers
