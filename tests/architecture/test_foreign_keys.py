"""Foreign keys point down as imports do; the linter can't see a key that is named in a string."""

import tomllib
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]


def floors() -> dict[str, int]:
    """Feature -> height; features side by side on one floor have the same."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (layers,) = (
        contract["layers"]
        for contract in contracts["tool"]["importlinter"]["contracts"]
        if contract["id"] == "floors"
    )
    return {
        feature.strip(): height
        for height, floor in enumerate(reversed(layers))
        for feature in floor.split("|")
    }


def feature(model: type) -> str:
    return model.__module__.split(".")[1]


def test_foreign_keys_point_down() -> None:
    height = floors()
    upward = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in apps.get_models()
        if model.__module__.startswith("homeward.")
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        if field.related_model.__module__.startswith("homeward.")
        if feature(field.related_model) != feature(model)
        and height[feature(field.related_model)] >= height[feature(model)]
    ]
    assert upward == []
