"""What rules a card out, whatever else speaks for it."""

from __future__ import annotations

import re
from itertools import pairwise

from quizkit.domain.card import BLANK, CardKind
from quizkit.domain.source import Form
from quizkit.generating.facts import Fact
from quizkit.generating.lexicon import DOCUMENT, EMPTY, EMPTY_ADJECTIVES, SAYING, SURVEYING, TELLING
from quizkit.generating.proposal import MODEL, Proposal
from quizkit.generating.tagging import is_common_word
from quizkit.generating.verbs import lemma
from quizkit.generating.wording import Words

_LONGEST_QUESTION = 34
_LONGEST_ANSWER = 20
_LONGEST_ANSWER_CHARACTERS = 120
_STOP = frozenset(
    ("the", "a", "an", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "as", "is", "are", "was")
)
_ASKING = frozenset(("what", "who", "which", "when", "why", "how", "many", "much", "does", "do", "did", "that", "than"))
NAME = re.compile(r"\b(?:[A-Z][\w.'’-]*[a-z\d][\w.'’-]*|[A-Z]{2,}[\w-]*|[a-z]+[A-Z]\w*|[a-z]+-[a-z]*\d\w*)")
_POINTING = re.compile(r"\b(?:they|it|this|these|those|them|he|she|him|such|former|latter|here|above|below)\b", re.I)
BELONGING = re.compile(r"\b(?:[Tt]heir|[Ii]ts|[Hh]is|[Hh]er|[Oo]ur|[Yy]our|[Mm]y|I|[Ww]e|[Yy]ou|us|me)\b")
_SIGNS = re.compile(r"[→←↑↓⇒⇐↔=≈<>|·•*_\\]|\s/\s|!!|\?\?")
_BARE_ANSWER = re.compile(r"(?:the|these|those|such|another|its|their) [a-z]+(?: (?:itself|themselves|alone))?", re.I)
_NAMING = ("who or what", "what", "what kind", "definition")
_LISTED_BLANK = re.compile(r"…\], [^.]*?,? and \w|, …?\[…\],? (?:and|or) ")
_BROKEN_OFF = re.compile(r"\b(?:and|or|but|the|an?|which|because|than|its|their|whose)[\s,]*[.?]$", re.I)
_CLITIC = re.compile(r"\s(?:['’](?:d|re|ve|ll|m)|n['’]t)\b|^\S+ ['’]s\b")
_OWNED = re.compile(r"\b(?:its|their|his|her)\b", re.I)
_ABOUT_THE_SUBJECT = ("who or what", "name cloze", "choice", "one of a kind", "who said it")
BLANKS = re.compile(re.escape(BLANK))
WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*%?")


def fault_of(proposal: Proposal) -> str:
    """What rules a card out whatever else speaks for it; "" where nothing does."""
    question, answer = proposal.question, proposal.answer
    is_quote = proposal.analysis.statement.form is Form.QUOTE
    asked = BLANKS.sub(" ", question)
    if not is_quote and is_about_the_document(proposal):
        return "the statement is about the document, not about its subject"
    if is_quote and proposal.rule not in ("who said it", "acronym", "role", MODEL):
        return "spoken words make questions only about who said them"
    if len(asked.split()) > (60 if is_quote else _LONGEST_QUESTION) or len(question) > 320:
        return "the question is too long"
    longer = {"glossary": 1.5, "how": 1.2}.get(proposal.rule, 1)
    if len(answer.split()) > longer * _LONGEST_ANSWER or len(answer) > longer * _LONGEST_ANSWER_CHARACTERS:
        return "the answer is too long"
    is_share = "…]%" in question and f"{answer}%" not in question
    if not is_share and _gives_itself_away(asked, answer):
        return "the question gives its answer away"
    if proposal.rule in ("who or what", "what") and _names_its_head(asked, answer):
        return "the question gives its answer away"
    if _spells(asked, answer):
        return "the question spells its answer out"
    if re.search(r"\b(?:predicted|expected|forecast) to (?:keep|continue|remain)\b", question):
        return "a prediction that has no end"
    if re.search(r"\b([A-Z][\w.-]+ [A-Z][\w.-]+)\b.*\b\1\b", question):
        return "the question names one thing twice"
    is_dated = proposal.kind is CardKind.CLOZE and proposal.answer_type == "date" and proposal.fact is not None
    if is_dated and proposal.fact is not None and answer.split()[-1] in [w.text for w in proposal.fact.subject]:
        return "the date belongs to a thing, not to what happened"
    if len(re.findall(r",(?!\d)", answer)) >= 2 and proposal.rule not in ("why", "how", "glossary"):
        return "the answer is a list"
    if not is_quote and _points_outside(asked):
        return "a word in the question points at something outside it"
    if proposal.fact is not None and not is_quote and _says_it_of_something_else(proposal.fact):
        return "“it” in the question is not what the question is about"
    if proposal.fact is not None and _points_back(proposal.fact.core):
        return "a word in the question points at something outside it"
    theirs = re.search(r"\btheir\b", asked)
    if theirs and proposal.fact is not None and not (_is_plural(proposal.fact.subject) or _is_told(proposal, asked)):
        return "“their” points at something outside the question"
    if (
        proposal.rule not in _ABOUT_THE_SUBJECT
        and (owner := _OWNED.search(asked))
        and not _has_owner(proposal, asked, owner)
    ):
        return f"“{owner.group().lower()}” points at something outside the question"
    if _POINTING.match(answer) or BELONGING.match(answer):
        return "the answer points at something outside it"
    if not is_quote and re.search(r"\b(?:I|we|you|my|our|your)\b", asked):
        return "it speaks in the first or second person"
    open_ended = proposal.rule in ("who or what", "what", "what kind", "name cloze")
    is_named = bool(NAME.search(asked.partition(" ")[2])) and proposal.fact is not None and proposal.rule == "what"
    if len(content(asked)) < (3 if open_ended and not is_named else 2) and proposal.rule not in (
        "acronym",
        "definition",
        "gloss",
        "glossary",
        "role",
        "apposition",
        "author",
    ):
        return "the question says too little to have one answer"
    if not content(answer) - EMPTY:
        return "the answer says nothing"
    if _BARE_ANSWER.fullmatch(answer) and proposal.rule in _NAMING:
        return "the answer says “the town” or the like, and not which"
    if proposal.rule in _NAMING and _is_everyday(answer):
        return "the answer is one everyday word"
    if proposal.answer_type == "date" and not re.search(r"\d{3}|\bBCE?\b|\d0s", question + answer):
        return "a date without a year"
    if _SIGNS.search(question) or _SIGNS.search(answer):
        return "it is written in signs, not in words"
    if proposal.kind is CardKind.CLOZE and proposal.answer_type == "date" and re.search(r"than \d{4}", question):
        return "the other date gives it away"
    if proposal.kind is CardKind.CLOZE and _LISTED_BLANK.search(question):
        return "the blank stands in a list"
    if proposal.rule == "when" and re.match(r"(?:.*, )?(?:since )?when (?:has|have)\b", question, re.I):
        return "it is not over, so nobody asks when"
    if "/[…]" in question or "[…]/" in question:
        return "the blank stands in a term"
    if _BROKEN_OFF.search(question):
        return "the question breaks off"
    if _CLITIC.search(asked):
        return "a shortened verb lost the word that it leaned on"
    if _is_unbalanced(question) or _is_unbalanced(answer):
        return "a bracket or quotation mark lost its other half"
    if re.search(r"\.\.\.|…(?!\])", asked) and not is_quote:
        return "the statement is cut off"
    return ""


def is_about_the_document(proposal: Proposal) -> bool:
    """Whether a statement tells what a video, article or chapter does instead of what it says."""
    words = proposal.analysis.words
    if not words:
        return False
    first = words[0]
    opens = first.tag == "VBZ" or (first.is_noun and first.text.istitle() and first.lower.endswith("s"))
    if opens and lemma(first.text) in TELLING and first.lower != lemma(first.text):
        return True
    opening = [word.lower for word in words[:8]]
    names_it = bool(DOCUMENT & set(opening[:3])) and opening[0] in ("this", "the", "in", "these", "our", "today's")
    tells = any(word.is_finite and lemma(word.text) in TELLING | {"thank", "be"} for word in words[:10])
    facts = proposal.analysis.facts
    surveys = bool(facts) and facts[0].is_first and lemma(facts[0].main.text) in SURVEYING
    return surveys or (names_it and tells)


def _is_everyday(answer: str) -> bool:
    """Whether one common noun is all that an answer says: "researchers", "the field", "a new model"."""
    telling = [w for w in content(answer) if w not in EMPTY_ADJECTIVES and w not in EMPTY]
    return len(telling) <= 1 and answer[1:].islower() and all(is_common_word(w) for w in telling)


def _says_it_of_something_else(fact: Fact) -> bool:
    """Whether an object is "it" or "him": what a clause is about does nothing to itself, so somebody else is meant."""
    for word in fact.rest:
        if word.tag == "PRP" and word.lower in ("it", "him", "them", "her"):
            return True
        if word.is_noun or word.is_finite or word.tag in ("WDT", "WP", "CD") or word.lower == "that":
            return False
    return False


def _points_back(words: Words) -> bool:
    """Whether "that status", "these towns" stand among the words; "that" before a clause of its own does not point."""
    for at, word in enumerate(words):
        if word.lower in ("this", "these", "those") and word.tag == "DT":
            return True
        if word.lower == "that" and word.tag != "WDT":
            after = words[at + 1 : at + 9]
            if word.tag == "DT" or (after and after[0].tag == "NN" and not any(w.is_finite for w in after)):
                return True
    return False


def _is_plural(subject: Words) -> bool:
    return subject[-1].tag in ("NNS", "NNPS") or any(word.tag == "CC" for word in subject)


def _points_outside(question: str) -> bool:
    """Whether a pronoun comes before any name or noun that it could stand for."""
    for hit in _POINTING.finditer(question):
        before = question[: hit.start()]
        if hit.group().lower() in ("this", "these", "those", "such", "former", "latter", "here", "above", "below"):
            return True
        if not NAME.search(before.partition(" ")[2]):
            return True
    return False


def _is_told(proposal: Proposal, question: str) -> bool:
    """Whether a cloze names the firm or team whose "their" it says: "DeepSeek trained their model"."""
    fact = proposal.fact
    is_cloze = proposal.kind is CardKind.CLOZE and fact is not None and all(w.is_name for w in fact.subject)
    if not is_cloze or fact is None or lemma(fact.main.text) in SAYING:
        return False
    return question.startswith(fact.subject[0].text)


def _has_owner(proposal: Proposal, question: str, owner: re.Match[str]) -> bool:
    """Whether a name or a noun that "its" could stand for comes before it in the question."""
    before = question[: owner.start()]
    fact = proposal.fact
    if (
        proposal.kind is CardKind.CLOZE
        and fact is not None
        and fact.subject[0].is_name
        and fact.subject[0].text in before
    ):
        return True
    return bool(NAME.search(before.partition(" ")[2])) or bool(re.search(r"\b(?:the|an?) \w+", before))


def _gives_itself_away(question: str, answer: str) -> bool:
    bare, told = _plain(question), _plain(answer)
    if re.search(rf"(?<!\w){re.escape(told)}(?!\w)", bare):
        return True
    needed = content(answer)
    return len(needed) >= 2 and len(needed & content(question)) >= 0.7 * len(needed)


def _spells(question: str, acronym: str) -> bool:
    """Whether two words side by side begin as two letters of an acronym do: "verifiable rewards" and RLVR."""
    if not re.fullmatch(r"[A-Z]{3,6}", acronym):
        return False
    words = [w.lower() for w in WORD.findall(question)]
    pairs = {(a[0] + b[0]).upper() for a, b in pairwise(words) if min(len(a), len(b)) > 4}
    return any(acronym[i : i + 2] in pairs for i in range(len(acronym) - 1))


def _names_its_head(question: str, answer: str) -> bool:
    """Whether what an answer is about stands in an open question: "what is down at GPU scale?" "at least one GPU"."""
    words = WORD.findall(re.split(r"\b(?:of|in|for|from|with|at the|by)\b", answer)[0])
    head = words[-1].lower() if words else ""
    opens = re.match(r"(?:.*, )?(?:what|who) (?!kind)", question, re.IGNORECASE)
    return bool(opens) and len(words) > 1 and head in content(question)


def content(text: str) -> set[str]:
    return {word for word in map(str.lower, WORD.findall(text)) if word not in _STOP and word not in _ASKING}


def _plain(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))


def _is_unbalanced(text: str) -> bool:
    return (
        text.count("(") != text.count(")")
        or text.count("“") != text.count("”")
        or len(re.findall(r'(?<!\d)"', text)) % 2 == 1
    )
