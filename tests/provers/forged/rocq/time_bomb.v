(* attack: a tactic that never ends; guard: kernel; audit: timeout *)
let rec loop x := idtac; loop x in loop 0.
