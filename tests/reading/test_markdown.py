"""Markdown: blocks, what is seen of them, and where it stands in the file."""

import pytest

from quizkit.domain.source import Form, Source, Statement
from quizkit.reading.document import read_text


def read(text: str) -> list[Statement]:
    return list(read_text(text, "a.md").statements)


def reasons(source: Source) -> set[str]:
    return {passed.reason for passed in source.passed_over}


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("The **cell** is *very* ~~big~~ small.", "The cell is very big small."),
        ("The [cell](http://a.b/c.d) is small.", "The cell is small."),
        ('It ends with a [link](http://a.b/c.d "T.").', "It ends with a link."),
        ("It ends with a [link][r].\n\n[r]: http://a.b", "It ends with a link."),
        ("See <http://a.b/c> for more.", "See http://a.b/c for more."),
        ("The ![picture.](a.png) cell is small.", "The cell is small."),
        ("Use `a * b` and ``a ` b`` here.", "Use a * b and a ` b here."),
        ("Salt &amp; pepper &quot;here.&quot;", 'Salt & pepper "here."'),
        ("An escaped \\*star\\* is here.", "An escaped *star* is here."),
        ("It ends with a brace \\{.", "It ends with a brace {."),
        ("A note[^1] is here.\n\n[^1]: The footnote.", "A note is here."),
        ("A <b>bold</b> word <!-- no --> is here.", "A bold word is here."),
        ("One<br>two are here.", "One two are here."),
        ("It costs $5 and $10 in total.", "It costs $5 and $10 in total."),
        ("A hard  \nbreak is here.", "A hard break is here."),
        ("> A quoted line\n> is **here** now.", "A quoted line is here now."),
        ("- A bullet line\n  is `here` now.", "A bullet line is here now."),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_markup_is_dropped_and_the_place_is_exact(markdown: str, seen: str, end: str) -> None:
    text = markdown.replace("\n", end)
    [statement] = read(text)
    assert statement.text == seen
    place = statement.places[0]
    # Marks at the very ends may stay outside.
    body = markdown.split("\n\n")[0].replace("\n", end)
    assert body.removeprefix("> ").removeprefix("- ") == text[place.start : place.end]


def test_lists_of_all_kinds_give_bullets() -> None:
    text = (
        "- one is here\n    - two is here\n\n1) three is here\n2) four is here\n\n"
        "* [x] five is here\n\n+ [ ] six is here\n"
    )
    found = read(text)
    assert [s.text.split()[0] for s in found] == ["one", "two", "three", "four", "five", "six"]
    assert {s.form for s in found} == {Form.BULLET}


def test_the_section_is_the_nearest_real_heading_above() -> None:
    text = """# Biology

The intro is here.

## Cell

### Key Points

The cell is small.

## 2.1 Leaf

**Colour**

The leaf is green.

Stem
----

The stem is long.
"""
    assert [s.section for s in read(text)] == ["", "Cell", "Colour", "Stem"]
    assert read_text(text, "a.md").title == "Biology"


def test_tables_code_math_footnotes_and_html_are_passed_over() -> None:
    text = """The cell is small.[^1]

| a | b |
|---|---|
| The cell is one. | x |

```
The code is here.
```

    The indented code is here.

$$
E = mc^2
$$

<div>The raw text is here.</div>

The law $E = mc^2$ is known. The leaf is green. The square \\(x^2\\) is not.

[^1]: The footnote is here.
"""
    source = read_text(text, "a.md")
    assert [s.text for s in source.statements] == ["The cell is small.", "The leaf is green."]
    assert reasons(source) == {"a table", "code", "a formula", "raw HTML", "holds a formula", "a footnote"}


def test_a_quotation_has_its_speaker() -> None:
    said = ("Cells come from cells.", "Rudolf Virchow", Form.QUOTE)
    for text in (
        "> Cells come from cells.\n> — Rudolf Virchow\n",
        "> Cells come from cells.\n>\n> — *Rudolf Virchow*\n",
        "> Cells come from cells.\n\n— Rudolf Virchow, 1855\n",
        "“Cells come from cells.”\n— Rudolf Virchow\n",
    ):
        [statement] = read(text)
        assert (statement.text, statement.speaker, statement.form) == said


@pytest.mark.parametrize(
    "text",
    [
        "## What is a cell?\n\nIt is the unit of life.\n",
        "**What is a cell?**\n\nIt is the unit of life.\n",
        "**Q: What is a cell?**\nA: It is the unit of life.\n",
        "Q: What is a cell?\n\nA: It is the unit of life.\n",
    ],
)
def test_answers_know_their_question(text: str) -> None:
    [statement] = read(text)
    assert (statement.asked, statement.text) == ("What is a cell?", "It is the unit of life.")


def test_what_follows_an_aside_heading_is_passed_over_to_the_next_of_its_rank() -> None:
    text = "# T\n\n## Related posts\n\n### A post\n\nThe teaser is here.\n\n## Cell\n\nThe cell is small.\n"
    assert [s.text for s in read(text)] == ["The cell is small."]


def test_references_close_a_page_or_are_a_topic() -> None:
    assert [
        s.section for s in read("# C++\n\n## References\n\nThey bind to objects.\n\n## Pointers\n\nThey hold.\n")
    ] == [
        "References",
        "Pointers",
    ]
    assert not read("# C++\n\n## References\n\nSmith wrote a book in 2010.\n")


def test_menus_of_links_are_passed_over() -> None:
    source = read_text("- [The cell](#cell)\n- [The leaf](#leaf)\n\nThe cell is small.\n", "a.md")
    assert [s.text for s in source.statements] == ["The cell is small."]
    assert reasons(source) == {"a link"}


@pytest.mark.parametrize(
    "front",
    [
        '---\ntitle: "Cells: a story"\nsource:\n  url: http://a.b\ndescription: The cell is small.\n---\n',
        "---\ntitle: 'Cells: a story'\nlink: http://a.b\nsummary: >-\n  The cell\n  is small.\n---\n",
        # Broken: a colon where YAML wants none, and no closing line.
        "---\ntitle: Cells: a story\nurl: http://a.b\ndescription: The cell is small.\n---\n",
        "---\ntitle: Cells: a story\nurl: http://a.b\ndescription: The cell is small.\n\n",
        '+++\ntitle = "Cells: a story"\nurl = "http://a.b"\ndescription = "The cell is small."\n+++\n',
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter_gives_title_address_and_description(front: str, end: str) -> None:
    text = (front + "\nThe leaf is green.\n").replace("\n", end)
    source = read_text(text, "a.md")
    assert (source.title, source.url) == ("Cells: a story", "http://a.b")
    assert [s.text for s in source.statements] == ["The cell is small.", "The leaf is green."]
    for statement in source.statements:
        place = statement.places[0]
        assert " ".join(text[place.start : place.end].split()) == statement.text


@pytest.mark.parametrize(
    "front",
    ["---\na: &a\n  b: *a\n---\n", "---\nx: " + "[" * 5000 + "\n---\n", "---\nx: !!python/object:os.system 1\n---\n"],
)
def test_hostile_front_matter_does_no_harm(front: str) -> None:
    assert [s.text for s in read(front + "\nThe leaf is green.\n")] == ["The leaf is green."]


def test_a_line_of_dashes_at_the_top_is_no_front_matter() -> None:
    assert [s.text for s in read("---\n\nThe cell is small.\n\n---\n")] == ["The cell is small."]
