"""What a validating resolver does: follow referrals, check signatures and denials, remember."""
