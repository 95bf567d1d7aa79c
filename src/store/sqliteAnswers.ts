/*
 * Whole answers for the time when nobody can answer, in an open SQLite database: one row each,
 * under a digest of workspace and key, so that nothing is ever found from another workspace.
 * Bounded: of each workspace the newest five hundred stay, of all together two thousand. What a
 * person deletes is gone from here too: rows are found again by a digest of the answer's text.
 */
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { AnswerCache, AnswerShelf, StoredAnswer, TurnRecord } from '../core/index.ts';
import { mostAlike, wordsIn } from './answerWords.ts';
import { inOneStep } from './inOneStep.ts';
import type { Statements } from './statements.ts';

const OF_WORKSPACE_MAX = 500;
const ALL_MAX = 2_000;

export function createSqliteAnswers(db: DatabaseSync, { run }: Statements): AnswerShelf {
  const put = db.prepare(`
    INSERT OR REPLACE INTO answers (digest, workspace, wall_ms, text_digest, words, answer)
    VALUES (?, ?, ?, ?, ?, ?)`);
  const bound = db.prepare(`
    DELETE FROM answers WHERE workspace = ? AND digest NOT IN (
      SELECT digest FROM answers WHERE workspace = ? ORDER BY wall_ms DESC LIMIT ?)`);
  const boundAll = db.prepare(`
    DELETE FROM answers WHERE digest NOT IN (
      SELECT digest FROM answers ORDER BY wall_ms DESC LIMIT ?)`);
  const one = db.prepare('SELECT answer FROM answers WHERE digest = ? AND workspace = ?');
  const all = db.prepare('SELECT answer, words FROM answers WHERE workspace = ?');
  const drop = db.prepare('DELETE FROM answers');

  const cacheOf = (workspace: string): AnswerCache => ({
    keep(key, answer) {
      const id = digest(`${workspace}\n${key}`);
      const words = [...wordsIn(`${answer.question}\n${answer.text}`)].join(' ');
      const text = JSON.stringify(answer);
      return run(() =>
        inOneStep(db, () => {
          put.run(id, workspace, answer.wallMs, digest(answer.text), words, text);
          bound.run(workspace, workspace, OF_WORKSPACE_MAX);
          boundAll.run(ALL_MAX);
        }),
      );
    },
    exact: (key) =>
      run(() => answerIn(one.get(digest(`${workspace}\n${key}`), workspace)?.['answer'])),
    similar: (question, answersMax) =>
      run(() => {
        const rows = all.all(workspace).flatMap((row) => {
          const answer = answerIn(row['answer']);
          const words = new Set(String(row['words']).split(' '));
          return answer === undefined ? [] : [{ answer, words }];
        });
        return mostAlike(question, rows, answersMax);
      }),
  });
  return {
    answersOf: cacheOf,
    forgetAnswers: () => run(() => Number(drop.run().changes)),
  };
}

/** Of turns that are deleted: to be called in the same step, while they are still there. */
export function forgetAnswersOf(db: DatabaseSync, turns: readonly TurnRecord[]): void {
  const digests = turns.flatMap(({ answers }) =>
    answers.map(({ blocks }) =>
      digest(blocks.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('')),
    ),
  );
  if (digests.length === 0) return;
  db.prepare('DELETE FROM answers WHERE text_digest IN (SELECT value FROM json_each(?))').run(
    JSON.stringify(digests),
  );
}

function digest(text: string): string {
  return createHash('sha256').update(text, 'utf16le').digest('hex');
}

function answerIn(text: unknown): StoredAnswer | undefined {
  try {
    const found = JSON.parse(String(text)) as Partial<StoredAnswer> | null;
    const isWhole = typeof found?.question === 'string' && typeof found.text === 'string';
    return isWhole && typeof found.wallMs === 'number' ? (found as StoredAnswer) : undefined;
  } catch {
    return undefined;
  }
}
