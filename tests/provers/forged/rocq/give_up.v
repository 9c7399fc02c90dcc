(* attack: a goal that is given up inside a term; guard: forbidden-word; audit: undecided *)
exact (ltac:(give_up)).
