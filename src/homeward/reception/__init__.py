"""Charters and their manifests, reception centres and their places, the border's view."""
