"""Weir 鱼梁: a self-hosted sales system that carries a lead all the way to collected money."""
