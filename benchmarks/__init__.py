"""How fast the product is beside what people would do instead: run `make bench`, in the environment
of `requirements-bench.lock`.

Rates differ from machine to machine; the ratios between ways measured in one run say more.
"""
