"""Pages of scenarios: what they assume and change, and what came of playing them."""
