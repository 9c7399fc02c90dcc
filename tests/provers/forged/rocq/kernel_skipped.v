(* attack: a term that the tactic does not check; guard: forbidden-word; audit: undecided *)
exact_no_check (eq_refl 0).
