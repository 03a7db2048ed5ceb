"""Reports: figures that are made of the same filters as the lists, so that each number is the list behind it."""
