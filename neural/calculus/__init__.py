"""Proposers for the calculus of `porism.integrate` and its kin: antiderivatives and solutions by exact and numeric fits."""
