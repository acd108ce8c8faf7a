"""Pages of the reception desk, of charters, of the border and of reception centres."""
