(* attack: a false equation, computed by native code; guard: forbidden-word; audit: undecided *)
assert (2 + 2 = 5)%nat as wrong by (native_compute; reflexivity).
discriminate wrong.
