from django.apps import AppConfig


class CareersConfig(AppConfig):
    name = "homeward.careers"
    label = "careers"

    def ready(self) -> None:
        # Connects the receivers.
        from homeward.careers import receivers  # noqa: F401, PLC0415
