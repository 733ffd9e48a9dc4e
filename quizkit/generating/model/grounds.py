"""Whether a document bears a question out: its names and numbers stand there, and no doubt of its statement is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizkit.domain.card import BLANK
from quizkit.domain.source import Source, Statement
from quizkit.generating.faults import content

_TOKEN = re.compile(r"[^\W_]+(?:[.,][^\W_]+)*")
_FEWEST_LETTERS = 5
"""Letters that two forms of one name share at their beginning: Italy, Italian."""

_DOUBT = re.compile(
    r"\b(?:alleged(?:ly)?|reported(?:ly)?|purported(?:ly)?|supposed(?:ly)?|rumou?r(?:s|ed)?|unconfirmed|may|might|"
    r"(?:is|are|was|were) (?:said|expected|believed|thought|estimated|projected|predicted|planned) to|"
    r"predict(?:s|ed)|project(?:s|ed)|forecasts?|expects?|estimates?|claim(?:s|ed)|believes?|argu(?:es|ed)|suspects?)\b"
)
_KEPT = re.compile(
    r"\b(?:according to|alleged|report|purport|suppose|rumou?r|unconfirmed|may|might|could|likely|perhaps|possibl|"
    r"probabl|sa(?:id|ys?)|expect|belie[vf]|th(?:ought|inks?)|estimat|project|predict|plan|forecast|claim|argu|suspect)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;—–]|:\s|[.!?]\s")


class Grounds:
    """The words of a document, ready to be compared with; capitals tell names only where it ``is_english``."""

    def __init__(self, source: Source, is_english: bool) -> None:
        told = [source.title]
        for s in source.statements:
            told += [s.text, s.section, s.lead, s.speaker, s.asked]
        self._words = {word for text in dict.fromkeys(told) for word in _parts(text)}
        self._openings = {word[:_FEWEST_LETTERS] for word in self._words if len(word) >= _FEWEST_LETTERS}
        self._is_english = is_english

    def missing(self, question: str, answer: str, statement: Statement) -> Iterator[str]:
        """What the question adds to the document or takes from its statement, in words; nothing where it is true."""
        asked = question.replace(BLANK, " ")
        for token in _TOKEN.findall(asked.partition(" ")[2] if self._is_english else asked):
            if not self._stands(token):
                yield f"“{token}” stands nowhere in the document"
        if self._is_english and not _shares_a_word(asked, statement):
            yield "its question has no word of its statement"
        if (doubt := _doubt_beside(answer, statement.text)) and not _KEPT.search(f"{question} {answer}"):
            yield f"it takes for certain what its statement says with “{doubt}”"

    def _stands(self, token: str) -> bool:
        """Whether a token of the question is no name and no number, or one that the document has too."""
        is_number = any(char.isdigit() for char in token)
        if not is_number and not (self._is_english and token[0].isupper()):
            return True
        return all(part in self._words or (not is_number and self._is_like_one(part)) for part in _parts(token))

    def _is_like_one(self, word: str) -> bool:
        plural = word[:-1] if word.endswith("s") else f"{word}s"
        return len(word) < 2 or plural in self._words or word[:_FEWEST_LETTERS] in self._openings


def _parts(text: str) -> list[str]:
    return [token.casefold() for token in _TOKEN.findall(text)]


def _shares_a_word(asked: str, statement: Statement) -> bool:
    """Whether any word of the question, but for its ending, is of the statement, its heading or its question."""
    told = content(" ".join((statement.text, statement.lead, statement.section, statement.asked)))
    stems = {word[:_FEWEST_LETTERS] for word in told}
    return any(word[:_FEWEST_LETTERS] in stems for word in content(asked))


def _doubt_beside(answer: str, text: str) -> str:
    """The word of doubt in the clause that holds the answer; "" where there is none."""
    at = text.find(answer)
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, max(at, 0))), default=0)
    end = next((m.start() for m in _CLAUSE.finditer(text, at + len(answer))), len(text))
    doubt = _DOUBT.search(text[start:end])
    return doubt.group() if doubt else ""
