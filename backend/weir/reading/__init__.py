"""The compiler of reads: a selection becomes one SQL statement that returns finished JSON, as the viewer."""
