"""When things happen. A flow looks at the clock, opens the transactions and asks the rules."""
