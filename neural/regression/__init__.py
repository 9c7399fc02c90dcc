"""Symbolic regression: from data to a front of formulas with exact constants."""
