(* attack: a space that is none; guard: character; audit: undecided *)
exact I.
