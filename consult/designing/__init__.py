"""A lead writes questions."""
