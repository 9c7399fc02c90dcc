"""Lean 4 with Mathlib: claims as idiomatic text, a project to check it in, and a prover where a toolchain exists.

    claim, certificate ──► statement.py ──► proof (equalities, signs, derivatives, …) ──► emit.py ──► file.py
    file ──► guard.py ──► audit.py: `lake env lean --json`, three processes ──► accepted | rejected

Nothing here needs Lean to be installed, except the audit.
"""
