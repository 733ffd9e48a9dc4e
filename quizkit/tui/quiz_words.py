"""What both fronts say of quizzes, in one wording. No Textual here: the plain front must not pay for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from quizkit.domain.quiz import Mode, QuizResult, QuizScope
from quizkit.study.difference import Change, Piece
from quizkit.study.quiz import Outcome
from quizkit.study.typed import Match
from quizkit.tui.words import counted, share

MODE_NAMES = {Mode.OPEN: "in the head", Mode.TYPED: "typed", Mode.CHOICE: "multiple choice"}


def scope_in_words(scope: QuizScope, titles: Mapping[str, str]) -> str:
    """``The Cell, DNA › Energy``; ``titles`` are the decks' by slug."""
    decks = ", ".join(titles.get(deck) or deck for deck in scope.decks) or "Everything"
    return f"{decks} › {', '.join(scope.topics)}" if scope.topics else decks


def verdict_in_words(outcome: Outcome) -> str:
    """``✓ Right``, ``≈ Right, but for a detail`` or ``✗ Wrong``; the sign tells it without colour."""
    if not outcome.is_right:
        return "✗ Wrong"
    is_slip = outcome.comparison is not None and outcome.comparison.match is Match.CLOSE
    return "≈ Right, but for a detail" if is_slip else "✓ Right"


def has_common_ground(pieces: Sequence[Piece]) -> bool:
    """Whether a difference tells anything: something was right in it, and something was not."""
    same = [piece for piece in pieces if piece.change is Change.SAME and any(map(str.isalnum, piece.text))]
    return 0 < len(same) < len(pieces)


def score_in_words(result: QuizResult) -> str:
    """``7 of 10 right, 70 %``; with ``; broken off after 1 of 3`` where the learner left."""
    score = f"{result.right} of {result.asked} right, {share(result.right, result.asked)}"
    return f"{score}; {left}" if (left := broken_off_in_words(result)) else score


def broken_off_in_words(result: QuizResult) -> str:
    """``broken off after 1 of 3``; "" where the quiz went to its end."""
    return f"broken off after {result.asked} of {result.planned}" if result.is_broken_off else ""


def before_in_words(earlier: Sequence[QuizResult]) -> str:
    """How the last quizzes of the same scope went, the newest first; "" where there is none."""
    if not earlier:
        return ""
    told = [f"{share(one.right, one.asked)} ({MODE_NAMES[one.mode]}, {one.day.day} {one.day:%B})" for one in earlier]
    return f"Before: {', '.join(told)}"


def topic_columns(result: QuizResult, earlier: Sequence[QuizResult]) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """A row for each topic: its name, ``3 of 4``, its share now, and its shares in the earlier quizzes."""
    rows = []
    for score in result.topics:
        before = tuple(share((past := one.topic(score.topic)).right, past.asked) for one in earlier)
        rows.append((score.topic, f"{score.right} of {score.asked}", share(score.right, score.asked), before))
    return rows


def left_in_words(left: timedelta) -> str:
    """``4:05``: minutes and seconds."""
    seconds = int(left.total_seconds())
    return f"{seconds // 60}:{seconds % 60:02}"


def missed_in_words(missed: int, waiting: int) -> str:
    """How many of the missed cards can be studied now."""
    if not missed:
        return "Nothing was missed."
    if not waiting:
        comes = "It comes back on its day." if missed == 1 else "They come back on their days."
        return f"{counted(missed, 'card')} missed, none of them due or new: nothing to study now. {comes}"
    which = "it is" if missed == 1 else "all are" if waiting == missed else f"{waiting} of them"
    if waiting < missed:
        which += " is" if waiting == 1 else " are"
    return f"{counted(missed, 'card')} missed; {which} due or new and can be studied now."
