from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "homeward.quality"
    label = "quality"

    def ready(self) -> None:
        from homeward.quality import jobs  # noqa: F401, PLC0415 - they register
