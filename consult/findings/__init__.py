"""Findings: frozen datasets, and the page, PDF and data made from them."""
