"""Pages of markets, pathways, employers, investors and events."""
