"""Programmes, the corridors they serve and their packages. The lead organisation owns them."""
