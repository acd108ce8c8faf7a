"""What is known of a country: sheets in versions, facts on work, figures of returns."""
