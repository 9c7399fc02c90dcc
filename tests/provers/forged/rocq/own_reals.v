(* attack: real numbers of its own, of which there is one; guard: forbidden-word; audit: audit *)
Abort.
Definition R := unit. Notation "0" := tt. Notation "1" := tt.
Lemma GOAL : (0 : R) = (1 : R). Proof. reflexivity.
