(* attack: the numerals are read as natural numbers modulo one; guard: forbidden-word; audit: audit *)
Abort.
Delimit Scope one_scope with one. Notation "0" := tt : one_scope. Notation "1" := tt : one_scope. Open Scope one_scope.
Lemma GOAL : 0 = 1. Proof. reflexivity.
