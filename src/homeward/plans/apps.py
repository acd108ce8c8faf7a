from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "homeward.plans"
    label = "plans"

    def ready(self) -> None:
        from homeward.plans import receivers  # noqa: F401, PLC0415 - models are ready only now
