"""What of a draft tells whether a reader will keep it: features by name, each a number, most of them 0 or 1.

Every name is worded as a reason, since the verdict gives those that moved it. Which of them matter, and how much, is
not decided here: ``weights.json`` is fitted to ratings of readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizkit.domain.card import BLANK, CardKind
from quizkit.domain.source import Form
from quizkit.generating.facts import Fact, is_passive
from quizkit.generating.faults import BELONGING, BLANKS, NAME, WORD, content
from quizkit.generating.lexicon import HUMAN, MAKERS, MONTHS, SAYING, VAGUE
from quizkit.generating.proposal import Proposal
from quizkit.generating.verbs import lemma
from quizkit.generating.wording import Words

WEAK_VERBS = frozenset(("have", "include", "do", "see", "need", "get", "be", "become", "remain", "seem"))
_LIGHT_VERBS = frozenset(("use", "make", "offer", "take", "represent", "announce", "put", "bring", "give", "keep"))
_OPEN = ("who or what", "what", "what kind", "choice")

_BARE = re.compile(
    r"\bthe (?:company|models?|paper|author|speakers?|guest|host|team|system|group|researchers|lab|study|report|"
    r"firm|book|app|tool|project|method|approach|process|concept|idea|problem|move|change|result|framing|release|"
    r"article|city|country|government|king|queen|war|battle|law|court|party|patient|client|server|fund|market|bank|"
    r"building|instrument|machine|device|product|village|region|island|film|song|story|text|case|disaster|plan|"
    r"programme|program|scheme|event|meeting|practice|effect|delay|first|second|third|latter|former|two|same|"
    r"others?)(?= (?:is|are|was|were|has|have|had|did|does|do|can|could|will|would|in|on|at|by|of|to|and|for|that|"
    r"[a-z]+ed)\b|[?,.]|$)",
    re.IGNORECASE,
)
_GUESS = re.compile(r"\b(?:predicted|expected|supposed|projected|likely|might|may|could|perhaps|probably)\b")
_HEDGE = re.compile(
    r"\b(?:roughly|about|around|some|nearly|almost|approximately|perhaps|maybe|probably|reportedly|allegedly|"
    r"rumou?red|reported|estimated|often|usually|generally|typically|sometimes|mostly)\b",
    re.IGNORECASE,
)
_SAYING_WHICH = ("WDT", "WP", "VBN", "POS", "VBG", "-LRB-")
_TOLD = ("term", "glossary", "author", "acronym", "role")
_FULL_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)+$")
_BACK = ("PRP", "PRP$", "CC")
_VALUE = re.compile(r"(?:amount of money|percentage|date|number|length of time)")


def features(proposal: Proposal) -> dict[str, float]:
    """The features of a draft that are not 0, by name."""
    found = {f"rule: {proposal.rule}": 1.0}
    for name, value in _all(proposal):
        if value:
            found[name] = float(value)
    return found


def _all(proposal: Proposal) -> Iterator[tuple[str, float]]:
    question, answer, fact = proposal.question, proposal.answer, proposal.fact
    asked = BLANKS.sub(" ", question)
    words, told = asked.split(), content(asked)
    yield from _of_answer(proposal)
    is_named = bool(NAME.search(asked.partition(" ")[2]))
    yield f"its wording: {proposal.wording}", bool(proposal.wording)
    yield "the question names somebody or something", is_named
    yield "the question names nobody and nothing", not is_named and proposal.kind is not CardKind.CLOZE
    yield "it speaks of the document or of those who made it", bool({w.strip(",.?“”").lower() for w in words} & MAKERS)
    yield "the question is long", max(0, len(words) - 16) / 8
    yield "the question is short", len(words) <= 8
    yield "the question says little", max(0, 5 - len(told)) / 2
    yield "it says “the company” or the like without a name", bool(_BARE.search(asked))
    theirs = BELONGING.search(asked)
    yield "“the ...” stands in it without saying which", 0 if proposal.rule in _TOLD else _bare(proposal)
    is_about = proposal.wording == "topic in front"
    yield "“the ...” stays open behind its topic", is_about and _bare(proposal)
    yield "it says “its” or the like", theirs is not None and proposal.rule != "who said it"
    yield "a pronoun stands in the question", bool(re.search(r"\b(?:it|they|he|she|them|him|her)\b", asked))
    yield "the question holds a guess", bool(_GUESS.search(asked))
    yield "the question softens what it tells", bool(_HEDGE.search(asked))
    yield "the question has several clauses", max(0, asked.count(",") - 1)
    yield "the question has a bracket", "(" in asked
    yield "the question has odd marks", bool(re.search(r"[→=<>/~;:|&*_]", asked))
    is_kind = proposal.rule == "who or what" and proposal.answer_type == "kind"
    yield "it asks what kind its subject is of", is_kind
    vague = re.search(r"\b(?:something|someone|somebody|things?)\b", asked)
    yield "the question says “something” or the like", vague is not None
    yield "the heading tells its answer", proposal.rule in ("what", "what kind") and _heading_tells(proposal)
    yield from _of_statement(proposal)
    if fact is not None:
        yield from _of_fact(proposal, fact)
    if proposal.kind is CardKind.CLOZE:
        yield from _of_cloze(proposal)
    if proposal.rule in _OPEN and fact is not None:
        yield from _of_open_question(proposal, fact, asked)
    if proposal.rule == "when":
        is_now = re.search(r"\bwhen (?:is|are|do|does)\b", proposal.question, re.I)
        yield "it asks when of what is not over", is_now is not None
        yield "a date without a year", not re.search(r"\d{3}|\bBCE?\b", answer)


def _of_answer(proposal: Proposal) -> Iterator[tuple[str, float]]:
    answer, kind = proposal.answer, proposal.answer_type
    words, said = answer.split(), content(answer)
    yield "the answer is a value with its type", bool(_VALUE.fullmatch(kind))
    yield f"the answer is a {kind}", bool(kind) and kind not in ("name", "kind")
    yield "the answer is a name", bool(NAME.match(answer)) and len(words) <= 5 and proposal.rule not in ("acronym",)
    yield "the answer is vague", bool({w.lower() for w in WORD.findall(answer)} & VAGUE)
    yield "the answer joins two things", bool(re.search(r"\b(?:and|or)\b", answer))
    yield "the answer has several parts", answer.count(",")
    yield "the answer is long", max(0, len(words) - 8) / 6
    yield "the answer is a single common word", _is_one_word(proposal)
    yield "the answer says little", len(said) < 2 and not re.search(r"\d|[A-Z]", answer)
    yield "the answer names or quotes something", bool(NAME.search(answer.partition(" ")[2]) or '"' in answer)
    compared = re.match(r"(?:better|worse|higher|lower|more|less|fewer|greater|larger|smaller|further) \w+$", answer)
    yield "the answer compares with nothing", compared is not None
    yield "the answer is a small number in words", answer.isalpha() and proposal.rule in ("how many", "number cloze")


def _heading_tells(proposal: Proposal) -> bool:
    """Whether all names in an answer stand over its statement: "AGI milestones" under "AGI and Timelines"."""
    named = NAME.findall(proposal.answer)
    return bool(named) and all(name in proposal.analysis.statement.section for name in named)


def _is_one_word(proposal: Proposal) -> bool:
    """Whether one common noun is the answer; a capital may only open its sentence."""
    answer, fact = proposal.answer, proposal.fact
    is_name = fact is not None and any(w.is_name and w.text == answer for w in fact.core)
    return answer.isalpha() and answer[1:].islower() and not is_name and proposal.answer_type not in ("person", "date")


def _of_statement(proposal: Proposal) -> Iterator[tuple[str, float]]:
    statement, words = proposal.analysis.statement, proposal.analysis.words
    yield "it comes from a bullet", statement.form is Form.BULLET
    yield "it comes from a quote", statement.form is Form.QUOTE
    yield "it answers a question of the document", bool(statement.asked)
    yield "the statement opens with its own heading", bool(statement.lead)
    yield "the statement is long", max(0, len(words) - 30) / 15
    yield "the statement is a fragment", not re.search(r"[.!?”\"’)]$", statement.text)
    yield "the statement has odd marks", bool(re.search(r"[→=<>~|+*_]|\w/\w", statement.text))
    yield "somebody is spoken to", bool(re.search(r"\b(?:you|your|we|our|us|I|my|me)\b", statement.text))
    yield "the statement opens with a small letter", statement.text[:1].islower()
    back = ("this", "that", "these", "those", "such")
    yield "the statement points back", bool(words) and (words[0].tag in _BACK or words[0].lower in back)


def _of_fact(proposal: Proposal, fact: Fact) -> Iterator[tuple[str, float]]:
    subject, verb = fact.subject, lemma(fact.main.text)
    tagged = {w.start: w.tag for w in proposal.analysis.words}
    is_now = fact.finite.tag in ("VBZ", "VBP") and not is_passive(fact)
    under_way = fact.finite.lower in ("is", "are") and fact.main.tag == "VBG"
    yield "it is under way, and no date tells when", under_way and not re.search(r"\b(?:19|20)\d\d", proposal.question)
    one_name = len(subject) == 1 and subject[0].is_name and subject[0].text.istitle() and subject[0].text.isalpha()
    yield "one name does it now", is_now and one_name and verb in HUMAN | SAYING
    is_habit = is_now and (proposal.answer_type == "person" or _FULL_NAME.match(" ".join(w.text for w in subject)))
    yield "somebody's habit or remark", bool(is_habit) and len(subject) <= 3
    yield "its verb is a guess", tagged.get(fact.finite.start, fact.finite.tag) != fact.finite.tag
    yield "its subject is a name", subject[-1].is_name or subject[0].is_name
    yield "its subject is a pronoun's or an owner's", subject[0].tag in ("PRP", "PRP$")
    yield (
        "its subject begins with “the” and has no name",
        subject[0].lower == "the" and not any(w.is_name for w in subject),
    )
    yield (
        "its subject is nothing in particular",
        subject[0].lower
        in (("a", "an", "one", "some", "many", "most", "several", "few", "two", "three", "other", "others", "people")),
    )
    had = fact.finite.lower == "had" and any(w.tag == "VBN" for w in fact.verbs)
    yield "it looks back from a time that is not told", had
    yield "its subject is many things", subject[0].tag in ("NNS", "JJ") and subject[-1].tag == "NNS"
    yield "its subject is long", max(0, len(subject) - 5) / 3
    yield "its subject is known only to who has just read of it", _is_fleeting(subject)
    yield "the clause does not open its statement", not fact.is_first
    yield "what came before the “and” is missing", fact.is_second
    yield "a phrase stands before the clause", bool(fact.intro)
    yield "something was cut off behind", bool(fact.tail)
    yield "its verb says little", verb in WEAK_VERBS
    yield "its verb is light", verb in _LIGHT_VERBS
    yield "it is said to be so", verb in SAYING and is_passive(fact)
    remark = any(w.tag in ("VBD", "VBN") and lemma(w.text) in SAYING for w in fact.rest)
    yield "it tells of a remark", remark and verb not in SAYING
    yield (
        "it asks who has something",
        proposal.rule in _OPEN and verb == "have" and not re.search(r"\d", proposal.question),
    )
    yield "somebody says so", verb in SAYING and not is_passive(fact)
    yield "something is done to its subject", is_passive(fact)
    yield "its verb is not plain", any(w.tag == "MD" for w in fact.verbs)
    yield "it denies something", any(w.lower in ("not", "n't", "no", "never") for w in fact.core)
    yield "another clause stands in it", sum(w.is_finite or w.tag in ("WDT", "WP") for w in fact.rest)
    yield "it compares", any(w.tag in ("JJR", "RBR") or w.lower == "than" for w in fact.core)
    yield "others do so too", any(w.lower in ("also", "too", "both", "still", "even") for w in fact.core)


def _bare(proposal: Proposal) -> int:
    """How often the question has "the" with one common noun, and nothing before or behind it that says which one."""
    tags = {w.lower: w.tag for w in proposal.analysis.words}
    words = re.findall(r"[\w’'-]+|[^\w\s]", proposal.question)
    found = 0
    for at, word in enumerate(words[:-2]):
        noun, after = words[at + 1], words[at + 2]
        if word.lower() == "the" and tags.get(noun) in ("NN", "NNS"):
            goes_on = tags.get(after.lower(), "")[:2] in ("NN", "CD") or tags.get(after.lower()) in _SAYING_WHICH
            found += not goes_on and after.lower() not in ("of", "that", "in", "between", "for", "“")
    return found


def _of_cloze(proposal: Proposal) -> Iterator[tuple[str, float]]:
    fact, before, _, after = proposal.fact, *proposal.question.partition(BLANK)
    before = before.lower().rstrip()
    yield (
        "the blank stands in a bracket or a list of examples",
        before.endswith(("such as", "like", "including", "(e.g.,", "(")) or before.count("(") > before.count(")"),
    )
    is_when = before.endswith((" in", " on", " since", "in early", "in late"))
    yield "the date is not when it happened", proposal.answer_type == "date" and not is_when
    yield "it asks one side of a comparison", bool(re.search(r"\b(?:than|to|from)$", before))
    yield "the blank opens the sentence", not before
    yield "it asks one number out of many things", max(0, len(content(before + after)) - 10) / 4
    yield "another number stands in it", bool(re.search(r"\d", before + after))
    beside = re.search(r"[$€£¥]", before + after) is not None
    yield "a sum of money stands beside it", beside and proposal.answer_type in ("number", "length of time", "date")
    if fact is not None:
        stands = any(w.text in proposal.answer.split() for w in fact.subject if w.tag == "CD")
        yield "the number is not what the sentence tells", stands


def _of_open_question(proposal: Proposal, fact: Fact, asked: str) -> Iterator[tuple[str, float]]:
    yield "many answers would do", max(0, 6 - len(content(asked))) / 2
    yield (
        "the question says what kind of answer is wanted",
        bool(re.match(r"Wh\w+ (?!kind)\w+", asked)) and (proposal.answer_type not in ("", "name", "kind")),
    )
    subject = fact.subject
    figure = bool(re.search(r"\d|\b(?:m|b|tr)illions?\b|\bhundreds?\b|\bthousands?\b", asked))
    yield "a figure stands in the question and the answer is no name", figure and not NAME.search(proposal.answer)
    yield "the answer is a common noun", not NAME.search(proposal.answer) and not re.search(r"\d", proposal.answer)
    is_term = len(subject) >= 3 and all(w.is_noun or w.tag == "JJ" for w in subject)
    yield "the answer is a term", is_term and proposal.rule == "who or what"


def _is_fleeting(subject: Words) -> bool:
    """Whether a subject is known only to who reads now: "the November model", "the latest release"."""
    return any(w.lower in MONTHS | {"new", "latest", "recent", "next", "last", "current"} for w in subject)
