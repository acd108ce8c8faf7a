"""Money for plans: budgets, registers, and the rows about a person."""

from homeward.funds.models.budgets import (
    Budget,
    BudgetShare,
    CheckRule,
    ExchangeRate,
    ReserveReach,
    ReserveRule,
)
from homeward.funds.models.payments import (
    CheckMade,
    FinanceRow,
    Instalment,
    LineShare,
    Payment,
    PaymentReturn,
    Proof,
    ProofCheck,
    Reservation,
)
from homeward.funds.models.receipts import Receipt
from homeward.funds.models.registers import StockItem, StockMovement, Supplier
from homeward.funds.models.support import Delivery, ReserveRequest, Voucher

__all__ = [
    "Budget",
    "BudgetShare",
    "CheckMade",
    "CheckRule",
    "Delivery",
    "ExchangeRate",
    "FinanceRow",
    "Instalment",
    "LineShare",
    "Payment",
    "PaymentReturn",
    "Proof",
    "ProofCheck",
    "Receipt",
    "Reservation",
    "ReserveReach",
    "ReserveRequest",
    "ReserveRule",
    "StockItem",
    "StockMovement",
    "Supplier",
    "Voucher",
]
