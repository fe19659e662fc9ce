import os
import re
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem


class Lost(Exception):
    """What was kept is gone or is no longer what it was: a fault, for whoever keeps the server."""


class Store:
    """Files by the hash of their content, in a folder or wherever else fsspec writes."""

    def __init__(self, url: str) -> None:
        """`url` is `file:///folder`, `memory://name`, `s3://bucket/prefix` (with s3fs) …"""
        # other machines write here too: what was listed once may no longer hold
        self._files, root = url_to_fs(url, use_listings_cache=False)
        self._root = root.rstrip("/")

    def put(self, content: bytes) -> str:
        """Keep the content; gives its SHA-256 in hexadecimal. Again, it changes nothing, but mends
        what was lost.

        A crash leaves no part of it under its hash, at most a file in `incoming`.
        """
        name = sha256(content).hexdigest()
        path = self._path(name)
        if self._read(path) != content:
            arriving = f"{self._root}/incoming/{uuid4().hex}"
            self._write(arriving, content)
            self._move(arriving, path)
        return name

    def get(self, name: str) -> bytes:
        """The content with that SHA-256. Raises Lost where it is missing or was altered."""
        path = self._path(name)
        content = self._read(path)
        if content is None:
            raise Lost(f"The file {path} is missing: restore it from a backup.")
        if sha256(content).hexdigest() != name:
            raise Lost(f"The file {path} was altered: restore it from a backup.")
        return content

    def has(self, name: str) -> bool:
        return bool(self._files.exists(self._path(name)))

    def delete(self, name: str) -> None:
        """Erase the content for good. The same bytes may have been attached elsewhere: look there
        first."""
        if self.has(name):
            self._files.rm_file(self._path(name))

    def _path(self, name: str) -> str:
        if not re.fullmatch("[0-9a-f]{64}", name):
            raise ValueError(f"{name[:80]!r} is no SHA-256 in hexadecimal")
        return f"{self._root}/{name[:2]}/{name[2:4]}/{name}"

    def _read(self, path: str) -> bytes | None:
        try:
            return bytes(self._files.cat_file(path))
        except FileNotFoundError:
            return None

    def _write(self, path: str, content: bytes) -> None:
        self._make_folder(path)
        with self._files.open(path, "wb") as file:
            file.write(content)
            if isinstance(self._files, LocalFileSystem):
                file.flush()
                os.fsync(file.fileno())

    def _move(self, arriving: str, path: str) -> None:
        self._make_folder(path)
        self._files.mv(arriving, path)
        if isinstance(self._files, LocalFileSystem):
            _settle(Path(path).parent)

    def _make_folder(self, path: str) -> None:
        self._files.makedirs(path.rpartition("/")[0], exist_ok=True)


def _settle(folder: Path) -> None:
    """Have a file's new name outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
