from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "homeward.cases"
    label = "cases"

    def ready(self) -> None:
        from homeward.cases import receivers  # noqa: F401, PLC0415 - models are ready only now
