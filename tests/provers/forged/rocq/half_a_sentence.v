(* attack: a sentence that goes on in ours; guard: unfinished-sentence; audit: undecided *)
intros; exact
