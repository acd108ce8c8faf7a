"""Standard operating procedures as versioned checklists, under the agreement that adopts them."""
