/*
 * What a new or moved provider is called: names and ids that no other entry has, short enough for
 * the settings. Pure: the names that are taken are handed over, and nothing is written here.
 * It decides nothing about what a person may call it.
 */

/** As the settings have it, see `schema.ts`. */
const NAME_MAX = 60;

/** A name that a person can tell from the others: a second entry of a kind says where it goes. */
export function freeName(label: string, host: string, taken: readonly string[]): string {
  const wanted = taken.includes(label) && label !== host ? `${label} (${host})` : label;
  let name = wanted.slice(0, NAME_MAX);
  for (let n = 2; taken.includes(name); n += 1) name = `${wanted.slice(0, NAME_MAX - 4)} ${n}`;
  return name;
}

/** A name that was made of the old host says the new one; a person's own words stay. */
export function movedName(name: string, hosts: { from: string; to: string }): string {
  if (name === hosts.from) return hosts.to;
  const ending = ` (${hosts.from})`;
  return name.endsWith(ending) ? `${name.slice(0, -ending.length)} (${hosts.to})` : name;
}

/** An id made of `name` that no entry has yet. */
export function freeId(name: string, taken: readonly string[]): string {
  const base =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 30) || 'provider';
  let id = base;
  for (let n = 2; taken.includes(id); n += 1) id = `${base}-${n}`;
  return id;
}
