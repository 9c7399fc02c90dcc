"""Inequalities by certificates: what stands for a claim's terms in an ordered field, and the proofs of their signs."""
