(* attack: the goal is put on the shelf; guard: forbidden-word; audit: undecided *)
refine (_ : 0 = 1). shelve.
