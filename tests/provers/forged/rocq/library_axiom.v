(* attack: the axiom False of the standard library; guard: forbidden-word; audit: axioms *)
Abort.
Require Import Coq.Compat.AdmitAxiom.
Lemma GOAL : 0 = 1. Proof. exact (match proof_admitted with end).
