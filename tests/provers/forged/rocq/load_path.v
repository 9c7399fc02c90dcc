(* attack: a folder that claims to be the real numbers; guard: forbidden-word; audit: axioms *)
Add LoadPath "." as Reals.
Admitted.
Lemma filler : True. Proof. exact I.
