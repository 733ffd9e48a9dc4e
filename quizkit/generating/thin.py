"""What readers never keep: questions that ask too little, ask it the wrong way round, or are answered by nothing much.

Each of these was found in the remarks of blind readers on drafts from many kinds of documents; their ratings stand in
``tests/ratings``.
"""

from __future__ import annotations

import re

from quizkit.domain.card import CardKind
from quizkit.domain.source import Form
from quizkit.generating.lexicon import MONTHS, SORTS
from quizkit.generating.proposal import Proposal
from quizkit.generating.verbs import lemma

_LONGEST_OPEN = 24
"""Words: of 32 questions with more that ask who or what, readers kept 3."""

_OPEN = ("who or what", "what", "what kind", "name cloze", "choice")
_SUBJECT = ("who or what", "choice")
_LONGEST_TERM = 3
"""Words of a compound of some field, "mid-training", that no capital tells to be a term."""

_LARGE = re.compile(r"[A-Z]|\d")
_ASKED_WHAT = re.compile(r"(?:.*, |[A-Z][^:]*: )?[Ww]hat (?!kind )")
_UNNAMED = re.compile(r"\w+ing\b|\d|(?:Approximately|About|Roughly|Some|Most) |.*[’']s? (?:.* )?[a-z-]+$")
"""Answers that nobody expects of a bare "what": doings, numbers of things, what somebody has."""

_BACKWARDS = re.compile(r"(?:.*, )?[Ww]hat (?:is|are|was|were) (?!the (?:first|only|largest|main|most)\b)")
_SAYING_LITTLE = re.compile(
    r"(?:.*, |[A-Z][^:]*: )?[Ww]hat (?:includes?|remains?|represents?|requires?|matters?|encompass(?:es)?|works?|"
    r"provides?|offers?|involves?|becomes?|ha[sd]|have|needs?|plays?|costs?|makes?|gets?|uses?)\b"
)
_PARTS = frozenset(
    (
        "premise",
        "argument",
        "reason",
        "point",
        "claim",
        "thesis",
        "aspect",
        "factor",
        "idea",
        "theme",
        "topic",
        "answer",
    )
)
"""What a text has a number of for its own convenience."""

_STIRRINGS = frozenset(
    ("promise", "adoption", "progress", "potential", "traction", "momentum", "attention", "popularity", "importance")
)
"""What anything may show or gain."""

_MANY = re.compile(r"an? (?:wave|series|range|variety|set|number|host|string|lot|group|handful|mix|wealth) of ")
"""What an answer counts and does not name."""

_SORT = "|".join(sorted(SORTS | {"release", "version", "product", "report"}))
_THEIR_THING = re.compile(
    rf"\b(?:[Tt]heir|[Ii]ts|[Hh]is|[Hh]er) (?:own |new |latest |first )?(?:{_SORT})s?\b(?! [a-z]+s\b)"
)
_DATED_THING = re.compile(
    rf"['’]s? (?i:{'|'.join(sorted(MONTHS))}|new|latest|recent|next|upcoming) (?:{_SORT})s?\b(?! [A-Z\d“\"])"
)
"""A thing that bears no name, only an owner's: "their model", "AI2's November model"."""


def thin(proposal: Proposal) -> str:
    """Why readers would not keep a question, whatever it is about; "" where nothing speaks against it."""
    question, answer, rule = proposal.question, proposal.answer, proposal.rule
    if proposal.analysis.statement.form is Form.QUOTE:
        return ""
    if rule in _OPEN and len(question.split()) > _LONGEST_OPEN and proposal.kind is not CardKind.CLOZE:
        return "the question is too long"
    if rule in _SUBJECT and (found := _of_bare_what(question, answer)):
        return found
    if rule in _SUBJECT and re.match(r"(?:.*, )?[Ww]hose ", question):
        return "the question is about something that its answer has, not about the answer"
    if rule in ("how many", "number cloze") and _counts_parts(proposal):
        return "it counts the parts of what is said"
    if rule == "contrast" and re.match(r"(?:and|or) ", answer):
        return "the blank stands in a list"
    if rule == "what" and _says_nothing(proposal):
        return "the answer says little"
    if rule == "how much" and re.search(r"\b(?:hundred|thousand|million|billion|dozen)\b", question):
        return "it asks one number by another"
    if _THEIR_THING.search(question) or _DATED_THING.search(question) or _DATED_THING.search(answer):
        return "a thing is told by its owner, not by its name"
    head = re.match(r"(?:.*, )?[Ww]hich (\w+) ", question)
    if rule in _OPEN and head and _repeats(head[1], proposal):
        return "the question gives its answer away"
    if _ends_in_a_list(proposal):
        return "the question breaks off in a list"
    return ""


def _of_bare_what(question: str, answer: str) -> str:
    """Why readers would not keep a "what" that asks for a subject: of 353 they kept 10 %."""
    if not _ASKED_WHAT.match(question):
        return ""
    is_coined = "-" in answer and len(answer.split()) <= _LONGEST_TERM
    if _UNNAMED.match(answer) or not (_LARGE.search(answer[1:]) or is_coined):
        return "“what” does not tell what kind of answer is wanted"
    if _BACKWARDS.match(question):
        return "the question asks a description for its name"
    if _SAYING_LITTLE.match(question) and " than " not in question:
        return "many answers would do"
    return ""


def _says_nothing(proposal: Proposal) -> bool:
    """Whether an object is nothing to know: a number of something, "promise", what anything may represent."""
    question, answer, fact = proposal.question, proposal.answer, proposal.fact
    if _MANY.match(answer) or answer.split()[-1].lower() in _STIRRINGS:
        return True
    if fact is not None and lemma(fact.main.text) == "represent":
        return True
    is_word = " " not in answer and answer.islower()
    return is_word and re.search(r" (?:at|in|to|for|with|on)\?$", question) is not None


def _counts_parts(proposal: Proposal) -> bool:
    asked = re.search(
        r"how many (?:\w+ )?(\w+?)s? (?:do|does|did|is|are|was|were|ha[sd]|have)\b", proposal.question, re.I
    )
    blank = re.search(r"\] (?:\w+ )?(\w+?)s?\b", proposal.question)
    return any(found is not None and found[1].lower() in _PARTS for found in (asked, blank))


def _repeats(head: str, proposal: Proposal) -> bool:
    """Whether an answer only adds common words to what was asked: "Which landscape?" "The competitive landscape"."""
    words = re.split(r" (?:of|in|for|from|with) ", proposal.answer)[0].split()
    if words[-1].lower().rstrip("s") != head.lower().rstrip("s"):
        return False
    named = proposal.fact is not None and any(w.is_name for w in proposal.fact.subject)
    return len(words) > 3 or not (named or re.search(r"[A-Z]{2}", proposal.answer))


def _ends_in_a_list(proposal: Proposal) -> bool:
    """Whether a question stops at a comma that a list goes on from: "... by pharmaceutical, legal?"."""
    told = re.search(r"(\w+), ([\w-]+)\?$", proposal.question)
    if told is None:
        return False
    after = re.search(rf"\b{re.escape(told[1])}, {re.escape(told[2])}(.{{0,12}})", proposal.analysis.statement.text)
    return after is not None and bool(re.match(r",? (?:and|or)\b|, \w", after[1]))
