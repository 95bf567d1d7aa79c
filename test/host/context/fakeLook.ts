/*
 * A workspace in memory for the tests of the context room: files by address, problems, a diff. It
 * refuses what is not there, and holds no logic of the product.
 */
import type { AttachedRecord } from '../../../src/core/index.ts';
import type { Look, Seen, SeenText, SeenDiff, Why } from '../../../src/host/context/look.ts';
import type { Problem } from '../../../src/host/context/problemText.ts';

type Fake = {
  readonly files?: Readonly<Record<string, string | { readonly why: Why }>>;
  readonly folder?: readonly string[];
  readonly isCut?: boolean;
  readonly editors?: readonly string[];
  readonly problems?: readonly Problem[];
  readonly diff?: SeenDiff;
  readonly sent?: AttachedRecord;
};

export function fakeLook(fake: Fake): Look {
  const read = (uri: string): Seen<SeenText> => {
    const found = fake.files?.[uri] ?? { why: 'gone' as const };
    if (typeof found !== 'string') return { isRead: false, why: found.why };
    return { isRead: true, text: found, languageId: 'ts' };
  };
  return {
    read: (uri) => Promise.resolve(read(uri)),
    below: () =>
      Promise.resolve(
        fake.folder === undefined
          ? { isRead: false, why: 'link' }
          : { isRead: true, uris: fake.folder, isCut: fake.isCut ?? false },
      ),
    path: (uri) => uri.replace('file:///w/', ''),
    editors: () => fake.editors ?? [],
    problems: () => fake.problems ?? [],
    diff: () => Promise.resolve(fake.diff ?? { isRead: false, sentence: 'No Git here.' }),
    sent: () => fake.sent,
  };
}
