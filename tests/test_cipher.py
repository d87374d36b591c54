import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cipher import Cipher, NotAKeyError, UnreadableError, load_or_make_key, read_key

KEY = bytes(range(32))
CIPHER = Cipher(KEY)


@given(plain=st.binary(max_size=500), about=st.text(max_size=40))
def test_what_is_sealed_can_be_unsealed_and_does_not_show(plain: bytes, about: str) -> None:
    sealed = CIPHER.seal(plain, about)
    assert Cipher(KEY).unseal(sealed, about) == plain
    assert len(sealed) == len(plain) + 1 + 12 + 16
    assert len(plain) < 4 or plain not in sealed


def test_sealing_twice_gives_different_bytes() -> None:
    assert CIPHER.seal(b"same", "x") != CIPHER.seal(b"same", "x")


@given(plain=st.binary(max_size=50), data=st.data())
def test_any_changed_byte_is_noticed(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(CIPHER.seal(plain, "journeys 1"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(UnreadableError):
        CIPHER.unseal(bytes(sealed), "journeys 1")


@given(length=st.integers(0, 28))
def test_a_cut_row_is_unreadable(length: int) -> None:
    with pytest.raises(UnreadableError):
        CIPHER.unseal(CIPHER.seal(b"", "journeys 1")[:length], "journeys 1")


@pytest.mark.parametrize("elsewhere", ["journeys 2", "inbox 1", ""])
def test_a_row_moved_to_another_chat_or_table_is_unreadable(elsewhere: str) -> None:
    with pytest.raises(UnreadableError):
        CIPHER.unseal(CIPHER.seal(b"plain", "journeys 1"), elsewhere)


def test_another_key_does_not_fit_and_the_error_shows_nothing() -> None:
    with pytest.raises(UnreadableError) as caught:
        Cipher(bytes(32)).unseal(CIPHER.seal(b"plain", "journeys 4711"), "journeys 4711")
    assert "sealed with another key" in str(caught.value)
    assert "4711" not in str(caught.value)


def test_tags_are_short_steady_and_keyed() -> None:
    assert CIPHER.tag("4711") == Cipher(KEY).tag("4711")
    assert len({CIPHER.tag("4711"), CIPHER.tag("4712"), Cipher(bytes(32)).tag("4711")}) == 3
    assert len(CIPHER.tag("4711")) == 16
    assert "4711" not in CIPHER.tag("4711")


@pytest.mark.parametrize("key", [b"", bytes(31), bytes(33)])
def test_a_cipher_wants_a_key_of_32_bytes(key: bytes) -> None:
    with pytest.raises(NotAKeyError):
        Cipher(key)


def test_a_key_file_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "otherdoors.key"
    key = load_or_make_key(path)
    assert load_or_make_key(path) == key
    assert base64.b64decode(path.read_bytes()) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["otherdoors.key"]


def test_all_who_start_at_once_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(load_or_make_key, [tmp_path / "key"] * 64))
    assert len(keys) == 1
    assert list(tmp_path.iterdir()) == [tmp_path / "key"]


def test_a_key_file_may_end_in_space_and_newlines(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_bytes(base64.b64encode(KEY) + b" \r\n\n")
    assert load_or_make_key(path) == KEY


@pytest.mark.parametrize("content", [b"", b"hello", base64.b64encode(bytes(31)), bytes(range(256)), b"\xff" * 44])
def test_a_file_that_holds_no_key_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "key"
    path.write_bytes(content)
    with pytest.raises(NotAKeyError, match="32 bytes") as caught:
        load_or_make_key(path)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == content


def test_a_key_can_stand_in_a_setting() -> None:
    assert read_key(base64.b64encode(KEY).decode()) == KEY
    with pytest.raises(NotAKeyError):
        read_key("schlüssel")
