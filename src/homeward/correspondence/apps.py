from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "homeward.correspondence"
    label = "correspondence"

    def ready(self) -> None:
        from homeward.correspondence import receivers  # noqa: F401, PLC0415
