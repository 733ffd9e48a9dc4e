"""What something is: definitions, glossary entries, roles in brackets, appositions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizkit.domain.card import CardKind
from quizkit.generating.analysis import Analysis
from quizkit.generating.facts import Fact
from quizkit.generating.lexicon import ROLES, VAGUE
from quizkit.generating.names import name_at
from quizkit.generating.proposal import Context, Proposal
from quizkit.generating.questions import asking, subject_text, with_intro
from quizkit.generating.verbs import lemma
from quizkit.generating.wording import Words, is_balanced, spoken

_LONGEST = 16
"""Words that a definition may have and still be an answer."""

_BRACKETED_ROLE = re.compile(r"(?<![\w.'’-])(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,2}) \((?P<role>[^()]{3,80})\)")

_WORK_BY = re.compile(
    r"\b(?P<sort>book|novel|paper|essay|article|poem|play|report|memoir|biography|textbook|song|opera|symphony) "
    r"[\"“](?P<title>[^\"”]{3,80}?),?[\"”] by (?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3})"
)


def definitions(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    """ "What is X?" where a statement or a glossary says what X is; and the way back, "What is ... called?"."""
    for proposal in _definitions(analysis, context):
        yield proposal
        if proposal.rule in ("definition", "glossary", "role"):
            yield from _way_back(proposal)


def _way_back(proposal: Proposal) -> Iterator[Proposal]:
    """From the definition to its term, where the term stands in the statement as it was asked for."""
    match = re.fullmatch(r"(?:What|Who) (?:is|was|are|were) (.+)\?", proposal.question)
    at = re.search(rf"(?<!\w){re.escape(match[1])}(?!\w)", proposal.analysis.statement.text, re.I) if match else None
    words = proposal.answer.split()
    fewest = 5 if proposal.rule == "definition" else 3
    if at is None or not fewest <= len(words) <= 12 or "(" in proposal.answer:
        return
    if proposal.rule == "role":
        question = f"who is {'' if words[0] in ('the', 'a', 'an') else 'the '}{proposal.answer}"
    else:
        question = f"what is {proposal.answer} called"
    yield replace(proposal, rule="term", question=asking(question), answer=at.group(), answer_type="name", accept=())


def _definitions(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    yield from _glossary(analysis)
    yield from _roles(analysis)
    yield from _bracketed(analysis)
    yield from _authors(analysis)
    for fact in analysis.facts:
        yield from _apposition(analysis, fact, context)
        if lemma(fact.main.text) == "be" and len(fact.verbs) == 1 and fact.is_first:
            yield from _is(analysis, fact, context)
        elif fact.main.lower in ("called", "named", "termed", "dubbed") and len(fact.verbs) > 1:
            yield from _called(analysis, fact, context)


def _is(analysis: Analysis, fact: Fact, context: Context) -> Iterator[Proposal]:
    complement = _noun_complement(fact.rest)
    if not complement or not _is_definable(fact.subject):
        return
    subject = subject_text(fact, context.names)
    person = context.names.is_person(fact.subject)
    question = f"{'who' if person else 'what'} {fact.finite.lower} {subject}"
    yield _proposal("definition", analysis, fact, question, analysis.source_text(complement))


def _noun_complement(rest: Words) -> Words:
    """The noun phrase after "is", as far as it defines; empty where it is an adjective, vague or too long."""
    if not rest or rest[0].tag not in ("DT", "NN", "NNS", "JJ", "JJR", "VBG", "NNP", "CD"):
        return ()
    if rest[0].lower in (
        "all",
        "some",
        "any",
        "no",
        "this",
        "that",
        "these",
        "both",
        "most",
        "another",
        "part",
        "less",
    ):
        return ()
    noun = next((i for i, w in enumerate(rest) if w.is_noun), None)
    if noun is None or any(
        w.tag not in ("DT", "JJ", "JJR", "JJS", "RB", "VBN", "VBG", "CD", "``") for w in rest[:noun]
    ):
        return ()
    while noun + 1 < len(rest) and rest[noun + 1].is_noun:
        noun += 1
    if rest[noun].lower in VAGUE or (noun + 1 == len(rest) and noun < 2):
        return ()
    end = next((i for i, w in enumerate(rest) if w.tag == "," and i > noun), len(rest))
    phrase = rest[:end]
    if len(phrase) > _LONGEST:
        cut = next((i for i, w in enumerate(phrase) if i > noun + 3 and w.tag in ("WDT", "WRB", "VBN")), 0)
        cut -= cut > 0 and phrase[cut - 1].tag == "IN"
        phrase = phrase[:cut] if cut >= 4 else phrase
    return phrase if len(phrase) <= _LONGEST and is_balanced(phrase) else ()


def _is_definable(subject: Words) -> bool:
    """Whether one can ask what the subject is: a name or a term, not "the factor" or "three axes"."""
    if len(subject) > 6 or subject[0].tag in ("CD", "PRP$") or subject[0].lower in ("some", "one"):
        return False
    if subject[0].lower in ("a", "an"):
        # "An enzyme is a protein that ...": a class is defined, not one of its members.
        return len(subject) <= 4 and all(w.tag in ("NN", "JJ") for w in subject[1:])
    is_bare = subject[0].lower == "the" and (len(subject) == 2 or subject[-1].lower in VAGUE) and not subject[1].is_name
    return not is_bare and not any(w.tag in ("CC", ",") for w in subject)


def _called(analysis: Analysis, fact: Fact, context: Context) -> Iterator[Proposal]:
    """ "The step is called X" -> "What is the step called?"."""
    name = fact.rest[: next((i for i, w in enumerate(fact.rest) if w.tag in (",", "IN", "VBD", "WDT")), len(fact.rest))]
    if 1 <= len(name) <= 6 and is_balanced(name) and (name[0].is_name or name[0].tag in ("``", "NN", "DT", "JJ")):
        subject = subject_text(fact, context.names)
        question = f"what {fact.finite.lower} {subject} {fact.main.lower}"
        yield _proposal("definition", analysis, fact, question, analysis.source_text(name).strip('"“”'), "name")


def _apposition(analysis: Analysis, fact: Fact, context: Context) -> Iterator[Proposal]:
    """ "... by Highflyer Capital, a hedge fund" -> "What is Highflyer Capital?"."""
    words = fact.core
    for index, word in enumerate(words):
        if word.tag != "," or index + 2 >= len(words) or words[index + 1].lower not in ("a", "an"):
            continue
        start = index
        while start and (words[start - 1].is_name or (words[start - 1].tag == "CD" and start == index)):
            start -= 1
        name = words[start:index]
        after = words[index + 1 :]
        end = next((i for i, w in enumerate(after) if w.tag in (",", "WDT", "WP", "VBD", "VBZ")), len(after))
        told = after[:end]
        if name and name_at(name, 0) and 2 <= len(told) <= 10 and told[-1].is_noun and is_balanced(told):
            who = "who" if any(w.lower in ROLES for w in told) else "what"
            if who == "what" and context.names.sort_of(spoken(name)) == "organization":
                who = "what kind of organization"
            article = "the " if start and words[start - 1].lower == "the" else ""
            question = f"{who} is {article}{spoken(name)}"
            yield _proposal("apposition", analysis, fact, question, analysis.source_text(told))


def _roles(analysis: Analysis) -> Iterator[Proposal]:
    """ "Ada Lovelace (author of the Notes)" -> "Who is Ada Lovelace?"."""
    for match in _BRACKETED_ROLE.finditer(analysis.statement.text):
        words = re.findall(r"[\w-]+", match["role"].lower())
        if any(word in ROLES for word in words) and not match["role"][0].isdigit():
            told = _proposal("role", analysis, None, f"who is {match['name']}", match["role"], "role")
            yield replace(told, quote=match[0])


def _authors(analysis: Analysis) -> Iterator[Proposal]:
    """'the book "Apple in China" by Patrick McGee' -> 'Who wrote the book "Apple in China"?'."""
    for match in _WORK_BY.finditer(analysis.statement.text):
        yield _proposal(
            "author",
            analysis,
            None,
            f"who wrote the {match['sort']} “{match['title']}”",
            match["name"].rstrip("."),
            "person",
        )


def _bracketed(analysis: Analysis) -> Iterator[Proposal]:
    """ "pre-fill (the matrix-multiply-heavy phase of inference)" -> "What is pre-fill?"."""
    words = analysis.words
    for index, word in enumerate(words):
        if word.tag != "-LRB-" or index == 0:
            continue
        end = next((i for i in range(index + 1, len(words)) if words[i].tag == "-RRB-"), index)
        told = words[index + 1 : end]
        start = index
        while start and (words[start - 1].is_noun or words[start - 1].tag == "JJ") and index - start < 4:
            start -= 1
        if (
            start > 1
            and words[start - 1].lower in ("of", "for")
            and words[start - 2].is_noun
            and words[start].text[0].isupper()
        ):
            start -= 2
        term = words[start:index]
        is_plural = bool(term) and term[-1].tag == "NNS" and len(term) < 3
        is_role = any(w.is_name for w in term) and any(w.lower in ROLES for w in told)
        if term and not is_plural and not is_role and _defines(told):
            question = f"what is {spoken(term) if start else _in_small(term)}"
            proposal = _proposal("glossary", analysis, None, question, analysis.source_text(told))
            yield replace(proposal, quote=analysis.source_text(words[start : end + 1]))


def _defines(told: Words) -> bool:
    """Whether a bracket explains what stands before it, and neither lists examples nor dates it."""
    if not 4 <= len(told) <= _LONGEST or told[0].tag not in ("DT", "NN", "JJ") or not told[0].text.islower():
        return False
    has_list = any(w.tag in (",", ":", "CD", "PRP", "SYM") or w.is_finite for w in told)
    return (
        not has_list
        and told[0].lower not in ("a", "or", "formerly", "released", "both")
        and any(w.is_noun for w in told)
    )


def _in_small(term: Words) -> str:
    text = spoken(term)
    return text if any(c.isupper() for c in text[1:]) else text[0].lower() + text[1:]


def _glossary(analysis: Analysis) -> Iterator[Proposal]:
    """ "Osmosis: the movement of water ..." -> "What is osmosis?"."""
    lead = analysis.statement.lead
    opens = analysis.body and analysis.body is not analysis.statement.text
    if not lead or not opens or analysis.statement.text.startswith(lead) is False:
        return
    if analysis.facts and analysis.facts[0].is_first:
        return
    answer = analysis.body.rstrip(".")
    first = analysis.words[0] if analysis.words else None
    if first is None or first.tag not in ("DT", "NN", "NNS", "JJ", "VBG") or len(answer.split()) > _LONGEST + 4:
        return
    if len(lead.split()) <= 4 and not any(word.tag in ("CD", "PRP") for word in analysis.words[:2]):
        plural = lead.lower().endswith("s") and not lead.lower().endswith(("ss", "is", "us"))
        name = lead if any(c.isupper() for c in lead[1:]) else lead[0].lower() + lead[1:]
        yield _proposal("glossary", analysis, None, f"what {'are' if plural else 'is'} {name}", answer)


def _proposal(
    rule: str, analysis: Analysis, fact: Fact | None, question: str, answer: str, answer_type: str = ""
) -> Proposal:
    return Proposal(
        rule=rule,
        kind=CardKind.QUESTION,
        question=asking(with_intro(fact, question) if fact is not None else question),
        answer=answer,
        analysis=analysis,
        fact=fact,
        answer_type=answer_type,
    )
