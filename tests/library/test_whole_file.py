"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from quizkit.domain.errors import WriteError
from quizkit.library.whole_file import whole_file


def write(target: Path, text: str) -> None:
    with whole_file(target) as beside:
        beside.write_text(text)


def half_write(target: Path, trouble: type[BaseException]) -> None:
    with whole_file(target) as beside:
        beside.write_text("half")
        raise trouble


def test_a_new_file_is_there_afterwards_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path / "deck.yaml", "new")
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"deck.yaml": "new"}


def test_nothing_stands_at_the_target_before_the_block_ends(tmp_path: Path) -> None:
    target = tmp_path / "deck.yaml"
    with whole_file(target) as beside:
        beside.write_text("half")
        assert not target.exists()
    assert target.read_text() == "half"


@pytest.mark.parametrize("trouble", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_whatever_interrupts_the_old_file_stays_and_no_other_is_left(
    tmp_path: Path, trouble: type[BaseException]
) -> None:
    target = tmp_path / "deck.yaml"
    target.write_text("old")
    with pytest.raises(trouble):
        half_write(target, trouble)
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"deck.yaml": "old"}


def test_a_full_disk_is_a_write_error_and_the_old_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "deck.yaml"
    target.write_text("old")
    with pytest.raises(WriteError, match=r"deck\.yaml: not written: No space left on device"), whole_file(target):
        Path("/dev/full").write_text("x")
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"deck.yaml": "old"}


def test_a_new_file_gets_the_permissions_that_the_umask_gives(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "deck.yaml", "new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "deck.yaml").stat().st_mode) == 0o640


def test_an_existing_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "deck.yaml"
    target.write_text("old")
    target.chmod(0o604)
    write(target, "new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o604


def test_a_symbolic_link_stays_one_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("old")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    write(tmp_path / "link.yaml", "new")
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_text() == "new"


def test_a_name_as_long_as_file_systems_allow_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 250 + ".yaml")
    write(target, "new")
    assert target.read_text() == "new"


def test_a_missing_folder_is_named_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"there is no folder .*/nowhere; make it first"):
        write(tmp_path / "nowhere" / "deck.yaml", "new")


def test_a_file_where_a_folder_should_be_is_a_write_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match=r"deck\.yaml: not written: there is no folder"):
        write(tmp_path / "file" / "deck.yaml", "new")


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").mkdir()
    with pytest.raises(WriteError, match="that is a folder; give a file name"):
        write(tmp_path / "deck.yaml", "new")


def test_what_a_killed_writer_of_the_same_file_left_is_removed_once_it_is_old(tmp_path: Path) -> None:
    names = [".a.apkg.0123abcd.part", ".a.apkg.89abcdef.part", ".b.apkg.0123abcd.part", ".a.apkg.mine.part"]
    for name in names:
        (tmp_path / name).write_text("half")
    for old in (names[0], *names[2:]):
        os.utime(tmp_path / old, (0, 0))
    write(tmp_path / "a.apkg", "new")
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([*names[1:], "a.apkg"])
