"""Lean with Mathlib behind the protocol of tactics, by LeanDojo."""
