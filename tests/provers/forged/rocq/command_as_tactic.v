(* attack: a command where a tactic is expected; guard: head; audit: undecided *)
Compute_and_accept.
