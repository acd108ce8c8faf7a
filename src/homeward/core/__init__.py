"""What every feature stands on: page shell, refusals, clock, paging. Knows no noun."""
