"""Proof bodies, planned in Python step by step. Nothing here is trusted: Rocq decides."""
