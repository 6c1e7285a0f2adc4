"""Questionnaires and responses. Knows no web, no accounts, no consultation."""
