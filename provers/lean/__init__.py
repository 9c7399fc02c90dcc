"""Polynomial equations in every commutative ring, by Lean's kernel as the package index delivers it."""
