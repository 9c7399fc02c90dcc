"""Rocq for the tactic search: a warm `coqtop`, and what is tried in it. Nothing here gives a verdict."""
