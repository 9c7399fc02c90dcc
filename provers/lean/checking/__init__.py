"""Trusted: what runs Lean, hands it theorems, and finds out what was really proved."""
