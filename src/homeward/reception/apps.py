from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    name = "homeward.reception"
    label = "reception"

    def ready(self) -> None:
        from homeward.reception import receivers  # noqa: F401, PLC0415 - connects its receivers
