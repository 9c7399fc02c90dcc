"""The corpora are found, and Porism's own reader takes every line of them."""

from __future__ import annotations

import pytest

from porism.datasets import corpora
from porism.symbolic.batch import BatchItem, read_batch
from porism.symbolic.errors import FormatError


@pytest.mark.parametrize("name", corpora.names())
def test_every_line_is_a_claim(name: str) -> None:
    items = list(read_batch(corpora.path(name)))
    assert [item for item in items if not isinstance(item, BatchItem)] == []
    hashes = {item.claim.hash for item in items if isinstance(item, BatchItem)}
    assert len(hashes) == len(items), "two lines state the same claim"


def test_unknown_corpus_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(FormatError, match=r"no corpus named '\.\./planets'; there is elementary"):
        corpora.path("../planets")
