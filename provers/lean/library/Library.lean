prelude
import Porism.Combination
import Porism.Fields

/-!
# The library as a whole

A proof imports this file, and with it every chapter. It declares nothing.
-/
