(* attack: arithmetic that does not hold; guard: kernel; audit: undecided *)
lra.
