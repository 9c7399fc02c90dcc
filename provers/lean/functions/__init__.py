"""Elementary functions and derivatives: elements of a ring with what is assumed of each, and the proofs about them."""
