(* attack: a string that swallows the end of the file; guard: string; audit: undecided *)
idtac "Qed.
