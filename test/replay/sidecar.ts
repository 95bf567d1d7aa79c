/*
 * What a recording's sidecar may say, and the reading of a folder of them (`<name>.meta.json` beside
 * `<name>.sse`, `.ndjson`, `.json`, `.txt`; `manifest.json` lists them). Other people write these
 * files, so every field may be absent or null, and what is absent is not compared.
 * A file that cannot be used is not passed over: it comes out with the reason.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

type Maybe<T> = T | null | undefined;

export type ExpectedCall = {
  readonly id?: string | null;
  readonly name: string;
  readonly arguments?: string | null;
};

export type ExpectedError = {
  readonly class?: Maybe<string>;
  readonly detail?: Maybe<string>;
  readonly message?: Maybe<string>;
  readonly effectiveStatus?: Maybe<number>;
  readonly retryAfterMs?: Maybe<number>;
};

/** What the body means. */
export type Expected = {
  readonly text?: Maybe<string>;
  readonly reasoning?: Maybe<string>;
  readonly refusal?: Maybe<string>;
  readonly toolCalls?: Maybe<readonly ExpectedCall[]>;
  readonly finish?: Maybe<string>;
  readonly finishReasonRaw?: Maybe<string>;
  readonly usage?: Maybe<Readonly<Record<string, number | null>>>;
  readonly usageRaw?: Maybe<Readonly<Record<string, unknown>>>;
  readonly error?: Maybe<ExpectedError>;
};

export type ExpectedEvent = { readonly event?: string | null; readonly data: string };

export type Sidecar = {
  readonly provider?: Maybe<string>;
  readonly api?: Maybe<string>;
  readonly request?: Maybe<{ readonly path?: Maybe<string> }>;
  readonly response?: Maybe<{
    readonly status?: Maybe<number>;
    readonly headers?: Maybe<Readonly<Record<string, string>>>;
  }>;
  readonly chunkSizes?: Maybe<readonly number[]>;
  readonly expected?: Maybe<Expected>;
  /** Of framing cases, in place of `expected`. */
  readonly expectedEvents?: Maybe<readonly ExpectedEvent[]>;
  readonly expectedComments?: Maybe<number>;
};

export type Recorded = {
  /** Of the body, relative to the folder, with forward slashes. */
  readonly file: string;
  readonly sidecar: Sidecar;
  readonly body: Uint8Array;
};

export type Unusable = { readonly file: string; readonly reason: string };

const META = '.meta.json';

export function readCorpus(root: string): { recorded: Recorded[]; unusable: Unusable[] } {
  const recorded: Recorded[] = [];
  const unusable: Unusable[] = [];
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll(path.sep, '/'))
    .toSorted();
  for (const name of names.filter((one) => one.endsWith(META))) {
    const bare = name.slice(0, -META.length);
    const file = names.find(
      (one) =>
        one.startsWith(`${bare}.`) &&
        !one.endsWith(META) &&
        !one.slice(bare.length + 1).includes('/'),
    );
    const sidecar = readSidecar(path.join(root, name));
    if (sidecar === undefined) unusable.push({ file: name, reason: 'this is no JSON object' });
    else if (file === undefined)
      unusable.push({ file: name, reason: 'there is no body beside it' });
    else {
      const body = new Uint8Array(readFileSync(path.join(root, file)));
      recorded.push({ file, sidecar: { provider: folderOf(file), ...sidecar }, body });
    }
  }
  const known = new Set([...recorded, ...unusable].map(({ file }) => file));
  for (const file of listed(root).filter((one) => !known.has(one))) {
    const what = existsSync(path.join(root, file)) ? 'has no sidecar' : 'is not there';
    unusable.push({ file, reason: `manifest.json lists it, and it ${what}` });
  }
  return { recorded, unusable };
}

function folderOf(file: string): string {
  return path.posix.basename(path.posix.dirname(file));
}

function readSidecar(file: string): Sidecar | undefined {
  const value = readJson(file);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

function listed(root: string): readonly string[] {
  const value = readJson(path.join(root, 'manifest.json'));
  if (!Array.isArray(value)) return [];
  return (value as readonly unknown[]).flatMap((entry) => {
    const file = (entry as { file?: unknown } | null)?.file;
    return typeof file === 'string' ? [file] : [];
  });
}

export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}
