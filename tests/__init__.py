"""Tests as sentences about behaviour."""
