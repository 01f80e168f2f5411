"""DNSSEC as the DNS sees it: keys and delegations in the form that resolvers read."""
