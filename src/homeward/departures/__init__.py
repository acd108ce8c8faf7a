"""The preparation of a departure: papers, tickets, fitness, luggage, and whether it took place."""
