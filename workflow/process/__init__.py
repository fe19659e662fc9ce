"""How a programme's initiatives go their way: times, returns, exits, variants, told by their
histories and at the end of any day. Names nobody: people are told of by their roles."""
