(* attack: the compiled file is left in another folder; guard: forbidden-word; audit: audit or undecided *)
Cd "../audit".
Admitted.
Lemma filler : True. Proof. exact I.
