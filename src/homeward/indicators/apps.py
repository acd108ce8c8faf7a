from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "homeward.indicators"
    label = "indicators"

    def ready(self) -> None:
        from homeward.indicators.dashboards import permissions  # noqa: F401, PLC0415 - as below
        from homeward.indicators.sources import shipped  # noqa: PLC0415 - models are ready only now

        shipped.register()
