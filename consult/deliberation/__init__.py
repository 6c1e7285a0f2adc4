"""People see the themes and vote."""
