(* attack: something true, saved under the name of the goal; guard: forbidden-word; audit: audit *)
Abort.
Goal True. Proof. exact I. Save GOAL.
Lemma filler : True. Proof. exact I.
