"""Traffic flow: policies in several versions, and their instances, which make records."""
