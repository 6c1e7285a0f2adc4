"""Decisions: the gate, the desk, the public page."""
