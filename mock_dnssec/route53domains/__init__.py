"""Amazon Route 53 Domains: the registrar, and what it tells the registries of top-level domains."""
