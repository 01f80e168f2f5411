"""Resource record sets: their values and rules, the batches that change them, their listing."""
