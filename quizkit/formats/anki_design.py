"""What quizkit's cards look like in Anki: note types, templates and styling.

Frozen for good: the ids, the names of the note types, and the fields with their order. Anki refuses every later edit of
a note whose type has lost or gained a field. What a later version may need has its field already and is left empty.
Templates and styling may change; then ``DESIGNED_AT`` is raised, for Anki takes over a newer design only.

No card needs a script: they run differently in Anki, AnkiDroid and AnkiMobile. The right choice is marked by the style
alone, so front and back show the same list. One script there is: where it runs, it shuffles the options of a choice
card anew each day, so that nobody learns where the right one stands; where it does not, they stand as they were
written.
"""

from __future__ import annotations

from dataclasses import dataclass

from quizkit.domain.card import CardKind

FIELDS = ("Question", "Answer", "Choices", "Accept", "Evidence", "Source", "Topic", "Extra", "Media", "Key")

DESIGNED_AT = 1_795_974_746
"""Seconds since 1970: when templates or styling last changed. Not the time of the export, or each export would undo
what the learner changed in Anki's template editor."""


@dataclass(frozen=True, slots=True)
class NoteType:
    """One of quizkit's note types, as Anki knows it."""

    number: int
    name: str
    front: str
    back: str
    is_cloze: bool = False


_FRONT = """<div class="quizkit {class}">
<div class="topic" dir="auto">{{Topic}}</div>
<div class="ask" dir="auto">{question}</div>
{{#Media}}<div class="media">{{Media}}</div>{{/Media}}
{choices}</div>"""

_BACK = """<div class="quizkit {class} back">
<div class="topic" dir="auto">{{Topic}}</div>
<div class="ask" dir="auto">{question}</div>
{{#Media}}<div class="media">{{Media}}</div>{{/Media}}
{choices}<hr id="answer">
{answer}{{#Accept}}<div class="accept" dir="auto">also right: {{Accept}}</div>
{{/Accept}}{{#Evidence}}<div class="evidence">{{Evidence}}</div>
{{/Evidence}}{{#Extra}}<div class="extra" dir="auto">{{Extra}}</div>
{{/Extra}}{{#Source}}<div class="source" dir="auto">{{Source}}</div>
{{/Source}}</div>"""

_ANSWER = """<div class="answer" dir="auto">{{Answer}}</div>
"""
# Two braces that meet would be Anki's. The same day and the same words give front and back the same order.
_CHOICES = """<div class="choices">{{Choices}}</div>
<script>
(function () {
  var list = document.querySelector(".choices ol"), now = new Date();
  if (!list) return;
  var day = (now.getFullYear() * 12 + now.getMonth()) * 31 + now.getDate();
  var place = function (item) {
    var mixed = day, text = item.textContent;
    for (var at = 0; at < text.length; at++) {
      mixed = (mixed * 31 + text.charCodeAt(at) * 7919) % 1000003;
    }
    return (mixed * 7919) % 1000003;
  };
  Array.prototype.slice.call(list.children)
    .sort(function (one, other) { return place(one) - place(other); })
    .forEach(function (item) { list.appendChild(item); });
})();
</script>
"""


def _note_type(number: int, kind: CardKind, question: str, choices: str, answer: str) -> NoteType:
    def filled(template: str) -> str:
        # Not str.format: Anki's own braces are to stay.
        for name, text in {"class": kind.value, "question": question, "choices": choices, "answer": answer}.items():
            template = template.replace(f"{{{name}}}", text)
        return template

    return NoteType(number, f"quizkit {kind}", filled(_FRONT), filled(_BACK), is_cloze=kind is CardKind.CLOZE)


NOTE_TYPES = {
    CardKind.QUESTION: _note_type(1_795_391_271_828, CardKind.QUESTION, "{{Question}}", "", _ANSWER),
    CardKind.CLOZE: _note_type(1_795_391_314_159, CardKind.CLOZE, "{{cloze:Question}}", "", ""),
    CardKind.CHOICE: _note_type(1_795_391_414_213, CardKind.CHOICE, "{{Question}}", _CHOICES, _ANSWER),
}

CSS = """.card {
  --ink: #1f2430; --quiet: #667085; --paper: #fbfaf7; --line: #dcd9d0; --accent: #0b6e5f; --tint: #e7f3f0;
  --link: #1d5fbf;
  margin: 0; padding: 0;
  background: var(--paper); color: var(--ink);
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
  font-size: 19px; line-height: 1.45; text-align: start;
  -webkit-text-size-adjust: 100%;
}
.card.nightMode, .card.night_mode, .nightMode .card, .night_mode .card {
  --ink: #e6e3dc; --quiet: #9aa3b2; --paper: #1b1d22; --line: #4a505c; --accent: #5fd3bc; --tint: #203531;
  --link: #8ab8ff;
  background: var(--paper); color: var(--ink);
}
.quizkit { max-width: 36em; margin: 0 auto; padding: 1.4em 1.1em 2.2em; overflow-wrap: anywhere; }
.topic { color: var(--quiet); font-size: .78em; letter-spacing: .02em; margin-bottom: .7em; }
.ask { font-size: 1.22em; font-weight: 600; line-height: 1.35; text-wrap: pretty; }
.cloze .ask { font-weight: 500; line-height: 1.5; }
.ask .cloze { color: #0b6e5f; font-weight: 700; }
.nightMode .ask .cloze, .night_mode .ask .cloze { color: #5fd3bc; }
.media { margin-top: .9em; }
.media img { max-width: 100%; height: auto; border-radius: 6px; }
hr#answer { border: 0; border-top: 1px solid var(--line); margin: 1.2em 0; }
.answer { color: var(--accent); font-size: 1.22em; font-weight: 700; line-height: 1.35; }
.accept { color: var(--quiet); font-size: .85em; margin-top: .35em; }
.choices ol { list-style: upper-alpha; margin: 1.1em 0 0; padding-inline-start: 1.7em; }
.choices li { margin: .2em 0; padding: .35em .6em; border-radius: 6px; }
.choices li::marker { color: var(--quiet); font-size: .85em; }
.back .choices .right { background: var(--tint); color: var(--accent); font-weight: 700; }
.back .choices .right::after { content: " \\2713"; }
.evidence { margin-top: 1.2em; font-size: .9em; }
.evidence blockquote { margin: 0 0 .9em; padding: .1em 0 .1em .9em; border-inline-start: 3px solid var(--line); }
.evidence footer { color: var(--quiet); font-size: .87em; margin-top: .3em; }
.extra { margin-top: 1em; font-size: .9em; }
.source { color: var(--quiet); font-size: .78em; margin-top: 1.2em; }
.source a, .evidence a, .extra a { color: var(--link); text-decoration: underline; text-underline-offset: .15em; }
@media (max-width: 480px) {
  .card { font-size: 17px; }
  .quizkit { padding: 1em .9em 1.8em; }
}
"""
