"""What kmigrate costs, as ratios against something that runs beside it. See docs/benchmarks.md."""
