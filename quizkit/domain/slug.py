"""Names that files, keys and command lines can carry."""

from __future__ import annotations

import unicodedata

LONGEST_SLUG = 80
"""Characters: with four bytes each and an extension still a file name on every system."""


def slugify(text: str) -> str:
    """``text`` in lower case with hyphens for all that is neither letter nor digit; letters of any script stay.

    Never empty, holds no white space and no path separator, and a slug is its own slug.
    """
    # Lower case may undo the normal form (İ), and the other way round: one more turn settles it.
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower()).lower()
    # Marks are parts of letters in many scripts: without them Hindi would fall to pieces.
    kept = "".join(char if unicodedata.category(char)[0] in "LNM" else " " for char in folded)
    slug = "-".join(kept.split())[:LONGEST_SLUG].strip("-")
    return slug or "untitled"
