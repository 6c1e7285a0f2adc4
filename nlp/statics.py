"""Static word vectors, read from the files of an installed package: what words mean in general, not in these answers alone.

The package is wordllama, an optional extra. Only its two data files are read, and only if they are the very files that the
method was measured with; its own code, which may ask the network for a tokenizer, is never imported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Matrix = npt.NDArray[np.float64]

PACKAGE = "wordllama"
MATRIX_FILE = "weights/l2_supercat_256.safetensors"
TOKENIZER_FILE = "tokenizers/l2_supercat_tokenizer_config.json"
CHECKSUMS = {
    MATRIX_FILE: "64b47a2dc493cb8e85944076601189739852d7b64e0e1eedcb1937a251cd9fd5",
    TOKENIZER_FILE: "93248f2a9ec36c7b35f700a033d5f36228aae48db61aee31007fa49062cdeb68",
}
"""SHA-256 of each file in wordllama 0.4.0.post1."""


class NoStatics(Exception):
    """The word vectors cannot be used; the message says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Statics:
    """A table of vectors for pieces of words, and the tokenizer that cuts words into those pieces."""

    pieces: npt.NDArray[np.float16] = field(repr=False)
    """Shape (pieces, 256)."""
    tokenizer: Tokenizer = field(repr=False)

    def of(self, words: Sequence[str]) -> Matrix:
        """A vector for each folded word: the mean of its pieces; shape (words, 256).

        The table tells "Iraq" from "iraq": the word is taken as it is, with a capital, or in capitals, whichever needs the
        fewest pieces, since a word that is whole in the table has a meaning of its own there.
        """
        rows = np.zeros((len(words), self.pieces.shape[1]))
        for at, word in enumerate(words):
            cut = [self.tokenizer.encode(way, add_special_tokens=False).ids for way in (word, word.capitalize(), word.upper())]
            if best := min((ids for ids in cut if ids), key=len, default=[]):
                rows[at] = self.pieces[best].astype(np.float64).mean(axis=0)
        return rows


def statics() -> Statics:
    """The word vectors of the installed package, read once in a process.

    Raises NoStatics when the package is not installed, or a file is missing or not the one expected.
    """
    spec = find_spec(PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places:
        raise NoStatics("the package with its word vectors is not installed")
    return read(Path(places[0]))


@lru_cache(maxsize=1)
def read(folder: Path) -> Statics:
    """The word vectors from the two files in a folder. Raises NoStatics when one is missing, altered or cannot be read."""
    for name in (MATRIX_FILE, TOKENIZER_FILE):
        _check(folder, name)
    try:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer
    except ImportError:
        raise NoStatics("a package that reads its word vectors (safetensors or tokenizers) is not installed") from None
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Statics(load_file(folder / MATRIX_FILE)["embedding.weight"], tokenizer)


def _check(folder: Path, name: str) -> None:
    try:
        with (folder / name).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        raise NoStatics(f"the file {Path(name).name} of its word vectors is missing") from None
    if found != CHECKSUMS[name]:
        raise NoStatics(f"the file {Path(name).name} of its word vectors is not the one that the method was measured with")
