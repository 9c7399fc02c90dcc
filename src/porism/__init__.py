"""Porism."""
