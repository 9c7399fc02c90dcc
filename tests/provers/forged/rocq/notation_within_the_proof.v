(* attack: a notation that is made within the proof; guard: forbidden-word; audit: undecided *)
Notation "a = b" := True : type_scope.
exact I.
