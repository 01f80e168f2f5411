"""CIDR collections: blocks of addresses by location, for routing by the client's address."""
