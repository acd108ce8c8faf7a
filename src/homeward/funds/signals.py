"""What funds ask the floors above before money is promised or paid, inside its own transaction.

A receiver gives the reasons against it, and they are told together with those of funds.
"""

from django.dispatch import Signal

# request, budget, by, at. Before a reserve grants what is asked.
granting = Signal()

# instalment, budget, by, at. Before an instalment is paid.
paying = Signal()
