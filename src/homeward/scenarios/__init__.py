"""What would be if: assumptions with their sources, changes, and the programme played through."""
