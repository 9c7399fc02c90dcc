(* attack: a notation that makes every equation True; guard: forbidden-word; audit: audit *)
Abort.
Notation "a = b" := True : type_scope.
Lemma GOAL : 0 = 1. Proof. exact I.
