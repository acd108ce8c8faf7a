"""The pages of agreements: the papers themselves, their terms, their signatures, what they open."""

from homeward.agreements.views.documents import detail, index, new, succeed
from homeward.agreements.views.matrix import overall, who_sees_what
from homeward.agreements.views.signing import (
    end,
    offer,
    paper,
    resume,
    review,
    sign,
    suspend,
    take_back,
)
from homeward.agreements.views.terms import (
    add_clause,
    add_contact,
    add_file,
    add_party,
    controllers,
    download,
    remove_clause,
    remove_contact,
    remove_file,
    remove_party,
)

__all__ = [
    "add_clause",
    "add_contact",
    "add_file",
    "add_party",
    "controllers",
    "detail",
    "download",
    "end",
    "index",
    "new",
    "offer",
    "overall",
    "paper",
    "remove_clause",
    "remove_contact",
    "remove_file",
    "remove_party",
    "resume",
    "review",
    "sign",
    "succeed",
    "suspend",
    "take_back",
    "who_sees_what",
]
