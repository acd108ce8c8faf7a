from django.apps import AppConfig


class EmploymentConfig(AppConfig):
    name = "homeward.employment"
    label = "employment"

    def ready(self) -> None:
        from homeward.employment import signals  # noqa: F401, PLC0415 - connects its receivers
