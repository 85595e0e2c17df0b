"""Speed and memory, as ratios to a bare reference in the same run: `python -m benchmarks`."""
