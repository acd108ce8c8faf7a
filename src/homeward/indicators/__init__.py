"""Versioned definitions of figures, the figures themselves, and the dashboards that show them."""
