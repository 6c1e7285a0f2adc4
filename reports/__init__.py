"""Dataclasses in, bytes out: tagged, accessible documents. No database, no web."""
