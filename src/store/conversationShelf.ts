/*
 * The conversations of the database file: listed, searched, renamed, removed. Plain synchronous
 * statements; whoever calls them sees to order and to a busy file.
 * A search reads the stored words of every turn (measured: 10,000 turns of 2 kB in 70 ms).
 */
import type { DatabaseSync } from 'node:sqlite';
import type { ConversationId, ConversationSummary } from '../core/index.ts';
import { textToTurn } from './turnText.ts';
import { excerptOf, searchForm } from './turnWords.ts';

const LIMIT = 500;

export type ConversationShelf = {
  list(search: { readonly words?: string; readonly limit?: number }): ConversationSummary[];
  /** That a person gave. */
  titleOf(conversationId: ConversationId): string | undefined;
  rename(conversationId: ConversationId, title: string): void;
  remove(conversationId: ConversationId): void;
};

export function conversationShelf(db: DatabaseSync): ConversationShelf {
  const all = db.prepare(`
    SELECT turns.conversation_id AS id, count(*) AS turns, max(asked_wall_ms) AS last,
      max(turns.rowid) AS newest, titles.title AS title
    FROM turns LEFT JOIN titles USING (conversation_id)
    GROUP BY turns.conversation_id ORDER BY last DESC, newest DESC LIMIT ?`);
  const first = db.prepare(
    'SELECT turn FROM turns WHERE conversation_id = ? ORDER BY asked_wall_ms, rowid LIMIT 1',
  );
  const found = db.prepare(`
    SELECT turn FROM turns WHERE conversation_id = ? AND instr(words, ?) > 0
    ORDER BY asked_wall_ms, rowid LIMIT 1`);
  const entitle = db.prepare(`
    INSERT INTO titles (conversation_id, title) VALUES (?, ?)
    ON CONFLICT (conversation_id) DO UPDATE SET title = excluded.title`);
  const given = db.prepare('SELECT title FROM titles WHERE conversation_id = ?');
  const untitle = db.prepare('DELETE FROM titles WHERE conversation_id = ?');
  const dropTurns = db.prepare('DELETE FROM turns WHERE conversation_id = ?');

  const turnOf = (row: Record<string, unknown> | undefined) =>
    row === undefined ? undefined : textToTurn(String(row['turn']));

  function summary(row: Record<string, unknown>): ConversationSummary {
    const conversationId = String(row['id']);
    const title = typeof row['title'] === 'string' ? row['title'] : undefined;
    return {
      conversationId,
      title: title ?? turnOf(first.get(conversationId))?.question ?? '',
      titledBy: title === undefined ? 'question' : 'person',
      turnCount: Number(row['turns']),
      lastAskedWallMs: Number(row['last']),
    };
  }

  function match(one: ConversationSummary, words: string): readonly ConversationSummary[] {
    const wanted = searchForm(words);
    if (searchForm(one.title).includes(wanted)) return [one];
    const turn = turnOf(found.get(one.conversationId, wanted));
    const excerpt = turn === undefined ? undefined : excerptOf(turn, words);
    return excerpt === undefined ? [] : [{ ...one, excerpt }];
  }

  return {
    list({ words = '', limit = LIMIT }) {
      if (words.trim() === '') return all.all(limit).map(summary);
      const matching: ConversationSummary[] = [];
      for (const row of all.iterate(-1)) {
        matching.push(...match(summary(row), words.trim()));
        if (matching.length >= limit) break;
      }
      return matching;
    },
    titleOf(conversationId) {
      const row = given.get(conversationId);
      return row === undefined ? undefined : String(row['title']);
    },
    rename(conversationId, title) {
      if (title.trim() === '') untitle.run(conversationId);
      else entitle.run(conversationId, title.trim());
    },
    remove(conversationId) {
      dropTurns.run(conversationId);
      untitle.run(conversationId);
    },
  };
}
