(* attack: everything is forgotten, the goal with it; guard: forbidden-word; audit: undecided *)
Reset Initial.
