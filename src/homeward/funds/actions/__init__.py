"""Every write on money."""

from homeward.funds.actions.budgets import (
    end_check_rule,
    enter_rate,
    open_budget,
    reach,
    receive,
    release,
    set_check_rule,
    set_reserve_rule,
    share_budget,
    share_line,
)
from homeward.funds.actions.goods import (
    goods_are_there,
    hand_out,
    issue_voucher,
    keep_item,
    keep_supplier,
    move_stock,
    tell_goods,
)
from homeward.funds.actions.instalments import cancel_instalment, plan_instalments, reserve
from homeward.funds.actions.paying import give_back, pay
from homeward.funds.actions.proving import bring_proof, make_check, refuse_proof
from homeward.funds.actions.receipts import say_receipt
from homeward.funds.actions.reserves import ask_reserve, grant, refuse_request

__all__ = [
    "ask_reserve",
    "bring_proof",
    "cancel_instalment",
    "end_check_rule",
    "enter_rate",
    "give_back",
    "goods_are_there",
    "grant",
    "hand_out",
    "issue_voucher",
    "keep_item",
    "keep_supplier",
    "make_check",
    "move_stock",
    "open_budget",
    "pay",
    "plan_instalments",
    "reach",
    "receive",
    "refuse_proof",
    "refuse_request",
    "release",
    "reserve",
    "say_receipt",
    "set_check_rule",
    "set_reserve_rule",
    "share_budget",
    "share_line",
    "tell_goods",
]
