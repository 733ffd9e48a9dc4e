"""How well cards were remembered, and how sure one can be of it."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

TOO_FEW = 20
"""Reviews below which a share says next to nothing: its interval is then some 30 points wide or more."""

_Z = 1.959963984540054
"""The normal quantile that 95 % two-sided confidence takes."""


@dataclass(frozen=True, slots=True)
class Retention:
    """``passes`` of ``reviews``; a card's first review and drills are never among them."""

    reviews: int = 0
    passes: int = 0

    def __add__(self, other: Retention) -> Retention:
        return Retention(self.reviews + other.reviews, self.passes + other.passes)

    @property
    def share(self) -> float | None:
        """Passes of reviews, 0 to 1; None where there are no reviews."""
        return self.passes / self.reviews if self.reviews else None

    @property
    def is_telling(self) -> bool:
        """Whether there are enough reviews for the share to mean something."""
        return self.reviews >= TOO_FEW

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the true share lies with 95 % confidence; None where there are no reviews.

        Wilson's score interval (E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
        Journal of the American Statistical Association 22, 1927, pages 209-212), without continuity correction. It
        stays within 0 and 1 and holds for few reviews, and for none or all passed, where the textbook's p ± z·s fails.
        """
        if not self.reviews:
            return None
        n, p, z2 = self.reviews, self.passes / self.reviews, _Z * _Z
        middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = _Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
        # With none or all passed one end is exact; arithmetic in binary would miss it by a hair.
        low = 0.0 if not self.passes else middle - half
        high = 1.0 if self.passes == n else middle + half
        return low, high
