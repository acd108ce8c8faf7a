from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ArchivesConfig(AppConfig):
    name = "homeward.archives"
    label = "archives"

    def ready(self) -> None:
        from homeward.archives import register  # noqa: PLC0415 - models are ready only now

        post_migrate.connect(register.write, sender=self)
