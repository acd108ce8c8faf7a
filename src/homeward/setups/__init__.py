"""A new country from files: what a folder of sheets says, written through each room's actions.

`rules` declares every sheet and column once and reads them without a database; the template, the
guide and the messages about faults are made from the same declarations. `actions` writes all of a
folder in one transaction or nothing. The room owns no table.
"""
