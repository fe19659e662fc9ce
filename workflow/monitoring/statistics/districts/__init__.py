"""Several districts: pooled, and beside others."""
