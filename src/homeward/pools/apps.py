from django.apps import AppConfig


class PoolsConfig(AppConfig):
    name = "homeward.pools"
    label = "pools"

    def ready(self) -> None:
        from homeward.pools import receivers  # noqa: F401, PLC0415 - models are ready only now
