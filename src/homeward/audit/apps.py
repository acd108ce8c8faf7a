from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "homeward.audit"
    label = "audit"

    def ready(self) -> None:
        from homeward.access import reading  # noqa: PLC0415 - models are ready only now
        from homeward.access import roles as access_roles  # noqa: PLC0415
        from homeward.audit import actions, roles  # noqa: PLC0415

        reading.at_end.append(actions.append_reads)
        access_roles.CLOSED.append(roles.TABLE)
        post_migrate.connect(roles.prepare, sender=self)
