"""The shared cast, for tests of the whole system's exits."""

from homeward.conftest import cast
from homeward.funds.tests.conftest import till
from homeward.plans.tests.conftest import bare, table

__all__ = ["bare", "cast", "table", "till"]
