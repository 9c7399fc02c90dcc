prelude
import Porism.Rationals

/-!
# Sums, by induction

`R.sum f n` is f(0) + f(1) + ⋯ + f(n − 1). Factorials and binomial coefficients are natural numbers, defined by their
recurrences; in a ring R they stand as `R.natural (Nat.factorial n)`. Powers are `R.pow`.

`Ring.sum_eq`: a sum whose upper limit moves has the value V if V is right at the start and each summand is the
difference of two values,

    f(0) + ⋯ + f(c − 1) = V(0),    V(m) + f(m + c) = V(m + 1)    ⇒    f(0) + ⋯ + f(m + c − 1) = V(m) for all m.

The two premises are identities between numbers, factorials, powers and inverses, so chapter 7 decides them.

`Ring.sum_by_recurrence` and `Ring.sum_by_telescoping` are for summands F(n, k) in which the upper limit occurs, such as
binomials: G is what Zeilberger's or Gosper's algorithm finds, and premises about G are identities again.

References: M. Petkovšek, H. Wilf, D. Zeilberger (1996), A = B, ch. 5-7.
-/

set_option genInjectivity false
set_option genSizeOf false
set_option linter.all false
noncomputable section
universe u

namespace Nat

/-- n! = 1·2·⋯·n. -/
def factorial (n : Nat) : Nat := Nat.rec (motive := fun _ => Nat) 1 (fun k r => Nat.mul (Nat.succ k) r) n

/-- The number of ways to choose k of n things, by Pascal's rule C(n + 1, k + 1) = C(n, k) + C(n, k + 1). -/
def binomial (n : Nat) : Nat → Nat :=
  Nat.rec (motive := fun _ => Nat → Nat)
    (fun k => Nat.rec (motive := fun _ => Nat) 1 (fun _ _ => 0) k)
    (fun _ r k => Nat.rec (motive := fun _ => Nat) 1 (fun j _ => Nat.add (r j) (r (Nat.succ j))) k) n

theorem binomial_zero (n : Nat) : Eq (Nat.binomial n 0) 1 :=
  Nat.rec (motive := fun n => Eq (Nat.binomial n 0) 1) rfl (fun _ _ => rfl) n

/-- C(n, k) = 0 for k > n. -/
theorem binomial_above (n : Nat) : (j : Nat) → Eq (Nat.binomial n (Nat.succ (Nat.add n j))) 0 :=
  Nat.rec (motive := fun n => (j : Nat) → Eq (Nat.binomial n (Nat.succ (Nat.add n j))) 0)
    (fun _ => rfl)
    (fun n ih j => (congrArg (fun t => Nat.binomial (Nat.succ n) (Nat.succ t)) (Nat.succ_add n j)).trans
      (congr2 Nat.add (ih j) (ih (Nat.succ j)))) n

theorem binomial_self (n : Nat) : Eq (Nat.binomial n n) 1 :=
  Nat.rec (motive := fun n => Eq (Nat.binomial n n) 1) rfl (fun n ih => congr2 Nat.add ih (binomial_above n 0)) n

/-- P holds of every number if it holds of 0 and of every successor. -/
theorem zero_or_succ (P : Nat → Prop) (zero : P 0) (succ : (k : Nat) → P (Nat.succ k)) (n : Nat) : P n :=
  Nat.rec (motive := P) zero (fun k _ => succ k) n

end Nat

namespace Ring
variable (R : Ring.{u})

/-- f(0) + ⋯ + f(count − 1). -/
def sum (f : Nat → R.carrier) (count : Nat) : R.carrier :=
  Nat.rec (motive := fun _ => R.carrier) (R.natural 0) (fun j r => R.add r (f j)) count

theorem natural_add (m n : Nat) : Eq (R.natural (Nat.add m n)) (R.add (R.natural m) (R.natural n)) :=
  R.semiring.natural_add m n

theorem natural_mul (m n : Nat) : Eq (R.natural (Nat.mul m n)) (R.mul (R.natural m) (R.natural n)) :=
  R.semiring.natural_mul m n

/-- (n + 1)! = (n + 1)·n!. -/
theorem natural_factorial (n : Nat) :
    Eq (R.natural (Nat.factorial (Nat.succ n))) (R.mul (R.natural (Nat.succ n)) (R.natural (Nat.factorial n))) :=
  R.semiring.natural_mul (Nat.succ n) (Nat.factorial n)

/-- (a·(m + o) + p)! written with m. -/
theorem natural_factorial_moved (a m o p : Nat) :
    Eq (R.natural (Nat.factorial (Nat.add (Nat.mul a (Nat.add m o)) p)))
      (R.natural (Nat.factorial (Nat.add (Nat.mul a m) (Nat.add (Nat.mul a o) p)))) :=
  congrArg (fun t => R.natural (Nat.factorial t))
    ((congrArg (fun t => Nat.add t p) (Nat.mul_add a m o)).trans (Nat.add_assoc (Nat.mul a m) (Nat.mul a o) p))

/-- (a·b)^m = a^m·b^m. -/
theorem mul_pow (a b : R.carrier) (m : Nat) : Eq (R.pow (R.mul a b) m) (R.mul (R.pow a m) (R.pow b m)) :=
  Nat.rec (motive := fun m => Eq (R.pow (R.mul a b) m) (R.mul (R.pow a m) (R.pow b m)))
    (R.one_mul R.one).symm
    (fun m ih => (congrArg (fun t => R.mul t (R.mul a b)) ih).trans
      (identity R 4 (.cons (R.pow a m) (.cons (R.pow b m) (.cons a (.cons b .nil))))
        (.mul (.mul (.variable 0) (.variable 1)) (.mul (.variable 2) (.variable 3)))
        (.mul (.mul (.variable 0) (.variable 2)) (.mul (.variable 1) (.variable 3))) rfl)) m

theorem natural_mul_pow (a b m : Nat) :
    Eq (R.pow (R.natural (Nat.mul a b)) m) (R.mul (R.pow (R.natural a) m) (R.pow (R.natural b) m)) :=
  (congrArg (fun t => R.pow t m) (R.natural_mul a b)).trans (R.mul_pow (R.natural a) (R.natural b) m)

theorem neg_pow (a : R.carrier) (m : Nat) :
    Eq (R.pow (R.neg a) m) (R.mul (R.pow (R.neg (R.natural 1)) m) (R.pow a m)) :=
  (congrArg (fun t => R.pow t m) (identity R 1 (.cons a .nil) (.neg (.variable 0))
    (.mul (.neg (.number 1)) (.variable 0)) rfl)).trans (R.mul_pow (R.neg (R.natural 1)) a m)

theorem one_pow (m : Nat) : Eq (R.pow (R.natural 1) m) (R.natural 1) :=
  Nat.rec (motive := fun m => Eq (R.pow (R.natural 1) m) (R.natural 1)) R.semiring.natural_one.symm
    (fun _ ih => (congrArg (fun t => R.mul t (R.natural 1)) ih).trans
      (identity R 0 .nil (.mul (.number 1) (.number 1)) (.number 1) rfl)) m

/-- (a^c)^m = (a^m)^c. -/
theorem pow_pow (a : R.carrier) (c m : Nat) : Eq (R.pow (R.pow a c) m) (R.pow (R.pow a m) c) :=
  Nat.rec (motive := fun c => Eq (R.pow (R.pow a c) m) (R.pow (R.pow a m) c))
    ((congrArg (fun t => R.pow t m) R.semiring.natural_one.symm).trans
      ((R.one_pow m).trans R.semiring.natural_one))
    (fun c ih => (R.mul_pow (R.pow a c) a m).trans (congrArg (fun t => R.mul t (R.pow a m)) ih)) c

/-- a·u = 1 gives a^m·u^m = 1. -/
theorem inverse_pow (a w : R.carrier) (h : Eq (R.mul a w) (R.natural 1)) (m : Nat) :
    Eq (R.mul (R.pow a m) (R.pow w m)) (R.natural 1) :=
  (R.mul_pow a w m).symm.trans ((congrArg (fun t => R.pow t m) h).trans (R.one_pow m))

/-- (−1)^m is 1 or −1. -/
theorem sign_square (m : Nat) : Eq (R.pow (R.pow (R.neg (R.natural 1)) m) 2) (R.natural 1) :=
  (R.pow_pow (R.neg (R.natural 1)) 2 m).symm.trans
    ((congrArg (fun t => R.pow t m)
      (identity R 0 .nil (.pow (.neg (.number 1)) 2) (.number 1) rfl)).trans (R.one_pow m))

theorem natural_binomial_zero (n : Nat) : Eq (R.natural (Nat.binomial n 0)) (R.natural 1) :=
  congrArg R.natural (Nat.binomial_zero n)

theorem natural_binomial_self (n : Nat) : Eq (R.natural (Nat.binomial n n)) (R.natural 1) :=
  congrArg R.natural (Nat.binomial_self n)

theorem natural_binomial_above (n j : Nat) : Eq (R.natural (Nat.binomial n (Nat.succ (Nat.add n j)))) (R.natural 0) :=
  congrArg R.natural (Nat.binomial_above n j)

/-- Pascal's rule. -/
theorem natural_binomial_pascal (n k : Nat) : Eq (R.natural (Nat.binomial (Nat.succ n) (Nat.succ k)))
    (R.add (R.natural (Nat.binomial n k)) (R.natural (Nat.binomial n (Nat.succ k)))) :=
  R.natural_add (Nat.binomial n k) (Nat.binomial n (Nat.succ k))

/-- (k + 1)·C(n, k + 1) = (n − k)·C(n, k). -/
theorem natural_binomial_succ (n : Nat) : (k : Nat) →
    Eq (R.mul (R.add (R.natural k) (R.natural 1)) (R.natural (Nat.binomial n (Nat.succ k))))
      (R.mul (R.sub (R.natural n) (R.natural k)) (R.natural (Nat.binomial n k))) :=
  Nat.rec (motive := fun n => (k : Nat) →
      Eq (R.mul (R.add (R.natural k) (R.natural 1)) (R.natural (Nat.binomial n (Nat.succ k))))
        (R.mul (R.sub (R.natural n) (R.natural k)) (R.natural (Nat.binomial n k))))
    (fun k => Nat.zero_or_succ (fun k =>
        Eq (R.mul (R.add (R.natural k) (R.natural 1)) (R.natural (Nat.binomial 0 (Nat.succ k))))
          (R.mul (R.sub (R.natural 0) (R.natural k)) (R.natural (Nat.binomial 0 k))))
      (identity R 0 .nil (.mul (.add (.number 0) (.number 1)) (.number 0))
        (.mul (.sub (.number 0) (.number 0)) (.number 1)) rfl)
      (fun k => identity R 1 (.cons (R.natural (Nat.succ k)) .nil)
        (.mul (.add (.variable 0) (.number 1)) (.number 0))
        (.mul (.sub (.number 0) (.variable 0)) (.number 0)) rfl) k)
    (fun n ih k => Nat.zero_or_succ (fun k =>
        Eq (R.mul (R.add (R.natural k) (R.natural 1)) (R.natural (Nat.binomial (Nat.succ n) (Nat.succ k))))
          (R.mul (R.sub (R.natural (Nat.succ n)) (R.natural k)) (R.natural (Nat.binomial (Nat.succ n) k))))
      (combination R 5 (.cons (R.natural (Nat.binomial (Nat.succ n) 1)) (.cons (R.natural (Nat.binomial n 0))
          (.cons (R.natural (Nat.binomial n 1)) (.cons (R.natural n) (.cons (R.natural (Nat.succ n)) .nil)))))
        (.mul (.add (.number 0) (.number 1)) (.variable 0)) (.mul (.sub (.variable 4) (.number 0)) (.number 1)) (.number 1)
        (.cons ⟨.number 1, ⟨.variable 0, .add (.variable 1) (.variable 2)⟩⟩
          (.cons ⟨.number 1, ⟨.mul (.add (.number 0) (.number 1)) (.variable 2),
              .mul (.sub (.variable 3) (.number 0)) (.variable 1)⟩⟩
            (.cons ⟨.add (.variable 3) (.number 1), ⟨.variable 1, .number 1⟩⟩
              (.cons ⟨.neg (.number 1), ⟨.variable 4, .add (.variable 3) (.number 1)⟩⟩ .nil))))
        rfl (Invertible.one R) ⟨R.natural_binomial_pascal n 0, ⟨ih 0, ⟨R.natural_binomial_zero n,
          ⟨R.natural_add n 1, True.intro⟩⟩⟩⟩)
      (fun k => combination R 9 (.cons (R.natural (Nat.binomial (Nat.succ n) (Nat.succ (Nat.succ k))))
          (.cons (R.natural (Nat.binomial (Nat.succ n) (Nat.succ k))) (.cons (R.natural (Nat.binomial n k))
            (.cons (R.natural (Nat.binomial n (Nat.succ k))) (.cons (R.natural (Nat.binomial n (Nat.succ (Nat.succ k))))
              (.cons (R.natural n) (.cons (R.natural (Nat.succ n)) (.cons (R.natural k)
                (.cons (R.natural (Nat.succ k)) .nil)))))))))
        (.mul (.add (.variable 8) (.number 1)) (.variable 0)) (.mul (.sub (.variable 6) (.variable 8)) (.variable 1))
        (.number 1)
        (.cons ⟨.add (.variable 8) (.number 1), ⟨.variable 0, .add (.variable 3) (.variable 4)⟩⟩
          (.cons ⟨.neg (.sub (.variable 6) (.variable 8)), ⟨.variable 1, .add (.variable 2) (.variable 3)⟩⟩
            (.cons ⟨.number 1, ⟨.mul (.add (.variable 8) (.number 1)) (.variable 4),
                .mul (.sub (.variable 5) (.variable 8)) (.variable 3)⟩⟩
              (.cons ⟨.neg (.add (.variable 2) (.variable 3)), ⟨.variable 6, .add (.variable 5) (.number 1)⟩⟩
                (.cons ⟨.add (.variable 2) (.variable 3), ⟨.variable 8, .add (.variable 7) (.number 1)⟩⟩
                  (.cons ⟨.number 1, ⟨.mul (.add (.variable 7) (.number 1)) (.variable 3),
                    .mul (.sub (.variable 5) (.variable 7)) (.variable 2)⟩⟩ .nil))))))
        rfl (Invertible.one R) ⟨R.natural_binomial_pascal n (Nat.succ k), ⟨R.natural_binomial_pascal n k,
          ⟨ih (Nat.succ k), ⟨R.natural_add n 1, ⟨R.natural_add k 1, ⟨ih k, True.intro⟩⟩⟩⟩⟩⟩) k) n

/-- The same with the upper number n + o. -/
theorem natural_binomial_next (n o k : Nat) :
    Eq (R.mul (R.add (R.natural k) (R.natural 1)) (R.natural (Nat.binomial (Nat.add n o) (Nat.succ k))))
      (R.mul (R.sub (R.add (R.natural n) (R.natural o)) (R.natural k)) (R.natural (Nat.binomial (Nat.add n o) k))) :=
  (R.natural_binomial_succ (Nat.add n o) k).trans (congrArg
    (fun t => R.mul (R.sub t (R.natural k)) (R.natural (Nat.binomial (Nat.add n o) k))) (R.natural_add n o))

/-- The value of a sum, by induction on the number of summands. -/
theorem sum_eq (f V : Nat → R.carrier) (c : Nat) (base : Eq (R.sum f c) (V 0))
    (step : (m : Nat) → Eq (R.add (V m) (f (Nat.add m c))) (V (Nat.add m 1))) (m : Nat) :
    Eq (R.sum f (Nat.add m c)) (V m) :=
  Nat.rec (motive := fun m => Eq (R.sum f (Nat.add m c)) (V m))
    ((congrArg (R.sum f) (Nat.zero_add c)).trans base)
    (fun m ih => (congrArg (R.sum f) (Nat.succ_add m c)).trans
      ((congrArg (fun t => R.add t (f (Nat.add m c))) ih).trans (step m))) m

/-- A sum of differences: if f(0) + g = H(0) and f(j + 1) + H(j) = H(j + 1), then f(0) + ⋯ + f(d) + g = H(d). -/
theorem sum_telescopes (f H : Nat → R.carrier) (g : R.carrier) (start : Eq (R.add (f 0) g) (H 0))
    (step : (j : Nat) → Eq (R.add (f (Nat.add j 1)) (H j)) (H (Nat.add j 1))) (d : Nat) :
    Eq (R.add (R.sum f (Nat.succ d)) g) (H d) :=
  Nat.rec (motive := fun d => Eq (R.add (R.sum f (Nat.succ d)) g) (H d))
    ((identity R 2 (.cons (f 0) (.cons g .nil)) (.add (.add (.number 0) (.variable 0)) (.variable 1))
      (.add (.variable 0) (.variable 1)) rfl).trans start)
    (fun d ih => (identity R 3 (.cons (R.sum f (Nat.succ d)) (.cons (f (Nat.succ d)) (.cons g .nil)))
      (.add (.add (.variable 0) (.variable 1)) (.variable 2)) (.add (.variable 1) (.add (.variable 0) (.variable 2))) rfl).trans
      ((congrArg (R.add (f (Nat.succ d))) ih).trans (step d))) d

/-- Sums by differences: if F(m, k) = G(m, k + 1) − G(m, k), the sum is H(m, m + d) − g(m). -/
theorem sum_by_telescoping (F H : Nat → Nat → R.carrier) (g V : Nat → R.carrier) (d : Nat)
    (start : (m : Nat) → Eq (R.add (F m 0) (g m)) (H m 0))
    (step : (m j : Nat) → Eq (R.add (F m (Nat.add j 1)) (H m j)) (H m (Nat.add j 1)))
    (ends : (m : Nat) → Eq (R.add (V m) (g m)) (H m (Nat.add m d))) (m : Nat) :
    Eq (R.sum (F m) (Nat.add m (Nat.succ d))) (V m) :=
  R.add_right_cancel _ _ (g m)
    ((R.sum_telescopes (F m) (H m) (g m) (start m) (step m) (Nat.add m d)).trans (ends m).symm)

/-- Σ (p·f + q·h) = p·Σ f + q·Σ h. -/
theorem sum_combined (p q : R.carrier) (f h : Nat → R.carrier) (n : Nat) :
    Eq (R.sum (fun k => R.add (R.mul p (f k)) (R.mul q (h k))) n)
      (R.add (R.mul p (R.sum f n)) (R.mul q (R.sum h n))) :=
  Nat.rec (motive := fun n => Eq (R.sum (fun k => R.add (R.mul p (f k)) (R.mul q (h k))) n)
      (R.add (R.mul p (R.sum f n)) (R.mul q (R.sum h n))))
    (identity R 2 (.cons p (.cons q .nil)) (.number 0)
      (.add (.mul (.variable 0) (.number 0)) (.mul (.variable 1) (.number 0))) rfl)
    (fun n ih => (congrArg (fun t => R.add t (R.add (R.mul p (f n)) (R.mul q (h n)))) ih).trans
      (identity R 6 (.cons p (.cons q (.cons (R.sum f n) (.cons (R.sum h n) (.cons (f n) (.cons (h n) .nil))))))
        (.add (.add (.mul (.variable 0) (.variable 2)) (.mul (.variable 1) (.variable 3)))
          (.add (.mul (.variable 0) (.variable 4)) (.mul (.variable 1) (.variable 5))))
        (.add (.mul (.variable 0) (.add (.variable 2) (.variable 4)))
          (.mul (.variable 1) (.add (.variable 3) (.variable 5)))) rfl)) n

/-- Sums by a recurrence. For F and G with

    p(m)·F(m, k) + q(m)·F(m + 1, k) = G(m, k + 1) − G(m, k),     G(m, 0) = g(m), G(m, j + 1) = H(m, j),

the sums S(m) = F(m, 0) + ⋯ + F(m, m + d) satisfy p(m)·S(m) + q(m)·S(m + 1) = H(m, m + d) − g(m) + q(m)·F(m + 1, m + d + 1).
If V satisfies the same and V(0) = S(0), then S = V. -/
theorem sum_by_recurrence (F H : Nat → Nat → R.carrier) (p q g V : Nat → R.carrier) (d : Nat)
    (base : Eq (R.sum (F 0) (Nat.succ d)) (V 0))
    (unit : (m : Nat) → Invertible R (q m))
    (start : (m : Nat) → Eq (R.add (R.add (R.mul (p m) (F m 0)) (R.mul (q m) (F (Nat.add m 1) 0))) (g m)) (H m 0))
    (step : (m j : Nat) → Eq (R.add (R.add (R.mul (p m) (F m (Nat.add j 1)))
      (R.mul (q m) (F (Nat.add m 1) (Nat.add j 1)))) (H m j)) (H m (Nat.add j 1)))
    (ends : (m : Nat) → Eq (R.add (R.add (R.mul (p m) (V m)) (R.mul (q m) (V (Nat.add m 1)))) (g m))
      (R.add (H m (Nat.add m d)) (R.mul (q m) (F (Nat.add m 1) (Nat.add m (Nat.succ d)))))) (m : Nat) :
    Eq (R.sum (F m) (Nat.add m (Nat.succ d))) (V m) :=
  Nat.rec (motive := fun m => Eq (R.sum (F m) (Nat.add m (Nat.succ d))) (V m))
    ((congrArg (R.sum (F 0)) (Nat.zero_add (Nat.succ d))).trans base)
    (fun m ih =>
      have whole := (congrArg (fun t => R.add t (g m)) (R.sum_combined (p m) (q m) (F m) (F (Nat.add m 1))
        (Nat.succ (Nat.add m d)))).symm.trans (R.sum_telescopes
          (fun k => R.add (R.mul (p m) (F m k)) (R.mul (q m) (F (Nat.add m 1) k))) (H m) (g m) (start m) (step m)
          (Nat.add m d))
      (congrArg (R.sum (F (Nat.succ m))) (Nat.succ_add m (Nat.succ d))).trans
        (R.eq_of_sub_eq_zero _ _ ((unit m).cancel ((combination R 9
          (.cons (R.sum (F m) (Nat.succ (Nat.add m d))) (.cons (R.sum (F (Nat.add m 1)) (Nat.succ (Nat.add m d)))
            (.cons (F (Nat.add m 1) (Nat.succ (Nat.add m d))) (.cons (V m) (.cons (V (Nat.add m 1))
              (.cons (p m) (.cons (q m) (.cons (g m) (.cons (H m (Nat.add m d)) .nil)))))))))
          (.mul (.variable 6) (.sub (.add (.variable 1) (.variable 2)) (.variable 4))) (.number 0) (.number 1)
          (.cons ⟨.number 1, ⟨.add (.add (.mul (.variable 5) (.variable 0)) (.mul (.variable 6) (.variable 1))) (.variable 7),
              .variable 8⟩⟩
            (.cons ⟨.neg (.number 1), ⟨.add (.add (.mul (.variable 5) (.variable 3)) (.mul (.variable 6) (.variable 4)))
                (.variable 7), .add (.variable 8) (.mul (.variable 6) (.variable 2))⟩⟩
              (.cons ⟨.neg (.variable 5), ⟨.variable 0, .variable 3⟩⟩ .nil)))
          rfl (Invertible.one R) ⟨whole, ⟨ends m, ⟨ih, True.intro⟩⟩⟩).trans R.natural_zero)))) m

end Ring
