"""What a plan tells the floors above, inside its own transaction. A receiver may refuse."""

from django.dispatch import Signal

# plan, by, at. Sent before an approval is written; `funds` reserves the budget or raises Refused.
approving = Signal()

# plan. Sent before a plan is held against its package; a receiver gives the amount beyond it that
# is granted: `funds` says what a reserve gave.
widening = Signal()
# plan, lines, by, at. Sent when lines of an approved plan are given up for the plan that follows
# it, before that one's approval; `funds` frees what was reserved for them.
dropped = Signal()
