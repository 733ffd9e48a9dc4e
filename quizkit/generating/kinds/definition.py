"""What something is: definitions, glossary entries, roles in brackets, appositions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from quizkit.domain.card import CardKind
from quizkit.generating.analysis import Analysis
from quizkit.generating.facts import Fact
from quizkit.generating.lexicon import CONNECTING, FUNCTION_WORDS, RELATIVE_NOUNS, ROLES, VAGUE
from quizkit.generating.names import name_at
from quizkit.generating.proposal import Context, Proposal
from quizkit.generating.questions import asking, inverted, subject_text, with_intro
from quizkit.generating.verbs import lemma, noun_lemma
from quizkit.generating.wording import Words, is_balanced, spoken

_LONGEST = 16
"""Words that a definition may have and still be an answer."""

_LONGEST_ENTRY = 26
_LONGEST_TERM_QUESTION = 20
"""Words of what a glossary says of a term: as an answer, and as a question for the term."""

_FEWEST_ENTRIES = 3
_SAYING_WHICH = ("IN", "WDT", "VBN", "VBG", "TO", "WP")

_BRACKETED_ROLE = re.compile(r"(?<![\w.'’-])(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,2}) \((?P<role>[^()]{3,80})\)")

_WORK_BY = re.compile(
    r"\b(?P<sort>book|novel|paper|essay|article|poem|play|report|memoir|biography|textbook|song|opera|symphony) "
    r"[\"“](?P<title>[^\"”]{3,80}?),?[\"”] by (?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3})"
)


def definitions(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    """ "What is X?" where a statement or a glossary says what X is; and the way back, "What is ... called?"."""
    for proposal in _definitions(analysis, context):
        yield proposal
        is_entry = proposal.rule == "glossary" and proposal.analysis.statement.lead
        if proposal.rule in ("definition", "glossary", "role") and not is_entry:
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
    yield from _glossary(analysis, context)
    yield from _roles(analysis)
    yield from _bracketed(analysis)
    yield from _authors(analysis)
    for fact in analysis.facts:
        yield from _apposition(analysis, fact, context)
        if lemma(fact.main.text) == "be" and len(fact.verbs) == 1 and fact.is_first:
            yield from _is(analysis, fact, context)
        elif lemma(fact.main.text) in ("mean", "denote") and not any(w.lower in ("not", "n't") for w in fact.verbs):
            yield from _means(analysis, fact, context)
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
        w.tag not in ("DT", "JJ", "JJR", "JJS", "RB", "VBN", "VBG", "CD", "``", "CC") for w in rest[:noun]
    ):
        return ()
    while noun + 1 < len(rest) and rest[noun + 1].is_noun:
        noun += 1
    if rest[noun].lower in VAGUE or (noun + 1 == len(rest) and noun < 2):
        return ()
    told_further = rest[noun + 1 : noun + 2]
    if noun_lemma(rest[noun].text) in RELATIVE_NOUNS and (not told_further or told_further[0].tag == ","):
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


def _means(analysis: Analysis, fact: Fact, context: Context) -> Iterator[Proposal]:
    """ "X means doing Y" -> "What does X mean?"."""
    told = fact.rest[: next((i for i, w in enumerate(fact.rest) if w.tag == "-LRB-"), len(fact.rest))]
    opens = bool(told) and (told[0].tag == "VBG" or told[0].lower in ("the", "a", "an"))
    question = inverted(fact, (), context.names)
    if question is not None and opens and 3 <= len(told) <= _LONGEST and is_balanced(told):
        yield _proposal("definition", analysis, fact, f"what {question}", analysis.source_text(told))


def _called(analysis: Analysis, fact: Fact, context: Context) -> Iterator[Proposal]:
    """ "The step is called X" -> "What is the step called?"."""
    name = fact.rest[: next((i for i, w in enumerate(fact.rest) if w.tag in (",", "IN", "VBD", "WDT")), len(fact.rest))]
    if 1 <= len(name) <= 6 and is_balanced(name) and (name[0].is_name or name[0].tag in ("``", "NN", "DT", "JJ")):
        subject = subject_text(fact, context.names)
        question = f"what {fact.finite.lower} {subject} {fact.main.lower}"
        yield _proposal("definition", analysis, fact, question, analysis.source_text(name).strip('"“”'), "name")


def _apposition(analysis: Analysis, fact: Fact, context: Context) -> Iterator[Proposal]:
    """ "... by Highflyer Capital, a hedge fund" -> "What is Highflyer Capital?"."""
    told = fact.aside
    is_told = 2 <= len(told) <= _LONGEST and told[0].lower in ("a", "an", "the") and told[-1].is_noun
    if is_told and name_at(fact.subject, 0) == fact.subject and not any(w.tag == "CC" for w in told):
        who = "who" if context.names.is_person(fact.subject) or any(w.lower in ROLES for w in told) else "what"
        question = f"{who} {'was' if fact.finite.tag == 'VBD' and who == 'who' else 'is'} {spoken(fact.subject)}"
        yield _proposal("apposition", analysis, replace(fact, intro=()), question, analysis.source_text(told))
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
        rule = "glossary" if _defines(told) else "gloss" if _explains(term, told) else ""
        if term and not is_plural and not is_role and rule:
            question = f"what {'are' if term[-1].tag == 'NNS' else 'is'} {spoken(term) if start else _in_small(term)}"
            proposal = _proposal(rule, analysis, None, question, analysis.source_text(told))
            yield replace(proposal, quote=analysis.source_text(words[start : end + 1]))


def _defines(told: Words) -> bool:
    """Whether a bracket explains what stands before it, and neither lists examples nor dates it."""
    if not 4 <= len(told) <= _LONGEST or told[0].lower not in ("the", "an", "a"):
        return False
    has_list = any(w.tag in (",", ":", "CD", "PRP", "SYM") or w.is_finite for w in told)
    return not has_list and any(w.is_noun for w in told)


def _explains(term: Words, told: Words) -> bool:
    """Whether a bracket without an article explains a term: "RLHF (preference tuning on human comparisons)"."""
    if not 3 <= len(told) <= _LONGEST or not term or not told[0].text.islower() or not is_balanced(told):
        return False
    if any(w.tag in (",", ":", "CD", "PRP", "PRP$", "SYM", "CC") or w.is_finite or w.is_name for w in told):
        return False
    says_which = any(w.tag in ("IN", "VBN", "VBG") for w in told[1:])
    is_term = len(term) > 1 or term[0].is_name
    return is_term and says_which and (told[0].is_noun or told[0].tag in ("JJ", "VBG"))


def _in_small(term: Words) -> str:
    text = spoken(term)
    return text if any(c.isupper() for c in text[1:]) else text[0].lower() + text[1:]


def _glossary(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    """ "Osmosis: the movement of water ..." -> "What is osmosis?"."""
    lead, opens = analysis.statement.lead, analysis.body and analysis.body is not analysis.statement.text
    if not lead or not opens or not analysis.segments or (analysis.facts and analysis.facts[0].is_first):
        return
    told = _entry(analysis.segments[0])
    is_word = lead[0].isalpha() and lead.split()[0].lower() not in FUNCTION_WORDS | CONNECTING | {"nor", "but"}
    if not told or len(told) > _LONGEST_ENTRY or len(lead.split()) > 6 or not is_word or not _tells_a_class(told):
        return
    is_sure = told[0].lower in ("a", "an", "the") or any(w.lower in ("that", "which") for w in told[1:5])
    if not is_sure and (context.entries(analysis.statement.section) < _FEWEST_ENTRIES or len(told) < 3):
        return
    term, _, other = lead.partition(" (")
    plural = term.lower().endswith("s") and not term.lower().endswith(("ss", "is", "us"))
    name = term if any(c.isupper() for c in term[1:]) else term[0].lower() + term[1:]
    if told[0].lower in ("a", "an") and not plural and name[0].islower() and name.split()[0] not in ("a", "an", "the"):
        name = f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
    answer = analysis.source_text(told)
    proposal = _proposal("glossary", analysis, None, f"what {'are' if plural else 'is'} {name}", answer)
    yield proposal
    if 4 <= len(told) <= _LONGEST_TERM_QUESTION and "(" not in answer:
        called = other.rstrip(")").removeprefix("a.k.a. ").removeprefix("also ").removeprefix("or ")
        yield replace(
            proposal,
            rule="term",
            question=asking(f"what is the term for {_in_small(told)}"),
            answer=term,
            answer_type="name",
            accept=(called,) if called else (),
        )


def _tells_a_class(told: Words) -> bool:
    """Whether it begins with a noun phrase: "a promise that ...", "final assent to ...", "mixing types of ..."."""
    noun = next((i for i, w in enumerate(told) if w.is_noun or w.tag == "VBG"), None)
    if noun is None or any(w.tag not in ("DT", "JJ", "JJR", "JJS", "VBN", "CC", "RB") for w in told[:noun]):
        return False
    if any(a.tag == "," and b.lower == "not" for a, b in pairwise(told)) or any(w.tag == "SYM" for w in told):
        return False
    relative = next((i for i, w in enumerate(told) if w.tag in ("WDT", "WP", "WRB") or w.lower == "that"), len(told))
    if any(w.is_finite for w in told[:relative]):
        return False
    head = next(i for i in range(noun, len(told)) if i + 1 == len(told) or not told[i + 1].is_noun)
    if told[head].lower in VAGUE or told[0].tag in ("RB", "CD"):
        return False
    # Without an article, what follows the noun has to say which: "assent to the terms", "steps taken before ...".
    is_told_which = told[0].tag == "VBG" or (head + 1 < len(told) and told[head + 1].tag in _SAYING_WHICH)
    return told[0].lower in ("a", "an", "the") or (is_told_which and not any(w.is_name for w in told[:2]))


def _entry(words: Words) -> Words:
    """What a glossary says of a term, up to where a reader can stop."""
    for at, word in enumerate(words):
        if at > 3 and word.tag == "," and at + 1 < len(words) and words[at + 1].tag in ("WDT", "WP", "WRB", "RB", "CC"):
            return words[:at]
        if word.tag in ("PRP", "PRP$") and word.lower in ("it", "you", "we", "i", "your", "our"):
            return ()
    return words if is_balanced(words) else ()


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
