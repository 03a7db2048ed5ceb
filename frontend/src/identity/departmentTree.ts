type Node = { id: string; name: string; parent: { id: string } | null };
export type Branch<N> = { node: N; depth: number };

/** The departments as an indented list, each below its parent; one whose parent is not there stands at the root. */
export function tree<N extends Node>(nodes: readonly N[]): Branch<N>[] {
  const known = new Set(nodes.map((one) => one.id));
  const below = new Map<string, N[]>();
  for (const one of nodes) {
    const parent = one.parent && known.has(one.parent.id) ? one.parent.id : "";
    below.set(parent, [...(below.get(parent) ?? []), one]);
  }
  const walk = (parent: string, depth: number): Branch<N>[] =>
    (below.get(parent) ?? []).flatMap((node) => [{ node, depth }, ...walk(node.id, depth + 1)]);
  return walk("", 0);
}
