"""Exports and imports: answers as tables, a whole consultation as one file, and both of them back."""
