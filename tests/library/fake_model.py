"""Commands that behave as models do, and as they should not; run as a program: ``fake_model.py BEHAVIOUR [FILE]``."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

_ASKED = re.compile(r"^\[(\d+)\] (?P<text>(?P<town>\w+) was founded in (?P<year>\d+) by settlers from Spain\.)$", re.M)


def cards(prompt: str) -> list[dict[str, object]]:
    """A good card for every statement of the form "Lima was founded in 1535 by settlers from Spain."."""
    return [
        {
            "statement": int(found[1]),
            "question": f"In which year was {found['town']} founded by settlers?",
            "answer": found["year"],
            "quote": found["text"],
        }
        for found in _ASKED.finditer(prompt)
    ]


def answer(behaviour: str, prompt: str, is_second: bool) -> str:
    told = cards(prompt)
    match behaviour:
        case "mends":
            if not is_second:
                told[0]["quote"] = "It is known everywhere that the town is old."
            return json.dumps(told if not is_second else told[:1])
        case "insists":
            told[0]["answer"] = "1492"
            return json.dumps(told)
        case "half":
            return json.dumps(told)[:-60] if not is_second else "[]"
        case "nothing":
            return "[]"
        case "garbage":
            return "I am sorry, \x1b[2J but as a model I cannot do that."
        case "mends garbage":
            return json.dumps(told) if is_second else "One moment please."
        case "hostile":
            told[0]["question"] = "\x1b]0;owned\x07In which year was Lima founded?"
            told[1]["question"] = "<img src=x onerror=alert(1)> In which year was Quito founded?"
            return json.dumps(told)
    return "Certainly!\n```json\n" + json.dumps(told) + "\n```\n"


def main() -> None:
    behaviour, *files = sys.argv[1:]
    if behaviour == "deaf":
        print(json.dumps(cards("[1] Lima was founded in 1535 by settlers from Spain.")))
        return
    prompt = sys.stdin.read()
    if files:
        with Path(files[0]).open("a") as log:
            log.write("asked\n")
    if behaviour == "slow":
        # A child that does not end by itself either, and says so as long as it lives.
        print(json.dumps(cards(prompt)), flush=True)
        subprocess.run([sys.executable, "-c", _TICKING, files[0] + ".ticks"], check=False)
    if behaviour == "stubborn":
        subprocess.run([sys.executable, "-c", _STUBBORN + _TICKING, files[0] + ".ticks"], check=False)
    if behaviour == "leaves a child":
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(20)"])
    if behaviour == "fails":
        print(json.dumps(cards(prompt))[:-10])
        print("one\ntwo\nthree\n\x1b[31mrate limit reached", file=sys.stderr)
        sys.exit(3)
    if behaviour == "fails after one" and len(Path(files[0]).read_text().splitlines()) > 1:
        sys.exit("rate limit reached")
    if behaviour == "floods":
        sys.stdout.write(json.dumps(cards(prompt)) + "\n")
        while True:
            sys.stdout.write("{" * 10_000)
    if behaviour == "shouts":
        sys.stderr.write("warning\n" * 2_000_000)
    print(answer(behaviour, prompt, "You have answered that already" in prompt))


_STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
_TICKING = """
import sys, time
for _ in range(600):
    with open(sys.argv[1], "a") as log:
        log.write(".")
    time.sleep(0.05)
"""

if __name__ == "__main__":
    main()
