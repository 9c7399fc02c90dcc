"""Proofs by tactics: one protocol for interactive provers, a search over it, and proof trees that show themselves."""
