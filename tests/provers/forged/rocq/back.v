(* attack: the statement is taken back; guard: forbidden-word; audit: undecided *)
BackTo 2.
