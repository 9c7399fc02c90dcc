prelude
import Porism.Combination
import Porism.Quotients
import Porism.Fields
import Porism.Orders
import Porism.Positivstellensatz
import Porism.Numbers
import Porism.Reciprocals
import Porism.Differential

/-!
# The library as a whole

A proof imports this file, and with it every chapter. It declares nothing.
-/
