"""Measurements: speed and quality, side by side with others in one run. Each module says how it is begun."""

from engine.model import blas

blas.prepare()  # before whatever module here imports MLX first: afterwards it would stay twenty times slower
