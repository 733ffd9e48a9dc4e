"""Each rule asks what it is there for, and keeps silent where its sign means something else."""

from __future__ import annotations

import pytest

from quizkit.domain.card import CardKind
from quizkit.generating.kinds.acronym import acronyms
from quizkit.generating.kinds.attribution import who_said_it
from quizkit.generating.kinds.contrast import contrasts
from quizkit.generating.kinds.definition import definitions
from quizkit.generating.kinds.object import objects
from quizkit.generating.kinds.purpose import purposes
from quizkit.generating.kinds.quoted import quoted_terms
from quizkit.generating.kinds.reason import reasons
from quizkit.generating.kinds.subject import subjects
from tests.generating.made import Rule, asked, cards_of, notes, proposed, statement


@pytest.mark.parametrize(
    ("rule", "told", "question", "answer"),
    [
        (
            acronyms,
            "Cystic fibrosis (CF) is an inherited disease.",
            "What does CF stand for?",
            "Cystic fibrosis",
        ),
        (
            acronyms,
            "A PCR (polymerase chain reaction) copies a stretch of DNA many times.",
            "What does PCR stand for?",
            "polymerase chain reaction",
        ),
        (
            acronyms,
            "The Food and Agriculture Organization (FAO) has its seat in Rome.",
            "What does FAO stand for?",
            "Food and Agriculture Organization",
        ),
        (
            acronyms,
            "Doctors count single-nucleotide polymorphisms (SNPs) in the genome.",
            "What does SNP stand for?",
            "single-nucleotide polymorphisms",
        ),
        (
            who_said_it,
            "Milton Friedman claims that inflation is caused by the growth of money.",
            "Who claims that inflation is caused by the growth of money?",
            "Milton Friedman",
        ),
        (
            who_said_it,
            "Rachel Carson argues pesticides poison the rivers of the state.",
            "Who argues that pesticides poison the rivers of the state?",
            "Rachel Carson",
        ),
        (
            subjects,
            "Two routers in the cellar were replaced by engineers from Oslo in one night.",
            "What was replaced by engineers from Oslo in one night?",
            "Two routers in the cellar",
        ),
        (
            subjects,
            "Mount Vesuvius buried Pompeii under a layer of ash.",
            "[…] buried Pompeii under a layer of ash.",
            "Mount Vesuvius",
        ),
        (
            subjects,
            "Roman engineers used volcanic ash in the harbors of Italy.",
            "What kind of engineers used volcanic ash in the harbors of Italy?",
            "Roman engineers",
        ),
        (
            subjects,
            "Napoleon III rebuilt the boulevards of Paris.",
            "Who rebuilt the boulevards of Paris?",
            "Napoleon III",
        ),
        (
            subjects,
            "Mercury is the smallest planet in the Solar System.",
            "What is the smallest planet in the Solar System?",
            "Mercury",
        ),
        (
            objects,
            "Mount Vesuvius buried Pompeii under a layer of ash.",
            "What did Mount Vesuvius bury under a layer of ash?",
            "Pompeii",
        ),
        (
            objects,
            "The lake was fed by glaciers.",
            "What was the lake fed by?",
            "glaciers",
        ),
        (
            objects,
            "The National Assembly wrote a secret constitution on one night in August.",
            "What kind of constitution did the National Assembly write on one night in August?",
            "a secret constitution",
        ),
        (
            definitions,
            "Osmosis is the movement of water through a membrane.",
            "What is osmosis?",
            "the movement of water through a membrane",
        ),
        (
            definitions,
            "Each village has a reeve (an elected officer of the lord) and a priest.",
            "What is reeve?",
            "an elected officer of the lord",
        ),
        (
            definitions,
            "The inner membrane of the vacuole is called the tonoplast.",
            "What is the inner membrane of the vacuole called?",
            "the tonoplast",
        ),
        (
            definitions,
            "The bank was founded by William Paterson, an author from Scotland, in spring.",
            "Who is William Paterson?",
            "an author from Scotland",
        ),
        (
            definitions,
            "The lab in the valley was sold to Helvetia, an insurer from Basel, in spring.",
            "What is Helvetia?",
            "an insurer from Basel",
        ),
        (
            definitions,
            "Ada Lovelace (author of the first published program) lived in London.",
            "Who is Ada Lovelace?",
            "author of the first published program",
        ),
        (
            definitions,
            "Ada Lovelace (author of the first published program) lived in London.",
            "Who is the author of the first published program?",
            "Ada Lovelace",
        ),
        (
            definitions,
            'The class reads the novel "Emma" by Jane Austen in spring.',
            "Who wrote the novel “Emma”?",
            "Jane Austen",
        ),
        (
            contrasts,
            "The diet of Crete relies on olive oil rather than butter.",
            "The diet of Crete relies on […] rather than butter.",
            "olive oil",
        ),
        (
            contrasts,
            "The Vikings settled not Canada but Greenland in the tenth century.",
            "The Vikings settled not Canada but […] in the tenth century.",
            "Greenland",
        ),
        (
            contrasts,
            "A mortgage is secured by the house, not the borrower's income.",
            "A mortgage is secured by […], not the borrower's income.",
            "the house",
        ),
        (
            reasons,
            "Camels store fat in their humps because desert plants are scarce in summer.",
            "Why do camels store fat in their humps?",
            "because desert plants are scarce in summer",
        ),
        (
            reasons,
            "The guild closed the gates at night so that no cloth left the town.",
            "Why did the guild close the gates at night?",
            "so that no cloth left the town",
        ),
        (
            reasons,
            "The famine in Ireland killed a million people due to a potato blight.",
            "Why did the famine in Ireland kill a million people?",
            "due to a potato blight",
        ),
        (
            reasons,
            "Spain founded missions in California primarily to secure the Pacific coast.",
            "Why, primarily, did Spain found missions in California?",
            "to secure the Pacific coast",
        ),
        (
            reasons,
            "Bees cool the hive by fanning their wings at the entrance.",
            "How do bees cool the hive?",
            "by fanning their wings at the entrance",
        ),
        (
            purposes,
            "The Hubble telescope was designed to observe distant galaxies.",
            "What was the Hubble telescope designed to do?",
            "observe distant galaxies",
        ),
        (
            purposes,
            "DNS allows browsers to find a server by its name.",
            "What does DNS allow browsers to do?",
            "find a server by its name",
        ),
        (
            quoted_terms,
            'Adam Smith described the "invisible hand" of the market.',
            'Adam Smith described the "[…]" of the market.',
            "invisible hand",
        ),
    ],
)
def test_a_rule_asks_for_what_its_sign_tells(rule: Rule, told: str, question: str, answer: str) -> None:
    assert asked(rule, told).get(question) == answer


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (acronyms, "The DNA test (see below) is offered to every newborn in Norway."),
        (acronyms, "The treaty of Rome (EEC) came into force after the harvest."),
        (acronyms, "The council met in Trent (Italy) for eighteen years."),
        (who_said_it, "The mill of the abbey says nothing about the price of flour."),
        (definitions, "The canal is long and deep in the north."),
        (definitions, "The factor is the price of the grain in the harbor."),
        (definitions, "The museum shows tools (such as axes and saws) in the hall."),
        (contrasts, "The senate not only met in the forum."),
        (contrasts, "More ships than ever left the port."),
        (reasons, "The lighthouse stands by the harbor of the island."),
        (purposes, "The monks moved to the valley in spring."),
        (quoted_terms, 'The farmer said that "it rained for the whole week" in the north.'),
        (subjects, "They crossed the river in winter with horses."),
        (subjects, "This moved the border of the county to the north."),
        (objects, "The wool of the sheep is warm in winter."),
    ],
)
def test_a_rule_keeps_silent_where_its_sign_means_something_else(rule: Rule, told: str) -> None:
    assert asked(rule, told) == {}


def test_a_glossary_entry_is_asked_for_both_ways() -> None:
    entry = statement("Osmosis: The movement of water through a membrane", lead="Osmosis")
    found = asked(definitions, entry)
    assert found["What is osmosis?"] == "The movement of water through a membrane"
    assert found["What is the term for the movement of water through a membrane?"] == "Osmosis"


def test_a_glossary_entry_may_open_in_small_letters() -> None:
    text = notes("Haemoglobin: the protein in red blood cells that carries oxygen", "The blood of the crab is blue.")
    assert "What is haemoglobin?" in {card.question for card in cards_of(text)}


def test_examples_are_no_part_of_a_question_without_what_they_are_examples_of() -> None:
    told = "Designers compare protocols like HTTP, SMTP and FTP in the course."
    assert not any("compare like" in question for question in asked(objects, told))


def test_a_plural_glossary_entry_is_asked_for_with_are() -> None:
    entry = statement("Enzymes: Proteins that speed up reactions in the cell", lead="Enzymes")
    assert "What are enzymes?" in asked(definitions, entry)


def test_a_role_is_proven_by_the_name_and_its_bracket_alone() -> None:
    told = "Ada Lovelace (author of the first published program) lived in London with her husband."
    role = next(p for p in proposed(definitions, told) if p.rule == "role")
    assert role.quote == "Ada Lovelace (author of the first published program)"


def test_cloze_rules_make_cloze_cards_and_the_others_questions() -> None:
    cloze = proposed(contrasts, "The diet of Crete relies on olive oil rather than butter.")
    question = proposed(reasons, "Bees cool the hive by fanning their wings at the entrance.")
    assert [p.kind for p in (*cloze, *question)] == [CardKind.CLOZE, CardKind.QUESTION]
