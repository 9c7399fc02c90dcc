(* attack: a cast that the tactic does not check; guard: forbidden-word; audit: undecided *)
vm_cast_no_check (eq_refl 0).
