"""Who, what or which did it: the subject is the answer, so the rest of the sentence stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizkit.domain.card import BLANK, CardKind
from quizkit.generating.analysis import Analysis
from quizkit.generating.facts import Fact, is_passive
from quizkit.generating.lexicon import (
    CORPORATE,
    EMPTY_ADJECTIVES,
    HUMAN,
    MONTHS,
    ORGANIZED,
    PERSONAL,
    ROLES,
    SAYING,
    SORTS,
    SUFFIXES,
)
from quizkit.generating.naming import is_version, name_at
from quizkit.generating.proposal import Context, Proposal
from quizkit.generating.questions import asked_subject, asking, with_intro
from quizkit.generating.tagging import is_common_word
from quizkit.generating.verbs import lemma, noun_lemma
from quizkit.generating.wording import Words, blanked, is_balanced, spoken

_ASIDE = 40
"""Characters that a bracket in the subject may take."""

_NEAR = 7
"""Words behind the verb: that a question uses a word twice is heard only where both stand close together."""

_ROMAN = re.compile(r"[IVX]+")
"""What tells one king from another: "Ivan III of Moscow"."""

_BODIES = frozenset(
    (
        "league",
        "museum",
        "council",
        "parliament",
        "society",
        "commission",
        "committee",
        "court",
        "church",
        "party",
        "union",
        "treaty",
        "revolution",
        "movement",
        "ministry",
        "board",
        "association",
        "foundation",
        "library",
        "canal",
        "island",
    )
)
"""What names end with besides, that tells what they name."""

_ORDINALS = frozenset(("first", "only", "largest", "biggest", "smallest", "oldest", "last", "fastest", "main", "sole"))


def subjects(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    """ "Who ...?", "What ...?" and "Which model ...?" about the clauses of a statement."""
    for fact in analysis.facts:
        if lemma(fact.main.text) in PERSONAL and context.names.speaks_here(fact.subject):
            continue
        if not fact.rest or not is_balanced(fact.rest) or (fact.intro and not is_balanced(fact.intro)):
            continue
        if context.names.is_person(fact.subject) and lemma(fact.main.text) in SAYING and not is_passive(fact):
            continue
        if context.names.is_first_name(spoken(fact.subject)):
            continue
        if lemma(fact.main.text) in CORPORATE and is_version(fact.subject):
            continue
        yield from _one_of_a_kind(analysis, fact, context)
        asked = _asked_for(fact, context)
        if asked is None:
            yield from _name_cloze(analysis, fact, context)
            continue
        who, keeps_number, answer_type = asked
        question = with_intro(fact, asked_subject(fact, who, keeps_number=keeps_number))
        answer = analysis.source_text(_asked_after(fact.subject, who))
        if len(answer) > len(spoken(fact.subject)) + _ASIDE:
            # Its owner stands elsewhere in the statement, so that no passage of it is the answer.
            continue
        yield Proposal(
            rule="who or what",
            kind=CardKind.QUESTION,
            question=asking(question),
            answer=answer,
            analysis=analysis,
            fact=fact,
            answer_type=answer_type,
            accept=_also(answer, context),
        )


def _asked_for(fact: Fact, context: Context) -> tuple[str, bool, str] | None:
    """The question word, whether it keeps a plural verb, and what kind of answer it asks for; None to ask nothing."""
    subject = fact.subject
    if context.names.is_person(subject) or any(_ROMAN.fullmatch(w.text) for w in subject[1:4]):
        return "who", False, "person"
    name = name_at(subject, 0)
    if len(name) in (2, 3) and len(subject) > len(name) and subject[len(name)].lower == "of" and _could_act(name):
        # "Maurice Hilleman of Merck": what is of something else and has two names is somebody.
        return "who", False, "person"
    titled = name_at(subject, 1) if subject[0].lower == "the" else ()
    if titled and len(titled) == len(subject) - 1:
        sort = context.names.sort_of(spoken(titled)) or _own_sort(titled)
        if sort and not any(w.lower.startswith(sort) for w in fact.rest[:_NEAR]):
            return f"which {sort}", False, sort
    from_maker = len(name) < len(subject) and subject[len(name)].lower == "from"
    if name and (len(name) == len(subject) or (from_maker and context.names.sort_of(spoken(name)))):
        sort = context.names.sort_of(spoken(name)) or _own_sort(name)
        if sort and any(w.lower.startswith(sort) for w in fact.rest[:_NEAR]):
            sort = ""
        sort = sort or _called_after(fact, context)
        if sort and from_maker:
            return f"which {sort} {spoken(subject[len(name) :])}", False, sort
        if sort:
            return f"which {sort}", False, sort
        # A name alone does not tell a person from a city or a firm, but it tells them from GPT-5 and TCP.
        could_act = len(name) <= 3 and _could_act(name)
        acts = lemma(fact.main.text) in HUMAN and not is_passive(fact)
        if could_act and not acts:
            return None
        return ("who" if could_act else "what"), False, "name"
    if whose := _named_by_its_owner(subject):
        return f"which {spoken(subject[: whose[0]])} {subject[-1].text}", False, subject[-1].text
    owned = next((i + 1 for i, w in enumerate(subject) if w.tag == "POS"), 0)
    if owned and len(name_at(subject, owned)) == len(subject) - owned > 0:
        sort = context.names.sort_of(spoken(subject[owned:]))
        if sort and all(w.is_name for w in subject[: owned - 1]):
            return f"which of {spoken(subject[:owned])} {sort}s", False, sort
        return (f"which {sort}", False, sort) if sort else ("what", False, "name")
    examples = next((i for i, w in enumerate(subject) if w.lower == "like" or w.text == "(" or w.tag == "``"), 0)
    subject = subject[:examples] if examples > 1 else subject
    if examples == 2 and subject[0].lower == "the" and fact.subject[2].tag == "``":
        return f"which {subject[1].text}", False, subject[1].text
    if any(w.tag == "CC" for w in subject):
        return None
    if _is_somebody(subject) and (subject[-1].tag != "NNS" or subject[0].tag in ("CD", "RB") or len(subject) > 5):
        return "who", subject[-1].tag == "NNS", "person"
    told_which = next(
        (i for i, w in enumerate(subject) if i and (w.tag in ("IN", "VBN") or w.text == "(")), len(subject)
    )
    head = subject[told_which - 1]
    before = subject[int(subject[0].lower == "the") : told_which - 1]
    is_simple = 1 <= len(before) <= 6 and all(w.is_noun or w.tag in ("JJ", "POS", "CD") for w in before)
    if not is_simple or head.tag not in ("NN", "NNS"):
        return "what", False, ""
    if before[-1].tag == "POS" and all(w.is_name for w in before[:-1]):
        return f"whose {head.text}", True, "name"
    if any(w.is_name or w.tag == "POS" or re.search(r"\d\D", w.text) for w in before):
        if len(before) == 1 and before[0].is_name and head.tag == "NNS":
            # "US companies": which companies it is that won't, their country alone does not tell.
            return None
        is_again = any(noun_lemma(w.text) == noun_lemma(head.text) for w in fact.rest if w.is_noun)
        return ("what", False, "") if is_again else (f"which {head.text}", True, head.text)
    if told_which < len(subject) or head.tag != "NNS":
        return "what", False, ""
    telling = [w for w in before if w.tag != "CD" and w.lower not in EMPTY_ADJECTIVES]
    says_which = any(not is_common_word(w.lower) for w in telling) or (head.tag == "NNS" and len(telling) > 1)
    if subject[0].lower == "the" or any(w.tag == "CD" for w in before) or not says_which:
        return "what", False, ""
    return f"what kind of {head.text}", True, "kind"


def _called_after(fact: Fact, context: Context) -> str:
    """What the same statement calls its subject further on: "DeepSeek is ... — the company is secretive"."""
    for analysis in context.of_text(fact.text):
        first = next((f for f in analysis.facts if f.is_first), None)
        if first is None or first.subject != fact.subject:
            continue
        for later in analysis.facts:
            told = later.subject
            is_one = len(told) == 2 and told[0].lower == "the" and told[1].lower in SORTS | ORGANIZED
            if is_one and not later.is_first and not any(w.lower.startswith(told[1].lower) for w in fact.rest):
                return told[1].lower
    return ""


def _named_by_its_owner(subject: Words) -> tuple[int, int] | None:
    """Where the owner ends and the name begins in "NVIDIA's new Vera Rubin architecture"; None in other phrases."""
    owned = next((i + 1 for i, w in enumerate(subject) if w.tag == "POS"), 0)
    if not owned or not all(w.is_name for w in subject[: owned - 1]) or subject[-1].tag != "NN":
        return None
    start = owned
    while start < len(subject) - 1 and (
        subject[start].lower in EMPTY_ADJECTIVES | MONTHS | {"latest", "recent"} or subject[start].tag == "CD"
    ):
        start += 1
    is_name = start < len(subject) - 1 and all(w.is_name for w in subject[start:-1])
    return (owned - 1, start) if is_name else None


def _asked_after(subject: Words, who: str) -> Words:
    """The answer without the owner or maker that its question tells: "Which of AI2's models ...?"."""
    if (whose := _named_by_its_owner(subject)) and who == f"which {spoken(subject[: whose[0]])} {subject[-1].text}":
        return subject[whose[1] : -1]
    owned = next((i + 1 for i, w in enumerate(subject) if w.tag == "POS"), 0)
    if owned and who.startswith("which of "):
        return subject[owned:]
    if owned and who.startswith("whose "):
        return subject[: owned - 1]
    if who.startswith("which ") and len(subject) > 3:
        # "The GPT-2 decoder-only transformer from 2019": neither article nor year is what was asked.
        subject = subject[1:] if subject[0].lower == "the" and subject[1].is_name else subject
        is_dated = subject[-2].lower in ("from", "in", "of") and re.fullmatch(r"(?:19|20)\d\d", subject[-1].text)
        subject = subject[:-2] if is_dated else subject
    return subject[: len(name_at(subject, 0))] if " from " in who else subject


def _own_sort(name: Words) -> str:
    """What a name calls itself: "World Health Organization" -> "organization"."""
    own = name[-1].lower
    return own if len(name) > 2 and own in SORTS | ORGANIZED | _BODIES else ""


def _could_act(name: Words) -> bool:
    return all(w.text.isalpha() and w.text.istitle() for w in name) and name[-1].text not in SUFFIXES


def _is_somebody(subject: Words) -> bool:
    """Whether a common noun says that people are meant: "the king", "the engineer Ada Lovelace"."""
    of = next((i for i, w in enumerate(subject) if w.tag == "IN"), len(subject))
    nouns = [w for w in subject[:of] if w.is_noun]
    return bool(nouns) and any(noun_lemma(w.text) in ROLES for w in (nouns[0], nouns[-1]))


def _name_cloze(analysis: Analysis, fact: Fact, context: Context) -> Iterator[Proposal]:
    """ "[…] became the capital in 1356.": whether "who" or "what" is right, the documents do not tell."""
    name = name_at(fact.subject, 0)
    if name and len(name) == len(fact.subject):
        intro = f"{spoken(fact.intro)}, " if fact.intro else ""
        yield Proposal(
            rule="name cloze",
            kind=CardKind.CLOZE,
            question=intro + blanked(fact.core, 0, len(name), BLANK) + ".",
            answer=analysis.source_text(name),
            analysis=analysis,
            fact=fact,
            answer_type="name",
            accept=_also(spoken(name), context),
        )


def _one_of_a_kind(analysis: Analysis, fact: Fact, context: Context) -> Iterator[Proposal]:
    """ "X is the first model trained with tools" -> "What is the first model trained with tools?"."""
    words = fact.rest
    if lemma(fact.main.text) not in ("be", "become", "remain") or len(fact.verbs) > 2:
        return
    at = next((i for i, w in enumerate(words[:5]) if w.lower in _ORDINALS and i and words[i - 1].lower == "the"), None)
    if at is None or len(words) - at < 4 or not (fact.subject[0].is_name or fact.subject[0].text[:1].islower()):
        return
    told: Words = words[at - 1 :]
    verb = fact.finite.lower
    answer = analysis.source_text(fact.subject)
    yield Proposal(
        rule="one of a kind",
        kind=CardKind.QUESTION,
        question=asking(f"what {verb} {spoken(told)}"),
        answer=answer,
        analysis=analysis,
        fact=fact,
        answer_type="name",
        accept=_also(answer, context),
    )


def _also(answer: str, context: Context) -> tuple[str, ...]:
    full = context.names.full(answer)
    return (full,) if full != answer else ()
