"""The pages of the directory."""

from homeward.services.views.keeping import (
    close,
    decide,
    edit,
    edit_place,
    end,
    new,
    new_place,
    own,
    propose,
    publish,
)
from homeward.services.views.reading import (
    detail,
    directory,
    forget_search,
    hub,
    hubs,
    keep_search,
)
from homeward.services.views.upkeep import ask, confirm, fault, link, wrong

__all__ = [
    "ask",
    "close",
    "confirm",
    "decide",
    "detail",
    "directory",
    "edit",
    "edit_place",
    "end",
    "fault",
    "forget_search",
    "hub",
    "hubs",
    "keep_search",
    "link",
    "new",
    "new_place",
    "own",
    "propose",
    "publish",
    "wrong",
]
