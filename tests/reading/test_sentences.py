"""Where one statement ends and the next begins."""

import pytest

from quizkit.reading.document import read_text


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Smith met J. R. R. Tolkien in 1950. | They spoke of elves vs. dwarves.",
        "It needs sugars, e.g. glucose. | See Fig. 2 and No. 5 for more.",
        "The plant grew by 3.5 m. | Then it stopped.",
        "He works for Apple Inc. | The company is large.",
        "She moved to the U.S. Government officials knew it.",
        "He was born in Washington, D.C. | He died in St. Louis.",
        "The train left at 5 p.m. | The journey was long.",
        "Vitamin C. is an acid. | It is healthy.",
        'He asked "Why?" and left the room. | Then night fell.',
        'She said, "I am tired. I will sleep." | Then night fell.',
        "Yahoo! is a firm that was founded in 1994. | It was sold.",
        "The list (e.g. A. B. and C.) ended there. | A new one began.",
        "They waited... for hours. | Then it rained.",
        "It ended in 1990.[1] | The next one began in 1991.[2][3]",
        "Apple grew quickly. | iPhone sales rose.",
        "cells divide. | they grow. | mitosis has phases, e.g. prophase.",
        "La photosynthèse produit du sucre. | M. Dupont l'a vue.",
        "Am 3. Oktober 1990 wurde Deutschland eins. | Das war z. B. in Berlin.",
        "猫は動物です。 | 「行く。」と彼は言った。 | 終わりです！",
        "It was great! | 🙂 Then it rained.",
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str) -> None:
    expected = text.split(" | ")
    joined = "".join(expected) if "。" in text else " ".join(expected)
    # Sentences that are the same, or hold next to no letters, would not all come back.
    assert [s.text for s in read_text(joined, "a.txt").statements] == expected
