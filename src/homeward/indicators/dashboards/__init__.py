"""Figures side by side: dashboards, results chains, and the reports that donors are sent."""
