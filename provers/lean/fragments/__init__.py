"""One module for each kind of claim that has a theorem: `supported` says why not, `goal` gives the theorem and its proof."""
