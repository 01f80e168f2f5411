"""VPCs and private zones: which answers where, and who may say so."""
