from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "homeward.evaluations"
    label = "evaluations"

    def ready(self) -> None:
        from homeward.evaluations import jobs, receivers  # noqa: F401, PLC0415 - they register
