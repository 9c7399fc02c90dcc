"""Satisfiability solvers as finders: points at which a claim may fail, and facts from which it may follow."""
