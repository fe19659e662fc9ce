"""Search over histories and opening one of them: ten million entries against ten thousand."""
