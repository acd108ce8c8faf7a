from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HandoversConfig(AppConfig):
    name = "homeward.handovers"
    label = "handovers"

    def ready(self) -> None:
        from homeward.handovers import register  # noqa: PLC0415 - models are ready only now

        post_migrate.connect(register.write, sender=self)
