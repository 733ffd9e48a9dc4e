"""Spaced repetition in the terminal, from your own documents."""

__version__ = "0.1.0"
