(* attack: the compiler is left for its own language; guard: forbidden-word; audit: undecided *)
Drop.
