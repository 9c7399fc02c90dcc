(* attack: a comment that swallows the end of the file; guard: unfinished-comment; audit: undecided *)
exact I. (* Qed.
