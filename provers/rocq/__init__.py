"""Rocq: a proof assistant's kernel behind the `Prover` protocol."""
