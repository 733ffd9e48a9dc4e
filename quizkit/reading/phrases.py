"""Patterns and sets written as plain lists of phrases."""

from __future__ import annotations

import re


def any_of(phrases: str) -> str:
    """One group of alternatives out of patterns separated by " | "; lines may be broken there and inside groups."""
    unbroken = re.sub(r"(?<=\S\|)\n\s*", "", phrases)
    return "(?:" + "|".join(" ".join(phrase.split()) for phrase in re.split(r"\s\|\s", unbroken)) + ")"


def words_of(text: str) -> frozenset[str]:
    """The words of a list that white space separates."""
    return frozenset(text.split())
