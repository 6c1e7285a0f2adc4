"""Answers to themes, and what analysts make of them: the only door to `nlp`."""
