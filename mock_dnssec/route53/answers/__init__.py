"""What the name servers of a hosted zone answer, and TestDNSAnswer, which shows it."""
