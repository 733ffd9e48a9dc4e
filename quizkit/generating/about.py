"""What a passage is about, in a word or two: what a question may say in front where its own words leave that open.

"When was Bremen readmitted?" asks little without the Hanseatic League that the sentences before are about. What a "the
town" points at is not resolved here: told is only what stands over the passage as a whole, the term that its bullet
opens with, its heading, or the title, each only if it is a term and the text goes on naming it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizkit.generating.analysis import Analysis
from quizkit.generating.faults import NAME, WORD
from quizkit.generating.lexicon import DOCUMENT, VIEWS
from quizkit.generating.names import Names
from quizkit.generating.proposal import Proposal
from quizkit.generating.tagging import is_common_word, tagged
from quizkit.generating.topics import short_title
from quizkit.generating.verbs import can_be_noun, noun_lemma
from quizkit.generating.wording import Words, spoken

_LEAVING_OPEN = frozenset(
    (
        *("who or what", "what", "what kind", "when", "how many", "how much", "number cloze", "name cloze"),
        *("why", "how", "purpose", "contrast", "quoted term", "choice"),
    )
)
_SHORT = 10
"""Words: a question that has no more leaves much to be known already."""

_LONGEST = 4
"""Words that may stand in front of a question."""

_NAMED_IN_TEXT = 4
_NAMED_IN_SECTION = 2
"""How often a document must name its title's last noun, and a section its heading's, so that it is about that."""


def about(analyses: Sequence[Analysis], titles: Sequence[str]) -> list[str]:
    """What each statement's passage is about; "" where that is not told. ``titles`` are those of their documents."""
    nouns: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    in_all: dict[str, Counter[str]] = defaultdict(Counter)
    for analysis, title in zip(analyses, titles, strict=True):
        named = [noun_lemma(w.text).lower() for w in analysis.words if w.is_noun]
        nouns[title, analysis.statement.section].update(named)
        in_all[title].update(named)
    of_title = {title: _of_title(title, named) for title, named in in_all.items()}
    headed = {key: _of_heading(key[1], named) or of_title[key[0]] for key, named in nouns.items()}
    said = " ".join(analysis.body for analysis in analyses).lower()
    return [
        _of_lead(analysis.statement.lead, said) or headed[title, analysis.statement.section]
        for analysis, title in zip(analyses, titles, strict=True)
    ]


def with_its_subject(proposal: Proposal, names: Names) -> Iterator[Proposal]:
    """A question about a later clause with what its statement is about in front: "GRPO: What happens if ...?"."""
    facts = proposal.analysis.facts
    first = next((fact for fact in facts if fact.is_first), None)
    if proposal.fact is None and proposal.answer_type == "name":
        return
    if first is None or first.intro or proposal.rule not in _LEAVING_OPEN | {"what happens"}:
        return
    is_later = proposal.fact is None or not (proposal.fact.is_first or proposal.fact.subject == first.subject)
    subject = first.subject
    is_other = proposal.fact is not None and proposal.fact.subject[0].is_name
    if is_other and all(w.is_name and "-" not in w.text for w in subject):
        # "DeepSeek spent ..., while Olmo 3 spent ...": the second is no part of the first.
        return
    is_name = any(w.is_name or "-" in w.text for w in subject) and subject[-1].tag != "NNS"
    is_coined = len(subject) > 1 and any(w.text.islower() and not is_common_word(w.lower) for w in subject[:-1])
    is_term = (is_name or is_coined) and not names.is_person(subject) and not any(w.tag == "CC" for w in subject)
    if is_later and is_term and len(subject) <= _LONGEST and subject[0].tag not in ("DT", "CD", "PRP$"):
        told = list(with_what_it_is_about(proposal, _in_front(subject)))
        owner = next((i for i, w in enumerate(subject) if w.tag == "POS"), 0)
        # "GRPO's reward signal" may give the answer away, GRPO alone not.
        is_short = proposal.rule == "what happens" or len(proposal.question.split()) <= _SHORT
        yield from told or (with_what_it_is_about(proposal, _in_front(subject[:owner])) if owner and is_short else ())


def with_what_it_is_about(proposal: Proposal, topic: str) -> Iterator[Proposal]:
    """The question with its topic in front, where it names too little by itself: "Working memory: Who added ...?"."""
    question = proposal.question
    if not topic or proposal.rule not in _LEAVING_OPEN | {"what happens"} or question.startswith("According to"):
        return
    told = {_stem(word) for word in WORD.findall(topic.lower()) if len(word) > 2}
    if told & {_stem(word) for word in WORD.findall(f"{question} {proposal.answer}".lower())}:
        return
    names_little = not NAME.search(question.partition(" ")[2]) or len(question.split()) <= _SHORT
    owned = re.search(r"\b(?:its|their)\b", question)
    if owned and not NAME.search(question[: owned.start()].partition(" ")[2]):
        return
    if names_little or re.search(r"\bthe\b", question):
        yield replace(proposal, question=f"{topic}: {question}", wording="topic in front")


def _stem(word: str) -> str:
    return (word[:-1] if word.endswith("s") and len(word) > 4 else word)[:5]


def _of_lead(lead: str, said: str) -> str:
    """The term that a bullet explains: "Postal rule"; a claim, a list number or a "Note" is none.

    Nor is a heading made up for its bullet, "Pretraining Cost Economics": what the documents go on to call by no such
    name in ``said``, all that they say.
    """
    if lead.lower() not in said and len(lead.split()) > 2:
        return ""
    words = tuple(tagged(lead)) if lead and len(lead.split()) <= _LONGEST else ()
    is_term = (
        bool(words)
        and lead[0].isupper()
        and len(lead) > 3
        and all(w.tag[:2] in ("NN", "JJ", "VB") or w.lower == "of" for w in words)
    )
    if not is_term or not words[-1].is_noun or any(w.is_finite for w in words):
        return ""
    if any(w.lower in VIEWS | DOCUMENT | {"note", "sponsor"} or not w.text[0].isalpha() for w in words):
        return ""
    return _in_front(words)


def _of_title(title: str, named: Counter[str]) -> str:
    """The title, where it is a noun phrase whose last noun the text goes on naming."""
    words = tuple(tagged(re.sub(r"\(.*?\)", "", short_title(title)).strip()))
    if not 1 <= len(words) <= _LONGEST or not words[-1].is_noun or any(w.text[0].isdigit() for w in words):
        return ""
    is_phrase = all(w.is_noun or w.tag in ("JJ", "CC", "VBG") or w.lower in ("of", "&") for w in words)
    return _in_front(words) if is_phrase and named[noun_lemma(words[-1].text).lower()] >= _NAMED_IN_TEXT else ""


def _of_heading(section: str, named: Counter[str]) -> str:
    """The heading without its number, where it is a term that its section goes on naming: "3c Loop of Henle"."""
    text = re.sub(r"^(?:\d+[a-z]?|[A-Z])[.)]?\s+|\(.*?\)", "", section).strip()
    words = tuple(tagged(text)) if text else ()
    is_word = len(words) == 1 and can_be_noun(words[0].text)
    is_phrase = 2 <= len(words) <= _LONGEST and all(w.is_noun or w.tag == "JJ" or w.lower == "of" for w in words)
    is_named = any(named[noun_lemma(w.text).lower()] >= _NAMED_IN_SECTION for w in words)
    return _in_front(words) if (is_word or is_phrase) and is_named else ""


def _in_front(words: Words) -> str:
    text = spoken(words)
    return text[0].upper() + text[1:]
