(* attack: a tactic with a character that is not seen; guard: character; audit: undecided *)
fa​il.
