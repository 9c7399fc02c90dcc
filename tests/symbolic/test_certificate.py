"""Certificates are plain data: they survive JSON, and what is not plain data is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from porism.symbolic.certificate import Certificate
from porism.symbolic.errors import FormatError, ParseError, PorismError


def test_certificates_round_trip_through_json() -> None:
    certificate = Certificate("derivation", {"grain": 2, "steps": [["rewrite", "log_mul", ["var", "x"]]]})
    assert Certificate.from_json(json.loads(json.dumps(certificate.to_json()))) == certificate
    assert hash(certificate) == hash(Certificate("derivation", {}))


@pytest.mark.parametrize(
    "data", [None, [], {}, {"method": 1, "data": {}}, {"method": "witness"}, {"data": {}}, "witness"]
)
def test_what_is_not_a_certificate_is_refused(data: Any) -> None:
    with pytest.raises(FormatError, match="expected a certificate with method and data"):
        Certificate.from_json(data)


def test_a_copy_is_kept() -> None:
    data: dict[str, Any] = {"method": "witness", "data": {"point": {}}}
    certificate = Certificate.from_json(data)
    data["data"]["point"]["x"] = ["num", "1"]
    assert certificate.data == {"point": {}}


def test_a_parse_error_shows_a_window_of_the_text_without_control_characters() -> None:
    error = ParseError("expected y", "a\x1b[31m" + "b" * 500, 3)
    assert isinstance(error, PorismError)
    first, shown, caret = str(error).splitlines()
    assert first == "expected y at column 4"
    assert "\x1b" not in shown
    assert len(shown) < 130
    assert caret.index("^") == 5


def test_data_that_are_no_json_are_refused() -> None:
    deep: list[object] = []
    for _ in range(5_000):
        deep = [deep]
    for content in (deep, {1, 2}, {(1, 2): 3}, 10**5_000):
        with pytest.raises(FormatError):
            Certificate.from_json({"method": "derivation", "data": content})
        with pytest.raises(FormatError):
            Certificate.from_json(content)
