"""The day's list on a device without a network, and what was noted there until it is sent."""
