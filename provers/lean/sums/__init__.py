"""Finite sums by induction on their upper limit."""
