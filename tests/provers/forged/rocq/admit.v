(* attack: an admitted goal; guard: forbidden-word; audit: undecided *)
admit.
