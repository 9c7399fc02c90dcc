prelude
import Porism.Polynomials

/-!
# Chapter 5: one point decides

Two polynomials with natural coefficients are equal as soon as their values agree at one point whose coordinates are far
enough apart. Let `f` be a polynomial in x₀, …, xₙ₋₁. The point v *separates* it if

    f(1, v₁, v₂, …) < v₀,    f(1, 1, v₂, …) < v₁,    f(1, 1, 1, v₃, …) < v₂,    …

The first says that the coefficients of the powers of x₀, evaluated at (v₁, v₂, …), sum up to less than v₀. So these
coefficients' values are the digits of f(v) in base v₀, and f(v) = g(v) makes them equal one by one; they are
polynomials in fewer variables, which (v₁, v₂, …) separates. No degree is mentioned anywhere.

References: L. Kronecker, Grundzüge einer arithmetischen Theorie der algebraischen Grössen (1882), §4, for the
substitution of one large number; the adaptive choice of the point is ours.
-/

set_option genInjectivity false
set_option genSizeOf false
set_option linter.all false
noncomputable section
universe u v w

namespace Kronecker

/-- The operations of the natural numbers. -/
abbrev NN : Operations Nat := Semiring.naturals.operations

/-- The point with first coordinate `x` and then `v`. -/
def cons {D : Type u} (x : D) (v : Nat → D) (i : Nat) : D :=
  Nat.rec (motive := fun _ => D) x (fun j _ => v j) i

/-- `v` separates the polynomials in `n` variables with the values `f`: the value with the first coordinates set to one
is below the next coordinate. -/
def Separates (n : Nat) : (Nat → Nat) → ((Nat → Nat) → Nat) → Prop :=
  Nat.rec (motive := fun _ => (Nat → Nat) → ((Nat → Nat) → Nat) → Prop) (fun _ _ => True)
    (fun _ r v f => And (Nat.Lt (f (cons 1 (fun i => v (Nat.succ i)))) (v 0))
      (r (fun i => v (Nat.succ i)) (fun w => f (cons 1 w)))) n

/-- What separates larger values separates smaller ones. -/
theorem Separates.mono (n : Nat) : (v : Nat → Nat) → (f g : (Nat → Nat) → Nat) →
    ((w : Nat → Nat) → Nat.Le (g w) (f w)) → Separates n v f → Separates n v g :=
  Nat.rec (motive := fun n => (v : Nat → Nat) → (f g : (Nat → Nat) → Nat) →
      ((w : Nat → Nat) → Nat.Le (g w) (f w)) → Separates n v f → Separates n v g)
    (fun _ _ _ _ _ => True.intro)
    (fun _ ih v f g le h =>
      ⟨Nat.lt_of_le_of_lt (le (cons 1 (fun i => v (Nat.succ i)))) h.left,
       ih (fun i => v (Nat.succ i)) (fun w => f (cons 1 w)) (fun w => g (cons 1 w)) (fun w => le (cons 1 w)) h.right⟩) n

/-- A point that separates. -/
def point (n : Nat) : ((Nat → Nat) → Nat) → Nat → Nat :=
  Nat.rec (motive := fun _ => ((Nat → Nat) → Nat) → Nat → Nat) (fun _ _ => 0)
    (fun _ r f => cons (Nat.succ (f (cons 1 (r (fun w => f (cons 1 w)))))) (r (fun w => f (cons 1 w)))) n

/-- It does, by the choice of each coordinate. -/
theorem point_separates (n : Nat) : (f : (Nat → Nat) → Nat) → Separates n (point n f) f :=
  Nat.rec (motive := fun n => (f : (Nat → Nat) → Nat) → Separates n (point n f) f)
    (fun _ => True.intro)
    (fun _ ih f => ⟨Nat.Le.refl _, ih (fun w => f (cons 1 w))⟩) n

/-- What a coefficient in `n` variables must satisfy. -/
def Small (n X : Nat) (v : Nat → Nat) (h : (Nat → Nat) → Nat) : Prop := And (Nat.Lt (h v) X) (Separates n v h)

theorem Small.mono (n X : Nat) (v : Nat → Nat) (f g : (Nat → Nat) → Nat)
    (le : (w : Nat → Nat) → Nat.Le (g w) (f w)) (h : Small n X v f) : Small n X v g :=
  ⟨Nat.lt_of_le_of_lt (le v) h.left, Separates.mono n v f g le h.right⟩

/-- `p` holds of every entry. -/
def All {C : Type u} (p : C → Prop) (l : List C) : Prop :=
  List.rec (motive := fun _ => Prop) True (fun c _ r => And (p c) r) l

/-- A bound on the sum of the coefficients bounds each of them. -/
theorem coefficients_small (n X : Nat) (v : Nat → Nat) : (l : List (Polynomial n)) →
    Small n X v (fun w => Dense.value NN 1 (Polynomial.value NN n w) l) →
    All (fun c => Small n X v (fun w => Polynomial.value NN n w c)) l
  | .nil, _ => True.intro
  | .cons c cs, h =>
    ⟨Small.mono n X v _ (fun w => Polynomial.value NN n w c) (fun w => Nat.le_add_right _ _) h,
     coefficients_small n X v cs
      (Small.mono n X v _ (fun w => Dense.value NN 1 (Polynomial.value NN n w) cs)
        (fun w => Nat.Le.trans (Nat.Le.of_eq (Nat.one_mul _).symm) (Nat.le_add_left _ _)) h)⟩

/-- Lists of coefficients with equal values at `X` have equal values everywhere. -/
theorem lists_equal {C : Type} (z : C) (X : Nat) (f : C → Nat) (good : C → Prop)
    (S : Semiring.{u}) (y : S.carrier) (g : C → S.carrier)
    (fz : Eq (f z) 0) (gz : Eq (g z) S.zero) (goodz : Nat.Lt 0 X → good z)
    (below : (c : C) → good c → Nat.Lt (f c) X)
    (same : (c d : C) → good c → good d → Eq (f c) (f d) → Eq (g c) (g d)) :
    (a b : List C) → All good a → All good b → Eq (Dense.value NN X f a) (Dense.value NN X f b) →
      Eq (Dense.value S.operations y g a) (Dense.value S.operations y g b) :=
  have empty : Eq (Dense.value S.operations y g (.cons z .nil)) S.zero :=
    (congr2 S.add gz (S.mul_zero y)).trans (S.zero_add S.zero)
  have none : Eq (Dense.value NN X f (.cons z .nil)) 0 :=
    congrArg (fun t => Nat.add t (Nat.mul X 0)) fz
  have step : (c d : C) → (as bs : List C) → good c → good d →
      (Eq (Dense.value NN X f as) (Dense.value NN X f bs) →
        Eq (Dense.value S.operations y g as) (Dense.value S.operations y g bs)) →
      Eq (Dense.value NN X f (.cons c as)) (Dense.value NN X f (.cons d bs)) →
      Eq (Dense.value S.operations y g (.cons c as)) (Dense.value S.operations y g (.cons d bs)) :=
    fun c d as bs hc hd ih h =>
      have r := Nat.digits (f c) (f d) X (below c hc) (below d hd) (Dense.value NN X f as) (Dense.value NN X f bs) h
      congr2 S.add (same c d hc hd r.left) (congrArg (S.mul y) (ih r.right))
  have zero_of : (c : C) → good c → good z := fun c hc => goodz (Nat.positive_of_lt (below c hc))
  have left : (b : List C) → All good b → Eq (Dense.value NN X f .nil) (Dense.value NN X f b) →
      Eq (Dense.value S.operations y g .nil) (Dense.value S.operations y g b) := fun b =>
    List.rec (motive := fun b => All good b → Eq (Dense.value NN X f .nil) (Dense.value NN X f b) →
        Eq (Dense.value S.operations y g .nil) (Dense.value S.operations y g b))
      (fun _ _ => rfl)
      (fun d ds ih hb h => empty.symm.trans
        (step z d .nil ds (zero_of d hb.left) hb.left (ih hb.right) (none.trans h))) b
  fun a => List.rec (motive := fun a => (b : List C) → All good a → All good b →
      Eq (Dense.value NN X f a) (Dense.value NN X f b) →
      Eq (Dense.value S.operations y g a) (Dense.value S.operations y g b))
    (fun b _ hb h => left b hb h)
    (fun c cs ih b ha => List.rec (motive := fun b => All good b →
        Eq (Dense.value NN X f (.cons c cs)) (Dense.value NN X f b) →
        Eq (Dense.value S.operations y g (.cons c cs)) (Dense.value S.operations y g b))
      (fun _ h => (step c z cs .nil ha.left (zero_of c ha.left)
        (fun e => ih .nil ha.right True.intro e) (h.trans none.symm)).trans empty)
      (fun d ds _ hb h => step c d cs ds ha.left hb.left (fun e => ih ds ha.right hb.right e) h) b) a

/-- Polynomials that agree at a point which separates both agree everywhere, in every commutative semiring. -/
theorem one_point_decides (S : Semiring.{u}) (n : Nat) : (v : Nat → Nat) → (y : Nat → S.carrier) →
    (a b : Polynomial n) →
    Separates n v (fun w => Polynomial.value NN n w a) → Separates n v (fun w => Polynomial.value NN n w b) →
    Eq (Polynomial.value NN n v a) (Polynomial.value NN n v b) →
    Eq (Polynomial.value S.operations n y a) (Polynomial.value S.operations n y b) :=
  Nat.rec (motive := fun n => (v : Nat → Nat) → (y : Nat → S.carrier) → (a b : Polynomial n) →
      Separates n v (fun w => Polynomial.value NN n w a) → Separates n v (fun w => Polynomial.value NN n w b) →
      Eq (Polynomial.value NN n v a) (Polynomial.value NN n v b) →
      Eq (Polynomial.value S.operations n y a) (Polynomial.value S.operations n y b))
    (fun _ _ _ _ _ _ h => congrArg S.natural h)
    (fun n ih v y a b ha hb h =>
      have hz := (Polynomial.homomorphism S n (fun i => y (Nat.succ i))).zero
      have zeros := fun w => (Polynomial.homomorphism Semiring.naturals n w).zero
      lists_equal (Polynomial.operations n).zero (v 0) (Polynomial.value NN n (fun i => v (Nat.succ i)))
        (fun c => Small n (v 0) (fun i => v (Nat.succ i)) (fun w => Polynomial.value NN n w c))
        S (y 0) (Polynomial.value S.operations n (fun i => y (Nat.succ i)))
        (zeros (fun i => v (Nat.succ i))) hz
        (fun positive => ⟨Nat.lt_of_le_of_lt (Nat.Le.of_eq (zeros (fun i => v (Nat.succ i)))) positive,
          Separates.mono n (fun i => v (Nat.succ i)) (fun w => Dense.value NN 1 (Polynomial.value NN n w) a)
            (fun w => Polynomial.value NN n w (Polynomial.operations n).zero)
            (fun w => ⟨Dense.value NN 1 (Polynomial.value NN n w) a,
              (congrArg (fun t => Nat.add t (Dense.value NN 1 (Polynomial.value NN n w) a)) (zeros w)).trans
                (Nat.zero_add _)⟩) ha.right⟩)
        (fun _ hc => hc.left)
        (fun c d hc hd e => ih (fun i => v (Nat.succ i)) (fun i => y (Nat.succ i)) c d hc.right hd.right e)
        a b (coefficients_small n (v 0) (fun i => v (Nat.succ i)) a ha)
        (coefficients_small n (v 0) (fun i => v (Nat.succ i)) b hb) h) n

end Kronecker
