from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    name = "homeward.access"
    label = "access"

    def ready(self) -> None:
        from homeward.access import roles, sessions, sign_in  # noqa: PLC0415 - models are ready only now
        from homeward.access.keys import link  # noqa: PLC0415

        # Each feature's table of verbs, so that a page's action is known before its first request.
        autodiscover_modules("permissions")
        # And each feature's jobs, which the migration declares to the gate.
        autodiscover_modules("jobs")
        sign_in.connect()
        sessions.connect()
        # A migration may write what is sealed.
        pre_migrate.connect(link.prepare, sender=self)
        post_migrate.connect(roles.prepare, sender=self)
