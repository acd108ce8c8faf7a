from django.apps import AppConfig


class CounsellingConfig(AppConfig):
    name = "homeward.counselling"
    label = "counselling"

    def ready(self) -> None:
        from homeward.counselling import receivers  # noqa: F401, PLC0415 - models are ready only now
