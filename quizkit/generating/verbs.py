"""Forms of English verbs, and the turn from a statement to a question."""

from __future__ import annotations

from functools import cache

_AUXILIARIES = frozenset(
    ("am", "is", "are", "was", "were", "be", "been", "being", "have", "has", "had", "do", "does", "did")
)


def is_auxiliary(lower: str) -> bool:
    """Whether a word may be an auxiliary: a form of be, have or do."""
    return lower in _AUXILIARIES


@cache
def can_be_verb(word: str) -> bool:
    """Whether a dictionary has the word as a form of a verb."""
    import lemminflect

    return bool(lemminflect.getAllLemmas(word.lower()).get("VERB"))


@cache
def can_be_noun(word: str) -> bool:
    """Whether a dictionary has the word as a form of a noun."""
    import lemminflect

    return bool(lemminflect.getAllLemmas(word.lower()).get("NOUN"))


@cache
def can_be_adjective(word: str) -> bool:
    """Whether a dictionary has the word as a form of an adjective."""
    import lemminflect

    return bool(lemminflect.getAllLemmas(word.lower()).get("ADJ"))


@cache
def lemma(word: str) -> str:
    """The verb's form after "to": released -> release."""
    import lemminflect

    irregular = {
        "am": "be",
        "is": "be",
        "are": "be",
        "was": "be",
        "were": "be",
        "has": "have",
        "had": "have",
        "'s": "be",
    }
    lower = word.lower()
    if lower in irregular:
        return irregular[lower]
    found = lemminflect.getAllLemmas(lower).get("VERB") or lemminflect.getLemma(lower, upos="VERB")
    return str(found[0]) if found else lower


@cache
def is_base_form(word: str) -> bool:
    """Whether a verb is in its base form and cannot be its past too: "speed" is, "cut" and "ran" are not."""
    import lemminflect

    lower = word.lower()
    return lemma(lower) == lower and lower not in lemminflect.getInflection(lower, tag="VBD")


@cache
def third_person(word: str) -> str:
    """The form after "who" and "what": release -> releases, have -> has."""
    import lemminflect

    lower = word.lower()
    irregular = {"are": "is", "am": "is", "were": "was", "have": "has", "do": "does"}
    if lower in irregular:
        return irregular[lower]
    found = lemminflect.getInflection(lemma(lower), tag="VBZ")
    return str(found[0]) if found else lower + "s"


@cache
def in_tense(word: str, tag: str) -> str:
    """A verb in the form that a finite tag asks for: enabling, VBD -> enabled; "" where there is none."""
    import lemminflect

    found = lemminflect.getInflection(lemma(word), tag=tag) if tag in ("VBZ", "VBP", "VBD") else ()
    return str(found[0]) if found else ""


@cache
def noun_lemma(word: str) -> str:
    """The noun in the singular: companies -> company."""
    import lemminflect

    found = lemminflect.getAllLemmas(word.lower()).get("NOUN") or lemminflect.getLemma(word.lower(), upos="NOUN")
    return str(found[0]) if found else word.lower()
