"""The web service, and the people, stages and judgements around a survey."""

__version__ = "0.1.0"
