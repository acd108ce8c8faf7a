"""Pages of a business (`planning`, `running`, `lending`), of groups, and of what is known."""
