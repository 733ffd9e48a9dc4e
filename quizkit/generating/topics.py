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
from quizkit.generating.analysis import capitals_in
from quizkit.generating.likeness import Likeness

MOST_TOPICS = 16
FEWEST_CARDS = 3
_NEAR_ENOUGH = 0.08
_MUCH_ALIKE = 0.25
_STATEMENTS_SHARED = 0.1
_NAMES_SHARED = 0.2
_FEWEST_NAMES = 3
"""Likeness of two statements that say much the same, the share of such statements, and the share and number of common
names, from which two documents speak of the same things."""


def short_title(title: str) -> str:
    """A document's title without the show, the site and the subtitle: "#490 – X: a, b | Y" -> "X"."""
    text = re.split(r"\s[|·]\s", title)[0]
    text = re.sub(r"^(?:#?\d+|(?:ep(?:isode)?|lecture|chapter|part)\.?\s*#?\d+)\s*[–—:.-]\s*", "", text, flags=re.I)
    before = re.split(r":\s|\s[–—]\s", text)[0]
    short = (before if len(before.split()) >= 2 else text).strip() or title
    # Without a title there is the file's name: "cell_notes" -> "Cell notes".
    return short if " " in short else short[:1].upper() + short[1:].replace("_", " ").replace("-", " ")


def families_of(statements: Sequence[Statement], count: int, of_source: Sequence[int], likeness: Likeness) -> list[int]:
    """A number for each of ``count`` sources; those with the same number speak of the same things.

    They share names, or many of the statements of one are much like some of the other's. Documents that only happen to
    be read together lend each other no topics.
    """
    texts: list[list[str]] = [[] for _ in range(count)]
    alike: Counter[tuple[int, int]] = Counter()
    for number, statement in enumerate(statements):
        here = of_source[number]
        texts[here].append(statement.text)
        near = {of_source[other] for score, other in likeness.nearest(number) if score >= _MUCH_ALIKE}
        alike.update((here, there) for there in near if there != here)
    names = [capitals_in(told) for told in texts]
    family = list(range(count))
    for one in range(count):
        for other in range(one):
            shared = len(names[one] & names[other])
            share_names = shared >= _FEWEST_NAMES and shared >= _NAMES_SHARED * min(len(names[one]), len(names[other]))
            say_the_same = max(
                alike[one, other] / max(1, len(texts[one])), alike[other, one] / max(1, len(texts[other]))
            )
            if share_names or say_the_same >= _STATEMENTS_SHARED:
                family = [family[other] if number == family[one] else number for number in family]
    return family


def topics_of(
    statements: Sequence[Statement], sources: Sequence[Source], of_source: Sequence[int], likeness: Likeness
) -> list[str]:
    """A topic for every statement; ``of_source`` gives the number of each one's source."""
    topics = [statement.section for statement in statements]
    family = families_of(statements, len(sources), of_source, likeness)
    for number, statement in enumerate(statements):
        if topics[number]:
            continue
        near = (
            statements[other].section
            for alike, other in likeness.nearest(number)
            if alike >= _NEAR_ENOUGH
            and of_source[other] != of_source[number]
            and family[of_source[other]] == family[of_source[number]]
            and statements[other].section
        )
        lead = statement.lead if _is_heading(statement.lead) else ""
        topics[number] = next(near, "") or lead or short_title(sources[of_source[number]].title)
    return topics


def consolidated(
    topics: Sequence[str], of_cards: Sequence[int], likeness: Likeness, family: Sequence[int], titles: Sequence[str]
) -> list[str]:
    """The topics with the small ones joined to others; ``of_cards`` has each card's statement number.

    ``family`` gives each statement's family of documents, ``titles`` its document's title. In each family every topic
    left has at least three cards, and there are at most sixteen, unless there is only one. Where several topics come
    down to one, it is called by the document: no single heading of it speaks for all.
    """
    topics = list(topics)
    for kin in sorted(set(family)):
        ours = [number for number, its in enumerate(family) if its == kin]
        cards = [number for number in of_cards if family[number] == kin]
        were = {topics[number] for number in cards}
        _consolidate(topics, ours, cards, likeness)
        if len(were) > 1 == len({topics[number] for number in cards}):
            title = short_title(Counter(titles[number] for number in ours).most_common(1)[0][0])
            for number in ours:
                topics[number] = title
    return topics


def _consolidate(topics: list[str], ours: Sequence[int], of_cards: Sequence[int], likeness: Likeness) -> None:
    within = set(ours)
    while True:
        sizes = Counter(topics[statement] for statement in of_cards)
        small = min(sizes, key=lambda topic: (sizes[topic], topic), default="")
        if len(sizes) <= 1 or (sizes[small] >= FEWEST_CARDS and len(sizes) <= MOST_TOPICS):
            return
        keeps = {topic for topic in sizes if topic != small}
        members = [number for number in ours if topics[number] == small]
        _move(members, keeps, topics, sizes, likeness, within)


def _move(
    members: list[int], keeps: set[str], topics: list[str], sizes: Counter[str], likeness: Likeness, within: set[int]
) -> None:
    """Give each member the topic that its nearest statements vote for; where none is near, what most others got."""
    found: dict[int, str] = {}
    for number in members:
        votes: dict[str, float] = defaultdict(float)
        for alike, other in likeness.nearest(number)[:12]:
            if other in within and topics[other] in keeps:
                votes[topics[other]] += alike
        if votes:
            found[number] = max(votes, key=lambda topic: (votes[topic], topic))
    common = Counter(found.values()).most_common(1)
    fallback = common[0][0] if common else max(keeps, key=lambda topic: (sizes[topic], topic))
    for number in members:
        topics[number] = found.get(number, fallback)


def _is_heading(lead: str) -> bool:
    return bool(lead) and len(lead.split()) <= 6 and lead[0].isupper()
