from functools import cache, partial
from inspect import unwrap

from django.apps import AppConfig, apps
from django.apps.registry import Apps


class CoreConfig(AppConfig):
    name = "homeward.core"

    def ready(self) -> None:
        _keep_answers()
        from homeward.core import lookups  # noqa: PLC0415 - models are ready only now

        lookups.register()


def _keep_answers() -> None:
    """The registry of the installed models keeps its answers for itself.

    Django keeps them for all registries together, and a migration makes a registry for each state
    of the models, which forgets everybody's answers with each model it takes in. Each field that
    points elsewhere then looks through all models anew: a good part of `homeward migrate`.
    What is installed changes only through this registry, whose own `clear_cache` clears these.
    """
    for answer in (Apps.get_models, Apps.get_swappable_settings_name):
        vars(apps)[answer.__name__] = cache(partial(unwrap(answer), apps))
