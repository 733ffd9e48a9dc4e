"""Which topic a statement belongs to. Recall by topic is only as good as the topics.

A real heading is a topic. A statement without one takes the topic of its nearest statement in the other documents,
else the "Heading:" that its bullet opens with, else the document's short title. Topics with too few cards join the
topic that their statements are nearest to.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from quizkit.domain.source import Source, Statement
from quizkit.generating.likeness import Likeness

MOST_TOPICS = 16
FEWEST_CARDS = 3
_NEAR_ENOUGH = 0.08


def short_title(title: str) -> str:
    """A document's title without the show, the site and the subtitle: "#490 – X: a, b | Y" -> "X"."""
    text = re.split(r"\s[|·]\s", title)[0]
    text = re.sub(r"^(?:#?\d+|(?:ep(?:isode)?|lecture|chapter|part)\.?\s*#?\d+)\s*[–—:.-]\s*", "", text, flags=re.I)
    before = re.split(r":\s|\s[–—]\s", text)[0]
    short = (before if len(before.split()) >= 2 else text).strip() or title
    # Without a title there is the file's name: "cell_notes" -> "Cell notes".
    return short if " " in short else short[:1].upper() + short[1:].replace("_", " ").replace("-", " ")


def topics_of(
    statements: Sequence[Statement], sources: Sequence[Source], of_source: Sequence[int], likeness: Likeness
) -> list[str]:
    """A topic for every statement; ``of_source`` gives the number of each one's source."""
    topics = [statement.section for statement in statements]
    for number, statement in enumerate(statements):
        if topics[number]:
            continue
        near = (
            statements[other].section
            for alike, other in likeness.nearest(number)
            if alike >= _NEAR_ENOUGH and of_source[other] != of_source[number] and statements[other].section
        )
        lead = statement.lead if _is_heading(statement.lead) else ""
        topics[number] = next(near, "") or lead or short_title(sources[of_source[number]].title)
    return topics


def consolidated(topics: Sequence[str], of_cards: Sequence[int], likeness: Likeness) -> list[str]:
    """The topics with the small ones joined to others; ``of_cards`` has each card's statement number.

    Every topic left has at least three cards, and there are at most sixteen, unless there is only one.
    """
    topics = list(topics)
    while True:
        sizes = Counter(topics[statement] for statement in of_cards)
        small = min(sizes, key=lambda topic: (sizes[topic], topic), default="")
        if len(sizes) <= 1 or (sizes[small] >= FEWEST_CARDS and len(sizes) <= MOST_TOPICS):
            return topics
        keeps = {topic for topic in sizes if topic != small}
        members = [number for number, topic in enumerate(topics) if topic == small]
        _move(members, keeps, topics, sizes, likeness)


def _move(members: list[int], keeps: set[str], topics: list[str], sizes: Counter[str], likeness: Likeness) -> None:
    """Give each member the topic that its nearest statements vote for; where none is near, what most others got."""
    found: dict[int, str] = {}
    for number in members:
        votes: dict[str, float] = defaultdict(float)
        for alike, other in likeness.nearest(number)[:12]:
            if topics[other] in keeps:
                votes[topics[other]] += alike
        if votes:
            found[number] = max(votes, key=lambda topic: (votes[topic], topic))
    common = Counter(found.values()).most_common(1)
    fallback = common[0][0] if common else max(keeps, key=lambda topic: (sizes[topic], topic))
    for number in members:
        topics[number] = found.get(number, fallback)


def _is_heading(lead: str) -> bool:
    return bool(lead) and len(lead.split()) <= 6 and lead[0].isupper()
