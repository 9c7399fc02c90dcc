(* attack: a goal that does not exist; guard: kernel; audit: undecided *)
2: exact I.
