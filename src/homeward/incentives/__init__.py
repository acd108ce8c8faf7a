"""Incentive funds between states, as a record apart: nothing here leads to a case or a person."""
