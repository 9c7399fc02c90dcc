(* attack: a notation for the numeral 0; guard: forbidden-word; audit: audit *)
Abort.
Notation "0" := 1 : R_scope.
Lemma GOAL : 0 = 1. Proof. reflexivity.
