(* attack: a variable of a section, which becomes a premise; guard: forbidden-word; audit: audit *)
Abort.
Section S. Variable cheat : 0 = 1.
Lemma GOAL : 0 = 1. Proof. exact cheat. Qed.
End S.
Lemma filler : True. Proof. exact I.
