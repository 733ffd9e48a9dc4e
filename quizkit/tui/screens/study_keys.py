"""The keys of the study screen, the most used first: the footer shows them in this order, the help shows all."""

from __future__ import annotations

from textual.binding import Binding, BindingType

_RATE = Binding.Group("Rate")
_LETTERS = "abcdefghij"

KEYS: list[BindingType] = [
    Binding("space", "reveal", "Show answer", id="study.reveal"),
    Binding("enter", "reveal", "Show answer", show=False, id="study.reveal.enter"),
    Binding("1", "rate(1)", "Again: not remembered", group=_RATE, id="study.again"),
    Binding("2", "rate(2)", "Hard: remembered with great effort", group=_RATE, id="study.hard"),
    Binding("3", "rate(3)", "Good: remembered after a moment", group=_RATE, id="study.good"),
    Binding("4", "rate(4)", "Easy: remembered at once", group=_RATE, id="study.easy"),
    Binding("u", "undo", "Undo", id="study.undo", tooltip="Take the last thing back"),
    Binding("e", "edit", "Edit", id="study.edit", tooltip="Put the card in your own words"),
    Binding("o", "source", "Source", id="study.source", tooltip="Where the answer is proven"),
    Binding("m", "media", "Open its pictures and sounds", show=False, id="study.media"),
    Binding("t", "retag", "Put it under another topic", show=False, id="study.retag"),
    Binding("x", "split", "Split it in two", show=False, id="study.split"),
    Binding("minus", "bury", "Bury it until tomorrow", show=False, key_display="-", id="study.bury"),
    Binding("at", "suspend", "Suspend it: ask it no more", show=False, key_display="@", id="study.suspend"),
    Binding("asterisk", "flag", "Flag it, or take the flag away", show=False, key_display="*", id="study.flag"),
    Binding("f", "next_flag", "The next flag", show=False, id="study.next_flag"),
    Binding("i", "type", "Type the answer", show=False, id="study.type"),
    Binding("I", "turn_typing", "Type all answers, or none", show=False, id="study.turn_typing"),
    Binding("down,j", "scroll_by(1)", "Scroll down", show=False, id="study.down"),
    Binding("up,k", "scroll_by(-1)", "Scroll up", show=False, id="study.up"),
    Binding("pagedown", "scroll_page(1)", "A page down", show=False, id="study.page_down"),
    Binding("pageup", "scroll_page(-1)", "A page up", show=False, id="study.page_up"),
    Binding("escape", "leave_field", "Other keys", id="study.leave_field"),
    Binding("q", "leave", "Home", id="study.leave", tooltip="Everything is saved already"),
    Binding("escape", "leave", "Home", show=False, id="study.leave.escape"),
    *(
        Binding(letter, f"choose('{letter}')", "Choose this option", show=False, id=f"study.choose.{letter}")
        for letter in _LETTERS
    ),
]
