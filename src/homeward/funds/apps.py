from django.apps import AppConfig


class FundsConfig(AppConfig):
    name = "homeward.funds"
    label = "funds"

    def ready(self) -> None:
        from homeward.funds import receivers  # noqa: F401, PLC0415 - models are ready only now
