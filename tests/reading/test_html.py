"""HTML: which of a page is its text, what its markup tells, and where it stands in the file."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizkit.domain.errors import SourceError
from quizkit.domain.source import Form, Source, Statement
from quizkit.reading.document import read_document, read_text

LONG = "The mitochondrion is an organelle that makes most of the energy of the cell, and it has a genome of its own."
SOURCES = Path(__file__).parents[1] / "sources" / "working"


def page(html: str) -> Source:
    return read_text(html, "a.html")


def texts(html: str) -> list[str]:
    return [statement.text for statement in page(html).statements]


def only(html: str) -> Statement:
    [statement] = page(html).statements
    return statement


def reasons(html: str) -> dict[str, str]:
    return {passed.text: passed.reason for passed in page(html).passed_over}


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("The <b>cell</b> is <i class=x>very</i> small.", "The cell is very small."),
        ("The <b>cell</b> <i>wall</i> is small.", "The cell wall is small."),
        ("The <a href='x'>cell</a>\n\n   is&nbsp;small.", "The cell is small."),
        ("Salt &amp; pepper &lt;here&gt; &eacute;&#233;&#xe9;.", "Salt & pepper <here> ééé."),
        ("It ends with an entity &copy", "It ends with an entity ©"),
        ("A cell <!-- not this --> is small.", "A cell is small."),
        ("A cell <script>if (a < b) x('</p>')</script>is small.", "A cell is small."),
        ("The <code>Pool</code> class<br>is small.", "The Pool class is small."),
        ("It is <abbr title='a > b'>bigger</abbr> today.", "It is bigger today."),
        ("If a < b and b <3 it is small.", "If a < b and b <3 it is small."),
        ("About 10<sup>6</sup> ions of Ca<sup>2+</sup> in CO<sub>2</sub>.", "About 10⁶ ions of Ca²⁺ in CO2."),
        ("In the 19<sup>th</sup> century it was small.", "In the 19th century it was small."),
        ("The cell is small.<sup><a href='#n'>1</a></sup>", "The cell is small."),
        ("The cell<sup class=reference>[12]</sup> is small.", "The cell is small."),
        ("A soft&shy;ly broken\u200b word is here.", "A softly broken word is here."),
        ("The <wbr>cell <span aria-hidden=true>*</span>is small.", "The cell is small."),
        ("An icon \ue001 and &#xe002; is in this page.", "An icon \ue001 and \ue002 is in this page."),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_markup_is_dropped_and_the_place_is_exact(html: str, seen: str, end: str) -> None:
    text = f"<!DOCTYPE html><title>t</title>{end}<body>{end}<p>{html.replace(chr(10), end)}</p>{end}<p>{LONG}</p>"
    statement = page(text).statements[0]
    assert statement.text == seen
    place = statement.places[0]
    assert place.line == 3
    passage = text[place.start : place.end]
    assert html.replace("\n", end).startswith(passage)
    assert passage.startswith(html[:2])


def test_headings_give_sections_and_the_title_gives_none() -> None:
    html = (
        "<title>Cells | Site</title><h1>Cells</h1><p>One is here.</p><h2>Walls<a href=#w>¶</a></h2><p>Two is here.</p>"
        "<h3><a href='#x'>Plants</a> [<a>edit</a>]</h3><p>Three is here.</p><h2>C#</h2><p>Four is here.</p>"
        "<div role=heading aria-level=2>Roles</div><p>Five is here.</p><p><b>All bold</b></p><p>Six is here.</p>"
    )
    found = page(html)
    assert found.title == "Cells"
    assert [s.section for s in found.statements] == ["", "Walls", "Plants", "C#", "Roles", "All bold"]


def test_lists_and_quotations_have_their_forms() -> None:
    html = (
        f"<p>{LONG}</p><ul><li>One is here.<ol><li><p>Two is here.</p></ol></ul>"
        "<blockquote><p>Three is here.</p><footer>— Ada Lovelace</footer></blockquote>"
    )
    statements = page(html).statements[1:]
    assert [s.form for s in statements] == [Form.BULLET, Form.BULLET, Form.QUOTE]
    assert statements[2].speaker == "Ada Lovelace"


def test_a_definition_list_reads_as_a_glossary() -> None:
    html = (
        "<dl><dt>Large subunit</dt><dd>The part that joins amino acids.</dd>\n"
        "<dt>Colour:</dt><dt>Color</dt><dd><p>What the eye sees.</p><p>It has a wavelength.</p></dd></dl>"
    )
    found = page(html).statements
    assert [(s.text, s.lead, s.form) for s in found] == [
        ("Large subunit: The part that joins amino acids.", "Large subunit", Form.BULLET),
        ("Colour: What the eye sees.", "Colour", Form.BULLET),
        ("It has a wavelength.", "", Form.PROSE),
    ]
    assert (
        html[found[0].places[0].start : found[0].places[0].end]
        == "Large subunit</dt><dd>The part that joins amino acids."
    )


def test_a_term_explains_only_its_own_definition() -> None:
    html = f"<dl><dt>Alone</dt></dl><p>{LONG}</p><dl><dd>The cell is small.</dd></dl>"
    assert texts(html) == [LONG, "The cell is small."]


def test_the_signature_of_a_function_is_no_term() -> None:
    html = "<dl><dt>open(file, mode)</dt><dd>Opens a file and returns its contents.</dd></dl>"
    assert texts(html) == ["Opens a file and returns its contents."]
    assert reasons(html) == {"open(file, mode)": "code"}


@pytest.mark.parametrize(
    "html",
    [
        "<dl><dt>What is a cell?</dt><dd>It is the unit of life.</dd></dl>",
        "<details><summary>What is a cell?</summary><p>It is the unit of life.</p></details>",
        "<h2>What is a cell?</h2><p>It is the unit of life.</p>",
    ],
)
def test_a_question_asks_for_what_stands_below_it(html: str) -> None:
    assert (only(html).asked, only(html).form) == ("What is a cell?", Form.ANSWER)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<table><tr><td>Not this at all.</table>", "a table"),
        ("<pre>Not this at all.</pre>", "code"),
        ("<figure><figcaption>Not this at all.</figcaption></figure>", "a caption"),
        ("<nav>Not this at all.</nav>", "a menu"),
        ("<div role=navigation><p>Not this at all.</p></div>", "a menu"),
        ("<aside>Not this at all.</aside>", "beside the text"),
        ("<p hidden>Not this at all.</p>", "hidden"),
        ("<p style='color: red; display : NONE'>Not this at all.</p>", "hidden"),
        ("<div class='x author-bio'><p>Not this at all.</p></div>", "about the author"),
        ("<div class=cookie-banner><p>Not this at all.</p></div>", "not in the main text of the page"),
        ("<footer>Not this at all.</footer>", "not in the main text of the page"),
        ("<section class=comments><p>Not this at all.</p></section>", "not in the main text of the page"),
        ("<div>Not this at all</div>", "a label without a sentence"),
        ("<p><a href=x>Not this at all</a></p>", "a link"),
    ],
)
def test_what_is_not_the_text_is_told_with_its_reason(html: str, reason: str) -> None:
    whole = f"<body><p>{LONG}</p><p>The leaf is green.</p>{html}"
    assert texts(whole) == [LONG, "The leaf is green."]
    [told] = [why for text, why in reasons(whole).items() if text.startswith("Not this")]
    assert told == reason


def test_an_aside_at_the_end_of_a_page_is_passed_over_with_its_heading() -> None:
    html = f"<h2>Cells</h2><p>{LONG}</p><h2>References</h2><ol><li>Palade wrote of it in 1955.</ol>"
    assert texts(html) == [LONG]
    assert reasons(html)["Palade wrote of it in 1955."] == "under “References”"


def test_formulas_rule_out_their_sentence_and_no_other() -> None:
    html = (
        "<p><math><mi>x</mi></math> is a prime number. The cell is small.</p>"
        "<p>We see <img alt='{\\displaystyle x^2}'> there. It is <span class=katex>x</span>.</p>"
        "<p>So 2<sup>n</sup> is.</p>"
    )
    assert texts(html) == ["The cell is small."]


def test_a_table_that_lays_out_a_page_is_read() -> None:
    html = f"<table><tr><td><a href=a>Home</a><td><h1>Cells</h1><p>{LONG}<table><tr><td>1<td>2</table></table>"
    assert texts(html) == [LONG]
    assert texts(f"<table role=presentation><tr><td><p>{LONG}</table>") == [LONG]


def test_two_line_breaks_part_paragraphs() -> None:
    assert texts("<p>The cell is small<br>and round. <br> <br>The leaf is green.</p>") == [
        "The cell is small and round.",
        "The leaf is green.",
    ]


@pytest.mark.parametrize(
    ("head", "title", "url"),
    [
        ("<title>Cells &amp; walls</title>", "Cells & walls", ""),
        ("<title>x</title><meta property=og:title content='Cells'>", "Cells", ""),
        ("<link rel=canonical href='https://a.b/c'>", "Head", "https://a.b/c"),
        ("<link rel=canonical href='/c'><meta property=og:url content='https://a.b/d'>", "Head", "https://a.b/d"),
        ("<!-- saved from url=(0021)https://a.b/e -->", "Head", "https://a.b/e"),
        ("<link rel=canonical href='javascript:x'>", "Head", ""),
    ],
)
def test_title_and_address_are_those_of_the_page(head: str, title: str, url: str) -> None:
    source = page(f"<html><head>{head}</head><body><h1>Head</h1><p>{LONG}</p></body></html>")
    assert (source.title, source.url) == (title, url)


@pytest.mark.parametrize(
    "html",
    [
        "<p title=it's>The cell is small.</p>",
        "<p title=\"a>b\" class='c>d'>The cell is small.</p>",
        "<div><p>The cell is small.</div></p></span></body></html></div>",
        "<p>The cell is <b>small.<p></b></i>",
        "<p>The cell is small.<script>",
        "<p>The cell is small.<!-- never closed",
        "<p>The cell is small.<a href='never closed",
        "<p>The cell is small.</ p><![CDATA[x]]><?php echo '1' ?>",
        "<p>The cell is small.<table><tr><td>1",
    ],
)
def test_broken_markup_is_read_as_browsers_read_it(html: str) -> None:
    assert texts(html) == ["The cell is small."]


def test_xhtml_closes_its_elements_itself() -> None:
    html = (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><script src="a.js"/><title/></head>'
        "<body><a id='x'/><p>The cell is small.</p><p><![CDATA[The leaf is green.]]></p></body></html>"
    )
    assert [s.text for s in read_text(html, "a.xhtml").statements] == ["The cell is small.", "The leaf is green."]


@pytest.mark.parametrize("html", ["<html><body></body></html>", "<div id=root></div><script>x()</script>", "<p> </p>"])
def test_a_page_without_text_is_refused(html: str) -> None:
    with pytest.raises(SourceError, match=r"a\.html: is a page without text"):
        page(html)


def test_a_page_is_known_by_how_it_opens_too() -> None:
    html = f"<!-- a copy -->\n<!DOCTYPE html>\n<html><p>{LONG}</p>"
    assert [s.text for s in read_text(html, "a.txt").statements] == [LONG]


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "blockquote", "table><tr><td", "dl><dd"])
def test_however_deep_a_page_nests_it_is_read(tag: str) -> None:
    source = page(f"<{tag}>" * 10_000 + LONG)
    assert source.statements or source.passed_over


def test_a_long_page_in_one_line_is_read() -> None:
    html = "".join(f"<p>The cell number {number} is <b>small</b> &amp; round.</p>" for number in range(4_000))
    statements = page(html).statements
    assert len(statements) == 4_000
    assert {s.places[0].line for s in statements} == {1}


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"<meta charset=windows-1251><p>\xcf\xf0\xe8\xe2\xe5\xf2", "Привет"),
        (b"<meta charset=latin1><p>caf\xe9 \x93x\x94", "café “x”"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=shift_jis'><p>\x93\xfa\x96{", "日本"),
        (b'<?xml version="1.0" encoding="iso-8859-15"?><p>\xa4', "€"),
        (b"\xef\xbb\xbf<meta charset=latin1><p>caf\xc3\xa9", "café"),
        ("<meta charset=utf-8><p>日本語".encode("utf-16"), "日本語"),
        (b"<meta charset=utf-16><p>caf\xc3\xa9", "café"),
        (b"<meta charset=klingon><p>caf\xc3\xa9", "café"),
        (b"<meta charset=hex><p>caf\xc3\xa9", "café"),
        (b"<p>caf\xc3\xa9", "café"),
    ],
)
def test_a_page_is_in_the_encoding_that_it_names(tmp_path: Path, data: bytes, word: str) -> None:
    file = tmp_path / "a.html"
    more = " is here."
    file.write_bytes(data + (more.encode("utf-16-le") if data.startswith(b"\xff\xfe") else more.encode()))
    assert read_document(file).statements[0].text.startswith(word)


def test_a_page_in_none_of_its_encodings_is_refused_with_the_likely_one(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(b"<meta charset=utf-8>\n<p>Le caf\xe9 est bon et la vie est belle.")
    with pytest.raises(SourceError, match=r"a\.html:2: is not UTF-8; .*--encoding latin-1"):
        read_document(file)
    assert read_document(file, encoding="latin-1").statements


def test_a_real_page_gives_its_article_and_nothing_else() -> None:
    file = SOURCES / "networking-article.html"
    source = read_document(file)
    text = file.read_text(encoding="utf-8")
    said = " ".join(s.text for s in source.statements)
    assert source.title == "What actually happens between Enter and the padlock"
    assert {s.section for s in source.statements} >= {"Before there was DNS", "Shaking hands"}
    for furniture in ("cookies", "greybeard", "Related", "newsletter", "Privacy policy", "keeps bees", "Filed under"):
        assert furniture not in said
    for statement in source.statements:
        place = statement.places[0]
        assert text[: place.start].count("\n") + 1 == place.line
        assert text[place.start] == statement.text[0]


TAGS = (
    "p|/p|div|/div|li|ul|/ul|table|td|/table|b|/b|a href=x|/a|dt|dd|dl|br|h2|/h2|script|/script|sup|!--|--|?x|i hidden"
)
WORDS = ["The cell is small. ", "x ", " ", "\n", "&amp;", "&copy", "<", "2", "日本。"]
PIECES = st.sampled_from([*(f"<{tag}>" for tag in TAGS.split("|")), *WORDS])


@settings(max_examples=150, deadline=None)
@example("<p><-->&copyAAA")
@given(st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=50).map("".join))
def test_what_is_seen_of_a_page_stands_at_its_place_in_order(text: str) -> None:
    try:
        source = page(text)
    except SourceError:
        return
    text = text.removeprefix("\ufeff")
    for statement in source.statements:
        assert all(a < b for a, b in pairwise(statement.places))
        for place in statement.places:
            assert 0 <= place.start < place.end <= len(text)
        place = statement.places[0]
        passage = iter(text[place.start : place.end])
        # Every letter that is seen is there, one after the other, with markup between.
        assert all(letter in passage for letter in statement.text if letter.isascii() and letter.isalpha())
