"""The chain of trust to look at: as a tree, and as a picture in the manner of DNSViz."""
