from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    name = "homeward.access"
    label = "access"

    def ready(self) -> None:
        from homeward.access import roles, sign_in  # noqa: PLC0415 - models are ready only now

        # Each feature's table of verbs, so that a page's action is known before its first request.
        autodiscover_modules("permissions")
        sign_in.connect()
        post_migrate.connect(roles.prepare, sender=self)
