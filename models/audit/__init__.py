"""What histories are audited with: checkpoints of them, and who read of whom."""
