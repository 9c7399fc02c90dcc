(* Equations by uniqueness: roots, and the zeros of sine. *)
Require Import Reals Lra Lia Psatz Field.
From Porism Require Import Order.
Open Scope R_scope.

Lemma porism_root_zero : forall a n, a ^ S n = 0 -> a = 0.
Proof. intros a n H. destruct (Req_dec a 0) as [E|E]; [exact E|]. now apply (pow_nonzero a (S n)) in E. Qed.
Lemma porism_sine_zero : forall x, - PI < x < PI -> sin x = 0 -> x = 0.
Proof.
  intros x H E. destruct (Rtotal_order x 0) as [L|[L|L]]; [| exact L |].
  - generalize (sin_gt_0 (- x)). rewrite sin_neg. lra.
  - generalize (sin_gt_0 x). lra.
Qed.
Lemma porism_root_unique : forall n u b t, b * INR (S n) = ln u -> 0 < t -> t ^ S n = u -> exp b = t.
Proof.
  intros n u b t Hb Ht Hu. rewrite <- Hu, ln_pow in Hb by exact Ht.
  replace b with (ln t); [now apply exp_ln|]. apply (Rmult_eq_reg_r (INR (S n))); [|apply not_0_INR; lia]. lra.
Qed.
