from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RightsConfig(AppConfig):
    name = "homeward.rights"
    label = "rights"

    def ready(self) -> None:
        from homeward.rights import register  # noqa: PLC0415 - models are ready only now

        post_migrate.connect(register.write, sender=self)
