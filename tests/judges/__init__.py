"""DNSSEC as others see it: dig, delv, unbound and ldns judge what the mock publishes."""
