"""Bodies that consult."""
