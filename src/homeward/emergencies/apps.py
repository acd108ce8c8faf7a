from django.apps import AppConfig


class EmergenciesConfig(AppConfig):
    name = "homeward.emergencies"
    label = "emergencies"

    def ready(self) -> None:
        from homeward.core import banners  # noqa: PLC0415 - models are ready only now
        from homeward.emergencies import queries  # noqa: PLC0415

        banners.add(queries.banner)
