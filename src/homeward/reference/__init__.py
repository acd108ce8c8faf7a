"""The pages of the reference data: countries, areas, towns, occupations and skills.

Places and occupations themselves stand below the accounts, and know no page.
"""
