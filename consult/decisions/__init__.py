"""Decisions that answer every theme."""
