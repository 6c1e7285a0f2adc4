"""The public answers; no acknowledged answer is lost."""
