"""The demo corridor: everybody in it is invented by a seeded generator, and marked as generated."""
