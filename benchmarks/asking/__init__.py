"""Claims asked of many provers: ours one by one and together, and others beside them.

outcome.py   what a prover made of a claim
ours.py      the exact prover, the solvers, Rocq, Lean, the whole pipeline
peers.py     Z3, cvc5 and SymPy on the same claims, each by itself
table.py     every prover on every claim, in worker processes, resumable; the tables
"""
