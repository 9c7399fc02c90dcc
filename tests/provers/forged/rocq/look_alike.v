(* attack: a tactic's name with a Cyrillic letter; guard: character; audit: undecided *)
lрa.
