/*
 * What was attached to a question and has changed since it was asked, by name: so that whoever is
 * asked *Send now?* knows that the words which would be sent are older than the files. Only names
 * and dates are looked at; what would be sent stays what was attached.
 */
import type { TurnRecord } from '../../core/index.ts';

/** When the file was changed last; undefined: it is not there any more. */
export type ChangedAt = (uri: string) => Promise<number | undefined>;

export async function changedSince(
  { attached = [], askedWallMs }: Pick<TurnRecord, 'attached' | 'askedWallMs'>,
  changedAt: ChangedAt,
): Promise<readonly string[]> {
  const names = await Promise.all(
    attached.map(async ({ ref, label }) => {
      const uri = ref.kind !== 'folder' && 'uri' in ref ? ref.uri : undefined;
      if (uri === undefined) return [];
      const wallMs = await changedAt(uri);
      return wallMs === undefined || wallMs > askedWallMs ? [label] : [];
    }),
  );
  return [...new Set(names.flat())];
}
