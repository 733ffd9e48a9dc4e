"""What decks made from documents are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizkit.library.naming import name_for


@pytest.fixture
def biology(tmp_path: Path) -> Path:
    folder = tmp_path / "Biology"
    (folder / "cells").mkdir(parents=True)
    for name in ("cell.md", "dna.md", "cells/ribosome.md"):
        (folder / name).write_text("text")
    return folder


def test_a_folder_names_its_deck(biology: Path) -> None:
    assert name_for([biology]) == "Biology"


def test_the_folder_that_one_is_in_has_a_name_too(biology: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(biology)
    assert name_for([Path()]) == "Biology"


def test_one_document_names_its_deck_without_its_suffix(biology: Path) -> None:
    assert name_for([biology / "cell.md"]) == "cell"


def test_several_documents_name_their_deck_after_the_folder_that_they_share(biology: Path) -> None:
    assert name_for([biology / "cell.md", biology / "dna.md"]) == "Biology"
    assert name_for([biology / "cell.md", biology / "cells" / "ribosome.md"]) == "Biology"


def test_standard_input_suggests_no_name(biology: Path) -> None:
    assert name_for([biology / "cell.md", Path("-")]) == ""
