"""Keys for cards of files that give them none: from what is asked, so that another answer leaves the key alone.

A key is ``text/``, a fingerprint of the question, and the answer slot; of a cloze it is the text with all its blanks
left blank, so that the clozes of one text are siblings. The name of the file plays no part: the same question in
another file is the same card. The second card that asks the same in one file has ``-2`` in its slot, and so on.
"""

from __future__ import annotations

import hashlib

SLUG = "text"
"""What derived keys begin with."""


class DerivedKeys:
    """Gives the keys of one file's cards, in their order."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def give(self, asked: str, slot: str) -> str:
        """The key of the card that asks ``asked``, words alone; ``slot`` tells its siblings apart."""
        folded = " ".join(asked.casefold().split())
        fingerprint = hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        key = first = f"{SLUG}/{fingerprint}/{slot}"
        number = 1
        while key in self._given:
            number += 1
            key = f"{first}-{number}"
        self._given.add(key)
        return key
