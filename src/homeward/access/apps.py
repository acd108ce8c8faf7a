from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccessConfig(AppConfig):
    name = "homeward.access"
    label = "access"

    def ready(self) -> None:
        from homeward.access import roles  # noqa: PLC0415 - models are ready only now

        post_migrate.connect(roles.prepare, sender=self)
