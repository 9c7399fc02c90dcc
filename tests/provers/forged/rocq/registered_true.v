(* attack: True registered as the False that tactics use; guard: forbidden-word; audit: undecided *)
Register True as core.False.type.
exfalso. exact I.
