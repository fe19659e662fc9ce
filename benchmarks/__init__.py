"""How fast one decision is, beside the same by hand and in Django: run `make bench`.

That is `python -m benchmarks.gate` in the environment of `requirements-bench.lock`. Rates differ
from machine to machine; the ratios between ways measured in one run say more.
"""
