"""What is not the text of its page, and what only looks so."""

import pytest

from quizkit.reading.document import read_text
from quizkit.reading.furniture import furniture_reason
from quizkit.reading.headings import Heading, kind_of_heading

PROSE = """
The Economist has more than one million subscribers.
The museum opened for free in 1932 to all visitors.
You can log in with your password or a hardware token.
Students learn more when they sleep well.
If you subscribe to a newsletter, your address is stored.
Users who sign up for the newsletter get 10% off.
We give our customers a free trial of 30 days, which raised sales by 12%.
The privacy policy of 2012 merged sixty services into one.
Cookies are small text files that a browser stores.
Click here was the most common link text in 1999.
Spam filters protect your inbox by scoring each message.
The References section of a paper lists what it cites.
Comments in Python begin with a hash sign.
Share prices fell by 20% in 1929.
Free software respects the freedom of its users.
Published in 1859, the book sold out in a day.
Shared memory is fast.
Modified starch is used in soups.
Reading time is finite.
1,200 comments were filed against the rule.
Join operations combine rows of two tables.
Support vector machines were invented in 1963.
Patreon was founded in 2013 by Jack Conte.
Get requests must not change anything on the server.
The podcast Serial began in 2014 with twelve episodes.
Copyright lasts for 70 years after the death of the author.
« Bonjour », dit le renard.
The primes begin with 2, 3, 5, 7, ...
(c) The accused must be heard.
"""

FURNITURE = """
Subscribe to our newsletter!
Sign up for free
Log in
Read more →
Get our free newsletter every Monday.
Follow us on Instagram and Facebook
Share this article
Watch the full episode on YouTube
No credit card required.
Start your free trial today!
Skip to content
© 2024 Example Inc.
Copyright 2020 Example
5 min read
3 days ago
By Jane Doe
Published on March 3, 2020
Last updated: 3 May 2020
1,204 views · 3 days ago
Accept all cookies
Get 20% off with the code SAVE20
Want more like this in your inbox?
Try it free
Next »
« Older posts
Become a member to listen to all episodes
Don't miss an episode: subscribe now!
0:00 - 12:03
00:00:01,000 --> 00:00:04,500
"""


@pytest.mark.parametrize("line", PROSE.strip().splitlines())
def test_prose_about_pages_and_promotion_is_prose(line: str) -> None:
    assert furniture_reason(line) == ""
    assert read_text(line, "a.txt").statements


@pytest.mark.parametrize("line", FURNITURE.strip().splitlines())
def test_promotion_buttons_and_bylines_are_furniture(line: str) -> None:
    assert furniture_reason(line)


def test_promotion_in_a_paragraph_takes_nothing_else_with_it() -> None:
    text = (
        "Bread is made from flour, water and yeast, and it has been for many thousands of years. Subscribe to our feed!"
    )
    source = read_text(text, "a.txt")
    assert [s.text for s in source.statements] == [text.partition(" Subscribe")[0]]
    assert [p.text for p in source.passed_over] == ["Subscribe to our feed!"]


def test_slogans_that_lead_up_to_promotion_at_the_end_of_a_page_belong_to_it() -> None:
    text = (
        "Bread is made from flour, water and yeast, and it rises for two hours.\n\n"
        "Life is short.\n\nTry it for free today!"
    )
    assert [s.places[0].line for s in read_text(text, "a.txt").statements] == [1]


def test_a_fact_above_the_share_buttons_is_no_slogan() -> None:
    text = (
        "Bread is made from flour, water and yeast, and it rises for two hours.\n\n"
        "Did you know that the first bread was flat?\n\nThe tomato was first called love apple by the French.\n\n"
        "Share this:\n"
    )
    assert [s.places[0].line for s in read_text(text, "a.txt").statements][-1] == 5


def test_short_statements_beside_promotion_in_the_text_stay() -> None:
    text = (
        "Water boils at 100 degrees.\n\nSubscribe to our newsletter!\n\nIce melts at 0 degrees.\n\n"
        "Bread is made from flour, water and yeast, and it rises for two hours."
    )
    assert [s.places[0].line for s in read_text(text, "a.txt").statements] == [1, 5, 7]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Key Points", Heading.EMPTY),
        ("TL;DR", Heading.EMPTY),
        ("Notes", Heading.EMPTY),
        ("**Summary:**", Heading.EMPTY),
        ("Recommendations (27)", Heading.EMPTY),
        ("What You’ll Learn", Heading.GOALS),
        ("Mentioned (77)", Heading.ASIDE),
        ("Related videos", Heading.ASIDE),
        ("Subscribe to our newsletter", Heading.ASIDE),
        ("12 comments", Heading.COMMENTS),
        ("References", Heading.ASIDE_AT_END),
        ("Related work", Heading.REAL),
        ("Join algorithms", Heading.REAL),
        ("Share repurchases", Heading.REAL),
        ("Support vector machines", Heading.REAL),
        ("More on eigenvalues", Heading.REAL),
        ("Note-taking", Heading.REAL),
        ("Sources of law", Heading.REAL),
        ("x" * 100_000, Heading.REAL),
    ],
)
def test_a_heading_is_judged_by_all_of_its_words(heading: str, kind: Heading) -> None:
    assert kind_of_heading(heading) is kind
