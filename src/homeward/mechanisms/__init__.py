"""Referral systems, national, hub, local and of development, and what each still lacks."""
