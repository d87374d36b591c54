"""Sealing what users say before it is stored, and naming users without showing them.

The key stands in a file of its own, outside the database: who has only the one or only the other reads nothing.
"""

import base64
import contextlib
import hmac
import os
import tempfile
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
_NONCE_BYTES = 12
_VERSION = b"\x01"
_HEAD_BYTES = len(_VERSION) + _NONCE_BYTES
_TAG_LETTERS = 16  # 64 bits: no two users of one bot will ever share a tag


class CipherError(Exception):
    """Something is wrong with a key or with what it sealed."""

    def __str__(self) -> str:
        """Say the docstring, then where it happened."""
        return " ".join([str(self.__doc__), *map(str, self.args)])


class UnreadableError(CipherError):
    """It can't be unsealed: it was sealed with another key, or changed, or moved from where it belongs."""


class NotAKeyError(CipherError):
    """That isn't a key: a key is 32 bytes, written as one line of base64."""


class Cipher:
    """Seals and unseals with one key; safe to share between tasks and threads."""

    def __init__(self, key: bytes) -> None:
        """Take a key of 32 bytes; anything else raises `NotAKeyError`."""
        if len(key) != KEY_BYTES:
            raise NotAKeyError
        self._aead = AESGCM(_derive(key, b"otherdoors seal"))
        self._tag_key = _derive(key, b"otherdoors tag")

    def seal(self, plain: bytes, about: str) -> bytes:
        """Encrypt, bound to the place it is `about` (a table and a chat): elsewhere it doesn't unseal."""
        nonce = os.urandom(_NONCE_BYTES)
        return _VERSION + nonce + self._aead.encrypt(nonce, plain, _bound_to(about))

    def unseal(self, sealed: bytes, about: str) -> bytes:
        """Give back what `seal` was given, or raise `UnreadableError`."""
        if len(sealed) < _HEAD_BYTES or not sealed.startswith(_VERSION):
            raise UnreadableError
        try:
            return self._aead.decrypt(sealed[len(_VERSION) : _HEAD_BYTES], sealed[_HEAD_BYTES:], _bound_to(about))
        except InvalidTag:
            raise UnreadableError from None

    def tag(self, value: str) -> str:
        """Name a chat in logs and lists: always the same 16 letters, which nobody without the key can lead back."""
        return hmac.digest(self._tag_key, value.encode(), "sha256").hex()[:_TAG_LETTERS]


def read_key(text: str) -> bytes:
    """Read a key as it stands in a setting or a file, or raise `NotAKeyError`."""
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except ValueError:
        raise NotAKeyError from None
    if len(key) != KEY_BYTES:
        raise NotAKeyError
    return key


def load_or_make_key(path: Path) -> bytes:
    """Read the key in this file, or make both (mode 0600, on the disk before this returns).

    Two processes that start at once get the same key. A file that holds something else raises `NotAKeyError`; it is
    never overwritten, since whatever was sealed with a lost key is lost too.
    """
    if not path.exists():
        _make_key_file(path)
    try:
        return read_key(path.read_text("ascii"))
    except (NotAKeyError, UnicodeDecodeError):
        raise NotAKeyError(path) from None


def _make_key_file(path: Path) -> None:
    """Write a new key beside its place, then link it there whole; a file already there stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mkstemp promises 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64encode(os.urandom(KEY_BYTES)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(unfinished, path)
    finally:
        Path(unfinished).unlink()
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Bring the name of a new file to the disk; where folders can't be opened (Windows), the system sees to it."""
    with contextlib.suppress(PermissionError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _derive(key: bytes, purpose: bytes) -> bytes:
    """Make one key per purpose, so that a tag says nothing about what was sealed."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=purpose).derive(key)


def _bound_to(about: str) -> bytes:
    return _VERSION + about.encode()
