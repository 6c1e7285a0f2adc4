"""The sample consultation: a hundred invented answers and the consultation they belong to, marked as an illustration."""
