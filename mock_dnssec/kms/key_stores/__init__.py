"""Custom key stores, and what stands behind them: CloudHSM clusters and external key managers."""
