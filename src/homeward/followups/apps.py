from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "homeward.followups"
    label = "followups"

    def ready(self) -> None:
        from homeward.followups import receivers  # noqa: F401, PLC0415 - models are ready only now
