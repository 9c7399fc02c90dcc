"""Whole statements (integrals, limits, sums, sets of solutions) as single theorems of Rocq; one module for each kind."""
