from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "homeward.exports"
    label = "exports"

    def ready(self) -> None:
        from homeward.exports import receivers  # noqa: F401, PLC0415 - connects itself
