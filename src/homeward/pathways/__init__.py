"""Work at home and regular ways abroad: full markets, pathways, employers, investors and events."""
