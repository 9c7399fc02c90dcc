"""Rocq processes with the libraries loaded, in which much can be tried and nothing is decided."""
