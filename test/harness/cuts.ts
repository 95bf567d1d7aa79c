// Where a body is cut into pieces: whole, at given sizes, at every byte, at random places.
// Real networks cut anywhere, inside a character too, and a reader must not care. Nothing is copied
// and nothing is lost: the pieces of a body are always the body.

/** A small seeded generator, so that a failing cut can be cut again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Cuts at these offsets. */
function cutAt(bytes: Uint8Array, offsets: readonly number[]): Uint8Array[] {
  const edges = [0, ...[...offsets].toSorted((a, b) => a - b), bytes.length];
  const chunks: Uint8Array[] = [];
  for (let at = 1; at < edges.length; at += 1) {
    const chunk = bytes.subarray(edges[at - 1], edges[at]);
    if (chunk.length > 0) chunks.push(chunk);
  }
  return chunks;
}

export function cutInSizes(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  let at = 0;
  return cutAt(
    bytes,
    sizes.map((size) => (at += size)).filter((offset) => offset < bytes.length),
  );
}

export function cutAtRandom(bytes: Uint8Array, random: () => number, count: number): Uint8Array[] {
  const borders = Array.from({ length: count }, () => Math.floor(random() * bytes.length));
  return cutAt(bytes, borders);
}

export function cutEverywhere(bytes: Uint8Array): Uint8Array[] {
  return Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
}
