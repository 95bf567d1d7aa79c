/*
 * `describe` for what needs node:sqlite. `npm test` runs these under the Node of the editor, which
 * has it; under an older Node (before 22.13) they are not there, so that the other tests still run.
 */
import type { DatabaseSync } from 'node:sqlite';

type Sqlite = { readonly DatabaseSync: typeof DatabaseSync };

export function withSqlite(title: string, suite: (sqlite: Sqlite) => void): void {
  const sqlite = process.getBuiltinModule('node:sqlite') as Sqlite | undefined;
  if (sqlite !== undefined) describe(title, () => suite(sqlite));
}
