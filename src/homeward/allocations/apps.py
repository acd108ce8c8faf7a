from django.apps import AppConfig


class AllocationsConfig(AppConfig):
    name = "homeward.allocations"
    label = "allocations"

    def ready(self) -> None:
        from homeward.allocations import receivers  # noqa: F401, PLC0415 - models are ready only now
