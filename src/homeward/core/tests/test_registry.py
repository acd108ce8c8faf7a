from typing import Any

from django.apps import apps
from django.apps.registry import Apps


def kept(name: str) -> Any:
    return vars(apps)[name].cache_info().currsize


def test_another_registry_s_change_forgets_nothing() -> None:
    apps.get_models()
    apps.get_swappable_settings_name("access.user")
    Apps(installed_apps=()).clear_cache()
    assert kept("get_models")
    assert kept("get_swappable_settings_name")


def test_its_own_change_forgets_all() -> None:
    apps.get_models()
    apps.get_swappable_settings_name("access.user")
    apps.clear_cache()
    assert not kept("get_models")
    assert not kept("get_swappable_settings_name")
