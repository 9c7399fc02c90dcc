(* attack: the compiler is left; guard: forbidden-word; audit: undecided *)
Quit.
