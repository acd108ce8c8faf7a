"""A referral: one need of one person, sent to one service, until its outcome is known.

The sender's organisation owns the rows. The receiver answers through its account or through an
expiring, single-purpose link. This is the model feature: others copy its files and their order.
"""
