from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "homeward.protection"
    label = "protection"

    def ready(self) -> None:
        from homeward.protection import receivers  # noqa: F401, PLC0415 - models are ready only now
