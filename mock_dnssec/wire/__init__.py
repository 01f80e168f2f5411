"""AWS's wire protocols from the server's side: bytes to parameters, results and errors to bytes."""
