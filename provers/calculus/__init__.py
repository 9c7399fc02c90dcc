"""The calculus prover: structured statements, by obligations that the exact prover and the kernels decide."""
