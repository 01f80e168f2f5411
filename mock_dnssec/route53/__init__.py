"""Amazon Route 53: hosted zones, records, changes and DNSSEC signing."""
