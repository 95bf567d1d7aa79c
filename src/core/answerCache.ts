/*
 * What is asked of whoever keeps whole answers for the time when nobody can answer. One cache is
 * one workspace of one person: it never gives what was kept in another.
 * Keys are made by the engine and compared whole; they may be long, and an implementation may keep
 * a cryptographic digest in their place. Whatever it throws, the question goes on without it.
 */
import type { Target } from './target.ts';

export type StoredAnswer = {
  /** The person's last words. */
  readonly question: string;
  readonly text: string;
  /** Who gave it. */
  readonly target: Target;
  /** When it was whole. */
  readonly wallMs: number;
};

export interface AnswerCache {
  /** Keeps an answer, in the place of an older one with the same key. */
  keep(key: string, answer: StoredAnswer): Promise<void>;
  exact(key: string): Promise<StoredAnswer | undefined>;
  /**
   * Answers whose question or text has words of this one, the best first and the later first among
   * equals, at most `answersMax`. Any text may be given; nothing in it is a command.
   */
  similar(question: string, answersMax: number): Promise<readonly StoredAnswer[]>;
}

/** What the journal says of it, when nobody could answer. */
export type StoredNote =
  /** What `target` had said to the very same question was given. */
  | { readonly type: 'stored-answer'; readonly target: Target; readonly ageMs: number }
  /** So many earlier answers of the person's own were handed over. */
  | { readonly type: 'past-answers'; readonly count: number };
