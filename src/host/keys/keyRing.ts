/*
 * Keys of providers, each bound to the origin that it was entered for (law 8).
 * They lie in the editor's secret storage and nowhere else. Where that storage is missing or hangs,
 * a key lives in memory until the window closes, and `onFallback` says so once.
 * A key is handed out only for its own origin; another origin gets nothing.
 */
import type { Clock } from '../../core/index.ts';
import * as z from 'zod/mini';

/** The part of `vscode.SecretStorage` that is used. */
export interface SecretBox {
  get(name: string): PromiseLike<string | undefined>;
  store(name: string, value: string): PromiseLike<void>;
  delete(name: string): PromiseLike<void>;
  keys(): PromiseLike<readonly string[]>;
}

export interface KeyRing {
  /** The key of `providerId` if it was entered for `origin`. Never rejects. */
  readonly keyOf: (providerId: string, origin: string) => Promise<string | undefined>;
  /** `session` when it could not be stored and ends with the window. */
  readonly set: (providerId: string, origin: string, key: string) => Promise<'stored' | 'session'>;
  readonly remove: (providerId: string) => Promise<void>;
  /** Of providers that are no longer set up as well. Answers how many there were. */
  readonly removeAll: () => Promise<number>;
  /** The origin a key was entered for, without the key. */
  readonly boundOrigin: (providerId: string) => Promise<string | undefined>;
  /** Every key in memory, for redaction at the log's sink. */
  readonly known: () => readonly string[];
}

const Bound = z.object({ origin: z.string(), key: z.string() });
type Bound = z.infer<typeof Bound>;

/** A keyring that does not answer within this time is taken for missing (platform fact 9). */
const HANG_MS = 5_000;

const PREFIX = 'steadfast.key.';
const nameOf = (providerId: string): string => `${PREFIX}${providerId}`;

export function createKeyRing(
  box: SecretBox,
  clock: Pick<Clock, 'after'>,
  onFallback: (why: string) => void,
): KeyRing {
  const session = new Map<string, Bound>();
  const seen = new Set<string>();
  let told = false;

  const fallBack = (error: unknown): void => {
    if (told) return;
    told = true;
    onFallback(error instanceof Error ? error.message : String(error));
  };

  async function read(providerId: string): Promise<Bound | undefined> {
    const held = session.get(providerId);
    if (held !== undefined) return held;
    try {
      const text = await within(box.get(nameOf(providerId)), clock);
      if (text === undefined) return undefined;
      const bound = Bound.parse(JSON.parse(text));
      seen.add(bound.key);
      return bound;
    } catch (error) {
      fallBack(error);
      return undefined;
    }
  }

  return {
    async keyOf(providerId, origin) {
      const bound = await read(providerId);
      return bound?.origin === origin ? bound.key : undefined;
    },
    async set(providerId, origin, key) {
      seen.add(key);
      session.delete(providerId);
      try {
        await within(box.store(nameOf(providerId), JSON.stringify({ origin, key })), clock);
        return 'stored';
      } catch (error) {
        session.set(providerId, { origin, key });
        fallBack(error);
        return 'session';
      }
    },
    async remove(providerId) {
      session.delete(providerId);
      await within(box.delete(nameOf(providerId)), clock).catch(fallBack);
    },
    async removeAll() {
      const names = await within(box.keys(), clock);
      const own = names.filter((name) => name.startsWith(PREFIX));
      for (const name of own) await within(box.delete(name), clock);
      const lone = [...session.keys()].filter((id) => !own.includes(nameOf(id)));
      session.clear();
      return own.length + lone.length;
    },
    async boundOrigin(providerId) {
      return (await read(providerId))?.origin;
    },
    known: () => [...seen],
  };
}

function within<T>(work: PromiseLike<T>, clock: Pick<Clock, 'after'>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = clock.after(HANG_MS, () =>
      reject(new Error(`The keyring did not answer within ${HANG_MS / 1000} s.`)),
    );
    work.then(
      (value) => {
        timer.dispose();
        resolve(value);
      },
      (error: unknown) => {
        timer.dispose();
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
