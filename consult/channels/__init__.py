"""Every other way in: the questions on paper, and what staff key in from paper, letters, calls, meetings and petitions."""
