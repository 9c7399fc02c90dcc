"""Lean: a kernel from the package index with a library of our own, Mathlib where there is a toolchain, LeanDojo.

fragments/   a claim ─► its theorem and proof, one module for each kind of claim; `emit.py` chooses
functions/   what the fragments of functions and derivatives stand on: elements of a ring, and what is assumed of each
order/       what the fragment of inequalities stands on: an ordered field, certificates, steps
sums/        finite sums as whole statements, by induction
library/     the theorems that every proof uses, in Lean, from the first inductive type on
checking/    trusted: finds Lean, runs it, hands it theorems, audits what it says
mathlib/     the same claims as Mathlib's language, and a project to check them in
dojo/        a tactic session in Lean with Mathlib
prover.py    the kernel from the package index as a `Prover`
"""
