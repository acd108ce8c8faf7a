from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "homeward.protection"
    label = "protection"

    def ready(self) -> None:
        # Connects the receivers, and names the form that comes with the software.
        from homeward.protection import receivers, shipped  # noqa: F401, PLC0415
