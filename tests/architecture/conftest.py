"""The shared cast, for what is proved of pages that run."""

from homeward.conftest import cast

__all__ = ["cast"]
