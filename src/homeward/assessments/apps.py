from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "homeward.assessments"
    label = "assessments"

    def ready(self) -> None:
        from homeward.assessments import receivers  # noqa: F401, PLC0415 - connects its receivers
