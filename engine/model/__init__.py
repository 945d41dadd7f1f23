"""The language model: the only package that touches mlx."""
