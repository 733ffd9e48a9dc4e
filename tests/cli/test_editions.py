"""New editions of documents and deck files: told card by card, and what the learner did stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from quizkit.domain.deck import Deck
from quizkit.formats.deck_yaml import write_deck

from .conftest import NOTES, Told

Run = Callable[..., Told]

SEED = next((Path(__file__).parents[2] / "seeds").glob("002_*"))


def cards_of(quizkit: Run, deck: str) -> dict[str, dict[str, object]]:
    exported = json.loads(quizkit("export", deck, "--to", "-", "--format", "json").out)
    return {card["id"]: card for card in exported["cards"]}


def edited(quizkit: Run, key: str, old: str, new: str) -> None:
    Path("form.yaml").write_text(quizkit("drafts", "edit", key, "--print").out.replace(old, new))
    assert quizkit("drafts", "edit", key, "--file", "form.yaml").code == 0


def test_a_changed_document_tells_what_became_of_its_cards(quizkit: Run, notes: Path) -> None:
    first = quizkit("add", notes)
    assert "new:" not in first.out  # Of a new deck every card is new: no need to name them.
    notes.write_text(
        NOTES.replace("October 1990", "October 1991").replace("Francis Collins", "Francis S. Collins")
        + "\nThe ESA (European Space Agency) launched the Gaia telescope.\n"
    )
    notes.write_text(notes.read_text().replace(NOTES.split("\n")[4], "Not a word on it."))
    told = quizkit("add", notes).out
    assert "\n  reworded: " in told
    assert "October 1990\n    -> " in told
    assert "\n  new: What does ESA stand for? = European Space Agency\n" in told
    assert "\n  gone: What does NIH stand for? = National Institutes of Health\n" in told


def test_json_tells_old_and_new_words(quizkit: Run, notes: Path) -> None:
    quizkit("add", notes)
    notes.write_text(NOTES.replace("October 1990", "October 1991"))
    told = json.loads(quizkit("add", notes, "--json").out)
    changed = next(card for card in told["reworded"] if card["before"]["answer"] == "October 1990")
    assert changed["now"]["answer"] == "October 1991"
    assert (told["deck"], told["new"], told["gone"], told["contested"], told["rejected"]) == ("notes", [], [], [], [])


def test_more_cards_than_a_screen_holds_are_counted_and_named_on_demand(quizkit: Run, biology: Deck) -> None:
    many = [replace(biology.cards[0], key=f"cell/0000000001/{n}", question=f"What builds {n}?") for n in range(12)]
    for edition, wording in enumerate(("What builds", "Who builds", "Which part builds")):
        cards = tuple(replace(card, question=card.question.replace("What builds", wording)) for card in many)
        Path("biology.yaml").write_text(write_deck(replace(biology, cards=cards)))
        told = quizkit("load", "biology.yaml", *(["--verbose"] if edition == 2 else [])).out
        assert told.count("  reworded: ") == (0, 11, 12)[edition]
        assert ("  reworded: and 2 more; --verbose names all\n" in told) == (edition == 1)


def test_one_word_changed_in_a_seed_keeps_every_review(program: Run, quizkit: Run) -> None:
    document = Path("seed.txt")
    document.write_bytes(SEED.read_bytes())
    quizkit("add", document)
    before = cards_of(quizkit, "seed")
    many = "\n3\n" * len(before)
    all_today = {"QUIZKIT_BURY_SIBLINGS": "false"}
    assert program("study", "--plain", "--deck", "seed", "--new", "1000", stdin=many, **all_today).code == 0
    totals = json.loads(quizkit("stats", "--deck", "seed", "--json").out)["total"]
    assert totals["seen"] == len(before) > 20
    for place in (0.2, 0.5, 0.8):
        text = document.read_text()
        at = text.index(" the ", int(len(text) * place))
        document.write_text(text[:at] + " this " + text[at + 5 :])
        assert quizkit("add", document).code == 0
        assert set(cards_of(quizkit, "seed")) >= set(before)
        assert json.loads(quizkit("stats", "--deck", "seed", "--json").out)["total"]["seen"] == totals["seen"]
    assert quizkit("check").code == 0


def test_what_the_learner_edited_stays_when_its_document_changes_and_it_is_told_once(quizkit: Run, notes: Path) -> None:
    quizkit("add", notes)
    key = next(key for key, card in cards_of(quizkit, "notes").items() if card["answer"] == "October 1990")
    edited(quizkit, key, "October 1990", "in the autumn of 1990")
    notes.write_text(NOTES.replace("October 1990", "October 1991"))
    told = quizkit("add", notes).out
    assert "\n  yours, left as it is: " in told
    assert "= in the autumn of 1990\n    not taken over: " in told
    assert "= October 1991\n" in told
    card = cards_of(quizkit, "notes")[key]
    assert card["answer"] == "in the autumn of 1990"
    assert "October 1991" in str(card["quote"])
    assert "yours" not in quizkit("add", notes).out


def test_a_deck_file_is_merged_with_what_the_learner_edited_in_between(
    quizkit: Run, deck_file: Path, biology: Deck
) -> None:
    quizkit("load", deck_file)
    ribosomes, when, what = (card.key for card in biology.cards)
    edited(quizkit, ribosomes, "What builds proteins?", "Who builds them?")
    edited(quizkit, when, "DNA was described", "The double helix was described")
    text = deck_file.read_text().replace("What builds proteins?", "Which part builds proteins?")
    deck_file.write_text(text.replace("What was described?", "What was described in 1953?"))
    told = quizkit("load", deck_file)
    assert told.out == (
        "biology: none new, 1 reworded, 2 kept, none gone\n"
        "  reworded: What was described? = DNA\n"
        "    -> What was described in 1953? = DNA\n"
        "  yours, left as it is: Who builds them? = Ribosomes\n"
        "    not taken over: Which part builds proteins? = Ribosomes\n"
    )
    now = cards_of(quizkit, "biology")
    assert now[ribosomes]["question"] == "Who builds them?"
    assert now[when]["question"] == "The double helix was described in […]."
    assert now[what]["question"] == "What was described in 1953?"
    again = json.loads(quizkit("load", deck_file, "--json").out)
    assert [(each["deck"], each["kept"], each["contested"]) for each in again] == [("biology", 3, [])]


def test_a_card_cut_from_an_exported_file_is_gone_when_the_file_is_loaded(quizkit: Run, notes: Path) -> None:
    quizkit("add", notes)
    quizkit("export", "notes", "--to", "notes.json")
    deck = json.loads(Path("notes.json").read_text())
    cut = deck["cards"].pop(0)["id"]
    Path("notes.json").write_text(json.dumps(deck))
    assert ", 1 gone\n" in quizkit("load", "notes.json").out.splitlines(keepends=True)[0].replace(";", "\n;")
    assert cut not in cards_of(quizkit, "notes")


def test_a_removed_deck_is_gone_and_the_bundled_one_is_not_brought_back(quizkit: Run, deck_file: Path) -> None:
    quizkit("load", deck_file)
    for deck in ("biology", "state-of-ai-2026"):
        told = quizkit("decks", "--remove", deck)
        assert (told.code, told.out) == (0, "")
        assert f"removed {deck}" in told.err
    assert quizkit("decks").out == "No decks yet. Make one: quizkit add notes.md\n"
    told = quizkit("decks", "--remove", "biology")
    assert told.code == 5
    assert "there is no deck biology" in told.err
    assert quizkit("decks", "--remove", "biology", "--json").code == 2
    assert quizkit("load", deck_file).out.startswith("biology: 3 new")


def test_drafts_are_printed_on_demand_only_each_with_its_fate(quizkit: Run, notes: Path) -> None:
    alone = quizkit("generate", notes, "--json")
    with_drafts = quizkit("generate", notes, "--json", "--drafts")
    cards, both = json.loads(alone.out)["cards"], json.loads(with_drafts.out)["cards"]
    assert {card["fate"] for card in cards} == {"card"}
    assert both[: len(cards)] == cards
    drafts = both[len(cards) :]
    assert all(draft["fate"] == "draft" and 0 < draft["score"] < 1 and draft["reasons"] for draft in drafts)
    assert f"{len(drafts)} draft" in alone.err
    assert f"{len(drafts)} draft" in with_drafts.err
    assert "DRAFTS that wait" not in quizkit("generate", notes).out
    assert ("DRAFTS that wait" in quizkit("generate", notes, "--drafts").out) == bool(drafts)


def test_a_deck_file_takes_no_drafts(quizkit: Run, notes: Path) -> None:
    told = quizkit("generate", notes, "--to", "notes.yaml", "--drafts")
    assert (told.code, told.out) == (2, "")
    assert not Path("notes.yaml").exists()
    assert quizkit("generate", notes, "--to", "notes.yaml").code == 0
    assert "draft" not in Path("notes.yaml").read_text()


@pytest.mark.parametrize("arguments", [["add", "notes.md"], ["load", "biology.yaml"]])
def test_a_hostile_card_that_changed_is_told_harmlessly(
    quizkit: Run, notes: Path, deck_file: Path, arguments: list[str]
) -> None:
    quizkit(*arguments)
    notes.write_text(NOTES.replace("October 1990", "October \x1b[2J1991"))
    deck_file.write_text(deck_file.read_text().replace("What builds proteins?", '"What \\e[2J builds \\u202e them?"'))
    told = quizkit(*arguments)
    assert not set("\x1b\u202e") & set(told.out + told.err)
    assert "reworded" in told.out
