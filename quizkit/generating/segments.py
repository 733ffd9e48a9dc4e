"""Where a statement falls apart into clauses: at dashes, semicolons, colons, and where a conjunction adds a clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizkit.generating.lexicon import OPPOSING
from quizkit.generating.tagging import Word
from quizkit.generating.wording import Words


def segments(words: Words) -> Iterator[Words]:
    """The stretches between dashes, semicolons, colons and before clauses that a conjunction adds."""
    pieces: list[list[Word]] = [[]]
    depth = 0
    for index, word in enumerate(words):
        depth += {"-LRB-": 1, "-RRB-": -1, "``": 1, "''": -1}.get(word.tag, 0)
        if depth <= 0 and (word.tag == ":" or (word.tag == "," and _parts_clauses(pieces[-1], words[index + 1 :]))):
            pieces.append([])
        elif depth <= 0 and word.lower in OPPOSING and len(pieces[-1]) > 3 and opens_clause(words[index:]):
            pieces.append([word])
        else:
            pieces[-1].append(word)
    pieces = _without_insertion(words, [piece for piece in pieces if piece])
    for piece in pieces:
        while piece and piece[-1].tag in (".", ",") and piece[-1].text not in ")":
            piece = piece[:-1]
        if piece:
            yield tuple(piece)


def _without_insertion(words: Words, pieces: list[list[Word]]) -> list[list[Word]]:
    """ "A — aside — does B" is one clause where A alone has no verb."""
    dashes = [w.start for w in words if w.tag == ":" and w.text in "—–--"]
    for at in range(len(pieces) - 2):
        before, _, after = pieces[at : at + 3]
        between = [d for d in dashes if before[-1].end <= d <= after[0].start]
        if len(between) != 2 or not after[0].is_finite:
            continue
        # "A does this, but B — aside — does that": the clause that the dashes break open begins at the conjunction.
        joint = (i for i in range(len(before) - 1, 0, -1) if before[i].tag == "CC" and before[i - 1].tag == ",")
        start = next(joint, 0) if any(w.is_finite for w in before) else 0
        broken = before[start:]
        if broken and not any(w.is_finite for w in broken):
            first = [before[: start - 1]] if start else []
            return [*pieces[:at], *first, broken + after, *pieces[at + 3 :]]
    return pieces


def _parts_clauses(before: Sequence[Word], after: Words) -> bool:
    if opens_clause(after) and any(w.is_finite for w in before):
        return True
    # "A does this, B does that, and C ...": a name and its verb right after a clause that has a verb already.
    has_article = bool(after) and after[0].lower in ("the", "a", "an")
    opens = int(has_article)
    names = next((i for i, w in enumerate(after[:5]) if i >= opens and not w.is_noun), 0)
    return (
        names > opens
        and (has_article or after[0].is_name)
        and after[names].is_finite
        and any(w.is_finite for w in before)
    )


def opens_clause(after: Words) -> bool:
    """Whether a comma is followed by "and/but/so/while" and a clause with a subject of its own."""
    if len(after) < 4 or not (
        after[0].tag == "CC" or after[0].lower in ("so", "while", "whereas", "though", "although")
    ):
        return False
    verb = next(
        (
            i
            for i, w in enumerate(after)
            if i and w.is_finite and after[i - 1].tag[:2] in ("NN", "PR", "CD", "RB", "EX")
        ),
        None,
    )
    if verb is None or verb < 2 or verb > 12:
        return False
    between = after[1:verb]
    return any(w.is_noun or w.tag == "PRP" for w in between) and not any(
        w.tag in (",", "WDT", "WP", ":") for w in between
    )
