"""Free text to themes: pure functions. No web, no database, no clock, no network; chance comes only from a seed."""
