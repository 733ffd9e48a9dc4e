"""What both fronts say to the learner, in one wording: the screens and ``study --plain`` read alike.

No Textual here: the plain front must not pay for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from quizkit.domain.card import Card, CardKind, Evidence
from quizkit.domain.rating import Rating
from quizkit.domain.safe_text import safe_text
from quizkit.domain.schedule import New, Schedule
from quizkit.study.deeds import Deed
from quizkit.study.difference import Change, Piece
from quizkit.study.typed import Match

if TYPE_CHECKING:
    from quizkit.study.leech import Leech
    from quizkit.study.queue import Remaining

RATING_NAMES = {Rating.AGAIN: "Again", Rating.HARD: "Hard", Rating.GOOD: "Good", Rating.EASY: "Easy"}

FLAG_NAMES = ("", "red", "orange", "green", "blue", "pink", "turquoise", "purple")
"""The flags' names by their numbers, as Anki calls them; 0 is none."""

TAKEN_BACK = {
    Deed.RATED: "The last rating is taken back.",
    Deed.BURIED: "The card is buried no more.",
    Deed.SUSPENDED: "The card is suspended no more.",
    Deed.FLAGGED: "The flag is what it was.",
    Deed.EDITED: "The card has its old words again.",
    Deed.RETAGGED: "The card stands under its old topic again.",
    Deed.SPLIT: "The card is one again, in its old words.",
}
"""What an undo says, by what it took back."""

TYPING = {
    True: "Answers are typed from now on, in this session; choices are chosen.",
    False: "Answers are given in the head from now on, in this session.",
}
"""What is said when typing was turned on or off."""

NOTHING_TO_TAKE_BACK = "There is nothing to take back."

MATCHES = {
    Match.EXACT: "✓ Right",
    Match.CLOSE: "≈ Right, but for a detail",
    Match.WRONG: "✗ Not the answer",
}
"""How near an answer was, in words and by a sign."""

_LATER_TODAY = "later today"


def counted(number: int, noun: str) -> str:
    """``1 card``, ``2 cards``; thousands set apart."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def days_in_words(days: int) -> str:
    """How far away a day is, as one would say it: exact to six weeks, rounded beyond."""
    if days <= 0:
        return "today"
    if days == 1:
        return "tomorrow"
    if days <= 45:
        return f"{days} days"
    if days < 700:
        return f"{round(days / 30.44)} months"
    return f"{days / 365.25:.1f}".removesuffix(".0") + " years"


def comes_back(rating: Rating, schedule: Schedule, is_drill: bool) -> tuple[str, str]:
    """When a card rated so is seen again, and, where that is later today, when after that.

    ``schedule`` is what the session previews for the rating: for a drill the one that stands.
    """
    after = "today" if isinstance(schedule, New) else days_in_words(schedule.interval)
    if not rating.calls_for_drill:
        return after, ""
    return _LATER_TODAY, "" if is_drill else f"then {after}"


def day_in_words(day: date, today: date) -> str:
    """A coming day: ``tomorrow``, ``in 6 days (Sunday, 8 March)``."""
    days = (day - today).days
    if days <= 1:
        return days_in_words(days)
    return f"in {days_in_words(days)} ({written_date(day)})"


def written_date(day: date) -> str:
    """``Monday, 2 March``."""
    return f"{day:%A}, {day.day} {day:%B}"


def progress_in_words(done: int, remaining: Remaining) -> str:
    """``12 of 31 · 3 due · 8 new · 1 drill``; what there is none of is not named."""
    waiting = remaining.due + remaining.new + remaining.drills
    parts = [f"{min(done + 1, done + waiting)} of {done + waiting}"]
    if remaining.due:
        parts.append(f"{remaining.due} due")
    if remaining.new:
        parts.append(f"{remaining.new} new")
    if remaining.drills:
        parts.append(counted(remaining.drills, "drill"))
    return " · ".join(parts)


def share(passes: int, reviews: int) -> str:
    """``87 %``; without reviews there is no share."""
    return f"{100 * passes / reviews:.0f} %" if reviews else "–"


def duration(seconds: float) -> str:
    """``45 s``, ``3 min``, ``1 h 20 min``: as exact as anyone wants to know it."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def flag_in_words(flag: int) -> str:
    """``⚑2 orange``; "" for no flag."""
    return f"⚑{flag} {FLAG_NAMES[flag]}" if flag else ""


def retagged(topic: str, known: Iterable[str]) -> str:
    """Where a card stands now; a topic that was not ``known`` is named as new, for it may be a slip of the fingers."""
    name = " ".join(safe_text(topic).split())
    return f"This card stands under {name} now{'' if topic in known else ', a new topic'}."


def forgotten(leech: Leech) -> str:
    """How often a leech was forgotten, and what that means."""
    return f"Forgotten {leech.lapses} times: as it is, this card hardly sticks."


def difference(pieces: Iterable[Piece]) -> str:
    """What was typed beside what is right, in signs: ``Mix(t)ure -model-``, missing and too much; safe to show."""
    return "".join(map(signed, pieces))


def signed(piece: Piece) -> str:
    """A piece of a difference with its sign: ``(missing)``, ``-too much-``; the white space about it stays outside."""
    text = " ".join(safe_text(piece.text).split("\n"))
    if not (bare := text.strip()):
        return text
    sign = {Change.SAME: "{}", Change.MISSING: "({})", Change.EXTRA: "-{}-"}[piece.change]
    return text.replace(bare, sign.format(bare), 1)


def lettered(card: Card) -> list[tuple[str, str, bool]]:
    """The options of a choice card: letter, safe text, and whether it is the answer; none for other kinds."""
    if card.kind is not CardKind.CHOICE:
        return []
    return [(_letter(n), safe_text(choice), choice == card.answer) for n, choice in enumerate(card.choices)]


def cited(evidence: Evidence, titles: Mapping[str, str]) -> str:
    """Who said it when, and where it stands: ``Jane Doe at 00:12:31 · State of AI, line 14``; safe to show.

    ``titles`` are the sources' by slug; a source that it does not know goes by its slug.
    """
    spoken = evidence.speaker
    if evidence.time:
        spoken = f"{spoken} at {evidence.time}" if spoken else f"at {evidence.time}"
    place = titles.get(evidence.source) or evidence.source
    if evidence.line:
        place = f"{place}, line {evidence.line}"
    return " ".join(safe_text(" · ".join(filter(None, (spoken, place)))).split())


def comes_from(card: Card, titles: Mapping[str, str]) -> str:
    """The titles of the documents that a card was made from, safe to show: they tell what a question speaks of."""
    slugs = dict.fromkeys(evidence.source for evidence in card.evidence)
    return " ".join(safe_text(" · ".join(titles.get(slug) or slug for slug in slugs)).split())


def answer_in(quote: str, card: Card) -> tuple[int, int] | None:
    """Where in a quote, made safe, the card's answer stands, in whatever case and white space; None where it does not.

    Of several places the longest wording wins, and of equals the first.
    """
    for wording in sorted({card.answer, *card.accept}, key=lambda text: (-len(text), text)):
        words = safe_text(wording).split()
        if not words:
            continue
        bounds = [r"(?<!\w)" if words[0][0].isalnum() else "", r"(?!\w)" if words[-1][-1].isalnum() else ""]
        pattern = bounds[0] + r"\s+".join(map(re.escape, words)) + bounds[1]
        if found := re.search(pattern, quote, re.IGNORECASE):
            return found.span()
    return None


def _letter(number: int) -> str:
    """a, b, …, z, then numbers: a deck may hold a card with more options than the alphabet has letters."""
    return "abcdefghijklmnopqrstuvwxyz"[number] if number < 26 else str(number + 1)
