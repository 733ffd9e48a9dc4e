"""Statement -> facts: its clauses, each with subject, verb group and the rest.

No parser with a model can be had without a download, so this looks for what a tagger can show with confidence: a noun
phrase, the first finite verb after it, and where the clause may be cut without losing its sense. What is not found with
confidence is left out: a card that is not made does no harm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizkit.domain.source import Statement
from quizkit.generating.lexicon import CONNECTING, EFFECTS, OPPOSING, PLANS, SUBORDINATING, TAIL_OPENERS, VIEWS
from quizkit.generating.tagging import Word, tagged
from quizkit.generating.verbs import can_be_noun, can_be_verb, in_tense, is_auxiliary, lemma

Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One clause of a statement: ``subject`` ``verbs`` ``rest``; ``intro`` is the phrase before the subject's comma.

    ``rest`` is cut where a reader can stop; ``tail`` is what followed. ``is_first``: it opens the statement.
    """

    text: str
    intro: Words
    subject: Words
    verbs: Words
    rest: Words
    tail: Words
    is_first: bool

    @property
    def core(self) -> Words:
        """The clause without its intro and tail."""
        return self.subject + self.verbs + self.rest

    @property
    def finite(self) -> Word:
        """The verb that carries tense and number."""
        return self.verbs[0] if self.verbs[0].tag != "RB" else next(w for w in self.verbs if w.is_finite)

    @property
    def main(self) -> Word:
        """The verb that carries the meaning."""
        return next(w for w in reversed(self.verbs) if w.tag.startswith("VB") or w.tag == "MD")


@dataclass(frozen=True, slots=True)
class Analysis:
    """A statement with its words, its segments between dashes and semicolons, and the facts found in them."""

    statement: Statement
    words: Words
    segments: tuple[Words, ...]
    facts: tuple[Fact, ...]
    body: str
    """The statement without a "Heading:" in front."""

    def source_text(self, words: Sequence[Word]) -> str:
        """The words as the statement has them, verbatim."""
        return self.statement.text[words[0].start : words[-1].end]


def analyze(statement: Statement) -> Analysis:
    """What a statement says, as far as it can be told."""
    words = tuple(tagged(statement.text))
    starts = 0
    if statement.lead and statement.text.startswith(statement.lead + ":"):
        after = tuple(w for w in words if w.start > len(statement.lead))
        if not any(w.is_finite for w in words if w.end <= len(statement.lead)):
            words, starts = after, after[0].start if after else 0
    segments = tuple(_segments(words))
    facts = tuple(_facts_of_all(segments, statement.text))
    return Analysis(statement, words, segments, facts, statement.text[starts:])


def according_to(fact: Fact, whom: str) -> Fact:
    """The fact with its source before it: "According to Ada Lovelace, ..."."""
    return replace(fact, intro=_according_to(whom, fact.intro))


def _according_to(whom: str, intro: Words) -> Words:
    # Made-up words stand before the statement: they belong to no place in it.
    said = tuple(Word(text, -100 + 20 * n, -90 + 20 * n, "NNP") for n, text in enumerate(("According to", whom)))
    return (*said, Word(",", said[-1].end, said[-1].end, ","), *intro) if intro else said


def _holds_views(subject: Words) -> bool:
    """Whether a subject is an argument, a thesis or the like: what follows it is its claim, not plain fact."""
    return any(w.lower in VIEWS for w in subject if w.is_noun)


def reported(fact: Fact, speaker: str) -> Iterator[Fact]:
    """What somebody says, as a fact of its own that keeps its source."""
    words = fact.rest[1:] if fact.rest and fact.rest[0].lower == "that" else fact.rest
    for found in _facts((*words, *((Word(",", 0, 0, ","), *fact.tail) if fact.tail else ())), fact.text, False):
        yield according_to(found, speaker)


def is_passive(fact: Fact) -> bool:
    """Whether something is done to the subject: "is predicted", "was built and funded"."""
    return fact.main.tag in ("VBN", "VBD") and any(lemma(w.text) == "be" for w in fact.verbs if w is not fact.main)


def spoken(words: Sequence[Word]) -> str:
    """Words as one would write them, whether or not they stood side by side."""
    text = ""
    for before, word in zip([None, *words], words, strict=False):
        if before is None:
            text = word.text
        elif before.end == word.start or word.tag in (",", ".", "-RRB-", "''", "POS") or before.tag in ("-LRB-", "``"):
            text += word.text
        else:
            text += " " + word.text
    return text


def blanked(words: Words, start: int, stop: int, blank: str) -> str:
    """The words with ``blank`` for those from ``start`` to ``stop``, spaced as the statement has it."""
    before, after = spoken(words[:start]), spoken(words[stop:])
    if before and words[start - 1].end < words[start].start:
        before += " "
    if after and words[stop - 1].end < words[stop].start:
        after = " " + after
    return before + blank + after


def capitalized(text: str) -> str:
    """A capital in front, unless the first word has a spelling of its own: xAI, gpt-oss-120b."""
    first = text.split(" ", 1)[0]
    if any(char.isupper() or char.isdigit() for char in first):
        return text
    return text[:1].upper() + text[1:]


def is_balanced(words: Sequence[Word]) -> bool:
    """Whether every bracket and quotation mark among the words has its other half."""
    tags = [w.tag for w in words]
    marks = sum(w.text == '"' for w in words)
    return tags.count("-LRB-") == tags.count("-RRB-") and tags.count("``") == tags.count("''") and marks % 2 == 0


def _segments(words: Words) -> Iterator[Words]:
    """The stretches between dashes, semicolons, colons and before clauses that a conjunction adds."""
    pieces: list[list[Word]] = [[]]
    depth = 0
    for index, word in enumerate(words):
        depth += {"-LRB-": 1, "-RRB-": -1, "``": 1, "''": -1}.get(word.tag, 0)
        if depth <= 0 and (word.tag == ":" or (word.tag == "," and _parts_clauses(pieces[-1], words[index + 1 :]))):
            pieces.append([])
        elif depth <= 0 and word.lower in OPPOSING and len(pieces[-1]) > 3 and _opens_clause(words[index:]):
            pieces.append([word])
        else:
            pieces[-1].append(word)
    pieces = _without_insertion(words, [piece for piece in pieces if piece])
    for piece in pieces:
        while piece and piece[-1].tag in (".", ",") and piece[-1].text not in ")":
            piece = piece[:-1]
        if piece:
            yield tuple(piece)


def _without_insertion(words: Words, pieces: list[list[Word]]) -> list[list[Word]]:
    """ "A — aside — does B" is one clause where A alone has no verb."""
    dashes = sum(w.tag == ":" and w.text in "—–--" for w in words)
    if len(pieces) >= 3 and dashes == 2 and not any(w.is_finite for w in pieces[0]) and pieces[2][0].is_finite:
        return [pieces[0] + pieces[2], *pieces[3:]]
    return pieces


def _parts_clauses(before: Sequence[Word], after: Words) -> bool:
    if _opens_clause(after):
        return True
    # "A does this, B does that, and C ...": a name and its verb right after a clause that has a verb already.
    has_article = bool(after) and after[0].lower in ("the", "a", "an")
    opens = int(has_article)
    names = next((i for i, w in enumerate(after[:5]) if i >= opens and not w.is_noun), 0)
    return (
        names > opens
        and (has_article or after[0].is_name)
        and after[names].is_finite
        and any(w.is_finite for w in before)
    )


def _opens_clause(after: Words) -> bool:
    """Whether a comma is followed by "and/but/so/while" and a clause with a subject of its own."""
    if len(after) < 4 or not (
        after[0].tag == "CC" or after[0].lower in ("so", "while", "whereas", "though", "although")
    ):
        return False
    verb = next(
        (
            i
            for i, w in enumerate(after)
            if i and w.is_finite and after[i - 1].tag[:2] in ("NN", "PR", "CD", "RB", "EX")
        ),
        None,
    )
    if verb is None or verb < 2 or verb > 12:
        return False
    between = after[1:verb]
    return any(w.is_noun or w.tag == "PRP" for w in between) and not any(
        w.tag in (",", "WDT", "WP", ":") for w in between
    )


def _facts_of_all(segments: Sequence[Words], text: str) -> Iterator[Fact]:
    """The facts of the segments in order; what opens with "it" or tells again what something is, is of the first."""
    first: Fact | None = None
    for number, segment in enumerate(segments):
        found = list(_facts(segment, text, number == 0))
        if number == 0:
            first = found[-1] if found else None
        if number and first is not None and _holds_views(first.subject):
            source = spoken(first.subject)
            source = "the" + source[3:] if source.startswith("The ") else source
            found = [replace(fact, intro=_according_to(source, fact.intro)) for fact in found]
        if number and first is not None and not found:
            found = [*_about_it(segment, first, text), *_told_again(segment, first, number)]
        yield from found


def _about_it(segment: Words, first: Fact, text: str) -> Iterator[Fact]:
    """ "RLHF is a touch: it improves tone" says that RLHF improves tone; within a statement "it" is sure enough."""
    words = _without_connective(segment, False)
    if not words or not first.is_first or any(w.tag == "CC" for w in first.subject):
        return
    is_plural = first.subject[-1].tag in ("NNS", "NNPS")
    if words[0].lower == ("they" if is_plural else "it") and words[0].tag == "PRP":
        yield from (replace(f, is_first=True) for f in _facts((*first.subject, *words[1:]), text, False))


def _told_again(segment: Words, first: Fact, number: int) -> Iterator[Fact]:
    """ "The law is a power law — a relationship that has held" says that the law is a relationship that has held."""
    is_denied = any(w.lower in ("not", "n't") for w in (*first.verbs, *first.rest))
    is_copula = not is_denied and len(first.verbs) == 1 and lemma(first.main.text) == "be"
    if (
        number == 1
        and is_copula
        and segment[0].lower in ("a", "an", "the")
        and any(w.tag == "WDT" for w in segment[:6])
    ):
        yield replace(first, rest=segment, tail=())


def _facts(segment: Words, text: str, is_first: bool) -> Iterator[Fact]:
    """The fact of a segment, and the one that a second verb adds: "A trained B and saw C" says that A saw C too."""
    fact = _fact(segment, text, is_first)
    if fact is not None and (beside := _beside(segment, fact)) is not None:
        yield beside
    while fact is not None:
        at = _second_verb(fact)
        if at is None:
            yield fact
            yield from _because(fact)
            yield from _effect(fact)
            return
        yield replace(fact, rest=fact.rest[:at], tail=(*fact.rest[at:], *fact.tail))
        words = (*fact.rest[at + 1 :], *fact.tail)
        start = next(i for i, w in enumerate(words) if w.is_finite)
        stop = _group_end(words, start)
        rest, tail = _cut(words[stop:])
        fact = replace(fact, verbs=words[:stop], rest=rest, tail=tail) if rest else None


def _beside(segment: Words, fact: Fact) -> Fact | None:
    """What a participle beside the subject says: "Opus, released in November, ..." says that Opus was released then."""
    end = fact.subject[-1].end
    comma = next((i for i, w in enumerate(segment) if w.start >= end), len(segment))
    after = segment[comma + 1 :]
    stop = next((i for i, w in enumerate(after) if w.tag == ","), 0)
    if comma >= len(segment) or segment[comma].tag != "," or stop < 3 or after[0].tag != "VBN":
        return None
    if after[stop].end > fact.verbs[0].start or any(w.tag == "CC" for w in fact.subject):
        return None
    is_plural = fact.subject[-1].tag in ("NNS", "NNPS")
    was = Word("were" if is_plural else "was", -10, -7, "VBD")
    return replace(fact, verbs=(was, after[0]), rest=after[1:stop], tail=())


def _effect(fact: Fact) -> Iterator[Fact]:
    """What a participle adds: "it raises throughput, enabling faster tests" says that it enables faster tests."""
    if len(fact.tail) < 3 or fact.tail[0].lower not in EFFECTS or len(fact.verbs) > 1:
        return
    made = in_tense(fact.tail[0].text, fact.finite.tag)
    rest, tail = _cut(fact.tail[1:])
    if made and rest:
        yield replace(fact, verbs=(Word(made, -10, -1, fact.finite.tag),), rest=rest, tail=tail)


def _because(fact: Fact) -> Iterator[Fact]:
    """What a clause gives as its reason: "..., because training a model costs $1 million" says what training costs."""
    at = next((i for i, w in enumerate(fact.rest) if w.lower == "because"), None)
    if at is not None and (reason := _fact(fact.rest[at + 1 :], fact.text, False)) is not None:
        yield replace(reason, tail=(*reason.tail, *fact.tail))


def _second_verb(fact: Fact) -> int | None:
    """Where in the rest an "and" joins a second verb to the same subject; None where none does for sure."""
    depth = 0
    for index, word in enumerate(fact.rest[:-1]):
        depth += {"-LRB-": 1, "-RRB-": -1, "``": 1, "''": -1}.get(word.tag, 0)
        if (
            word.tag in ("WDT", "WP", "WRB")
            or word.lower in ("that", "because", "if", "when")
            or (depth <= 0 and word.is_finite)
        ):
            return None
        follows = index + 1 + (fact.rest[index + 1].tag == "RB" and index + 2 < len(fact.rest))
        if depth <= 0 and index and word.tag == "CC" and word.lower in ("and", "but") and fact.rest[follows].is_finite:
            return index
    return None


def _fact(segment: Words, text: str, is_first: bool) -> Fact | None:
    words = segment
    words = _without_connective(words, is_first)
    intro, words = _intro(words)
    words = _with_verb_found(words, is_first)
    verb = _first_finite(words)
    if not verb or words[0].lower in SUBORDINATING:
        return None
    if any(w.lower in ("this", "that", "these", "those", "such", "same") for w in intro):
        return None
    if words[verb - 1].lower in PLANS and verb + 1 < len(words) and words[verb + 1].tag == "VBG":
        # "Their goal is building a lab": the goal builds nothing.
        return None
    start = verb
    while start > 1 and words[start - 1].tag == "RB":
        start -= 1
    subject = _without_apposition(words[:start])
    if not _is_noun_phrase(subject):
        return None
    stop = _group_end(words, verb)
    rest, tail = _cut(_without_examples(words[stop:]))
    if rest and rest[0].tag in (",", ":"):
        return None
    return Fact(text, intro, subject, words[start:stop], rest, tail, is_first)


def _without_connective(words: Words, is_first: bool) -> Words:
    """The clause without "and", "however", "(1)" or, after the first one, the "while" that sets it against another."""
    while len(words) > 3:
        numbered = words[0].tag == "-LRB-" and words[2].tag == "-RRB-"
        if numbered:
            words = words[3:]
        elif (
            words[0].tag in ("CC", ",") or words[0].lower in CONNECTING or (not is_first and words[0].lower in OPPOSING)
        ):
            words = words[1:]
        else:
            break
    return words


def _intro(words: Words) -> tuple[Words, Words]:
    """The phrase before the subject, as "In 1789,", and what follows its comma."""
    if not words or words[0].tag not in ("IN", "TO", "RB"):
        return (), words
    comma = next((i for i, w in enumerate(words[:14]) if w.tag == ","), None)
    if comma is None:
        # "In 1789 the Revolution began": a date needs no comma.
        if words[0].tag == "IN" and len(words) > 4 and words[1].tag == "CD" and words[2].tag in ("DT", "NNP", "PRP$"):
            return words[:2], words[2:]
        return (), words
    if any(w.is_finite for w in words[:comma]):
        return (), words
    return words[:comma], words[comma + 1 :]


def _with_verb_found(words: Words, is_first: bool) -> Words:
    """The words, with the verb put right that the tagger took for a noun or a participle, where no other verb is."""
    for index, word in enumerate(words[:-2]):
        follows = index + 1 + (words[index + 1].tag == "RB")
        if word.tag == "MD" and words[follows].tag in ("NN", "JJ") and can_be_verb(words[follows].text):
            words = (*words[:follows], replace(words[follows], tag="VB"), *words[follows + 1 :])
    depth = 0
    for index, word in enumerate(words[:-1]):
        depth += {"-LRB-": 1, "-RRB-": -1}.get(word.tag, 0)
        if depth or index == 0:
            continue
        if word.is_finite:
            return words
        before, after = words[index - 1], words[index + 1]
        if before.tag == "RB" and index > 1:
            before = words[index - 2]
        opens_object = after.tag in ("DT", "PRP$", "NNP", "CD", "PDT", "RB") or after.lower in (
            "that",
            "by",
            "as",
            "to",
        )
        is_only_verb = not can_be_noun(word.text)
        if (
            word.tag == "NNS"
            and (before.tag in ("NNP", "NN") or (is_only_verb and before.tag in ("JJ", "VBG")))
            and can_be_verb(word.text)
            and (opens_object or is_only_verb)
        ):
            return (*words[:index], replace(word, tag="VBZ"), *words[index + 1 :])
        if word.tag == "NN" and before.tag in ("NNS", "NNPS") and opens_object and can_be_verb(word.text):
            return (*words[:index], replace(word, tag="VBP"), *words[index + 1 :])
        # A participle that shortens a relative clause has no object of its own: "the model used for", "used five days".
        if (
            word.tag == "VBN"
            and before.is_noun
            and after.tag in ("DT", "CD", "PRP$", "NNP")
            and index < 9
            and not is_auxiliary(words[index - 1].lower)
        ):
            return (*words[:index], replace(word, tag="VBD"), *words[index + 1 :])
    if not is_first or any(w.is_finite for w in words):
        return words
    for index, word in enumerate(words[:-1]):
        if word.tag == "VBN" and index and words[index - 1].is_noun and words[index - 1].end < word.start:
            return (*words[:index], replace(word, tag="VBD"), *words[index + 1 :])
    return words


def _first_finite(words: Words) -> int | None:
    """Where the main verb stands: the first finite one that is neither in brackets nor in a relative clause."""
    depth = 0
    for index, word in enumerate(words):
        depth += {"-LRB-": 1, "-RRB-": -1}.get(word.tag, 0)
        if depth:
            continue
        if word.tag in ("WDT", "WP", "WRB", "EX") or (word.lower == "that" and index):
            return None
        if word.is_finite:
            return index or None
    return None


def _without_apposition(subject: Words) -> Words:
    """ "Opus, released in November," -> "Opus"; a list keeps its commas."""
    commas = [i for i, w in enumerate(subject) if w.tag == ","]
    has_list = any(w.tag == "CC" for w in subject)
    if len(commas) == 2 and commas[1] == len(subject) - 1 and not has_list:
        return subject[: commas[0]]
    if len(commas) == 1 and commas[0] == len(subject) - 1:
        return subject[:-1]
    return subject


def _is_noun_phrase(words: Words) -> bool:
    if not words or len(words) > 16 or not is_balanced(words):
        return False
    first, last = words[0], words[-1]
    if first.lower == "at" and len(words) > 2 and words[1].lower in ("least", "most"):
        return _is_noun_phrase(words[2:])
    if first.tag in ("IN", "CC", "TO", "VB", "WDT", "WRB", "MD", ",", "POS", "EX", "VBD", "VBP", "VBZ", "UH"):
        return False
    if first.tag in ("PRP", "WP") or first.lower in (
        "this",
        "that",
        "these",
        "those",
        "it",
        "such",
        "another",
        "both",
        "each",
    ):
        return False
    if not (last.is_noun or last.tag in ("CD", "-RRB-", "''", "VBG", "JJ", "FW")):
        return False
    has_list = any(w.tag == "CC" for w in words)
    if any(w.tag == "," for w in words) and not has_list:
        return False
    if any(w.tag in ("VB", "PRP") or w.lower in ("if", "because", "although") for w in words):
        return False
    if any(
        w.tag == "TO" and (after is None or after.tag[:2] == "VB")
        for w, after in zip(words, [*words[1:], None], strict=True)
    ):
        return False
    return any(w.is_noun or w.tag == "VBG" for w in words)


def _group_end(words: Words, verb: int) -> int:
    """The index after the last word of the verb group that begins at ``verb``."""
    end = verb + 1
    if not is_auxiliary(words[verb].lower) and words[verb].tag != "MD":
        return end
    probe = end
    while probe < len(words):
        word = words[probe]
        if word.tag in ("VB", "VBN", "VBG") or (word.tag == "VBD" and is_auxiliary(words[end - 1].lower)):
            end = probe + 1
            if word.lower not in ("be", "been", "being", "have"):
                break
        elif word.tag not in ("RB", "RBR") and word.lower not in ("both", "n't", "all"):
            break
        probe += 1
    if end + 1 < len(words) and words[end].tag == "CC" and words[end + 1].tag == "VBN" and words[end - 1].tag == "VBN":
        end += 2
    return end


def _without_examples(words: Words) -> Words:
    """The words without "(e.g., ...)": an example in a question often gives its answer away."""
    at = next(
        (i for i, w in enumerate(words[:-1]) if w.tag == "-LRB-" and words[i + 1].lower in ("e.g.", "i.e.", "eg")), None
    )
    end = next((i for i, w in enumerate(words) if at is not None and i > at and w.tag == "-RRB-"), None)
    return words if at is None or end is None else words[:at] + words[end + 1 :]


def _cut(rest: Words) -> tuple[Words, Words]:
    """What belongs to the clause, and the tail that a reader can do without."""
    depth = 0
    for index, word in enumerate(rest):
        depth += {"-LRB-": 1, "-RRB-": -1, "``": 1, "''": -1}.get(word.tag, 0)
        if depth <= 0 and index > 1 and word.tag == "CC" and _opens_clause(rest[index:]):
            return rest[:index], rest[index + 1 :]
        if depth > 0 or word.tag != "," or index < 1 or index + 1 >= len(rest):
            continue
        after = rest[index + 1]
        if after.tag in ("VBG", "WDT", "WP", "WRB", "VBN", "PRP") or after.lower in TAIL_OPENERS:
            if after.tag == "VBG" and any(w.tag == "CC" for w in rest[index + 1 : index + 4]):
                continue
            return rest[:index], rest[index + 1 :]
    return rest, ()
