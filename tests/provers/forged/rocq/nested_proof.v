(* attack: a lemma within the proof, admitted; guard: forbidden-word; audit: axioms *)
Set Nested Proofs Allowed.
Lemma cheat : 0 = 1. Admitted.
exact cheat.
