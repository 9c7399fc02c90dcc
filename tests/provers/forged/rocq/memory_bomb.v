(* attack: a number that fills the memory; guard: kernel; audit: memory or timeout or undecided *)
assert ((10 ^ 9 = 0)%nat) as wrong. { vm_compute. reflexivity. }
