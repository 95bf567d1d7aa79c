/*
 * A recording as a case: answers of a chat are compared with their sidecar, lists of models must
 * name the models of the body, and answers of endpoints that the product does not ask must never
 * become an answer of a chat. What nothing here speaks comes back as a reason.
 */
import type { ErrorKind } from '../../src/core/index.ts';
import { ChatError } from '../../src/core/index.ts';
import type { Case } from './case.ts';
import { brokenLaws, differences, kindsOf } from './compare.ts';
import { servedAs } from './served.ts';
import type { Expected, Recorded } from './sidecar.ts';
import { askedOf, speakerOf } from './speaker.ts';

export function recordingCase({ file, sidecar, body }: Recorded): Case | string {
  const asked = askedOf(sidecar);
  const api = sidecar.api ?? asked?.wire ?? 'unknown';
  if (asked === undefined) return `nothing here speaks "${api}"`;
  const status = sidecar.response?.status ?? 200;
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    return `response.status is ${String(status)}, which is no answer; give 200 to 599`;
  }
  const expected = sidecar.expected ?? {};
  const speaker = speakerOf(asked.wire, sidecar.provider ?? '');
  const served = servedAs(sidecar.response ?? {}, body);
  const known = { id: file, kind: 'recording', api, served, packets: sidecar.chunkSizes } as const;
  if (asked.to === 'models') {
    return {
      ...known,
      async judge(player, way) {
        const listed = await player.listModels(served, speaker, way).then(
          (models) => models.map(({ id }) => id),
          (error: unknown) => kindOf(error),
        );
        return listDiffers(expected, body, listed);
      },
    };
  }
  return {
    ...known,
    async judge(player, way) {
      const run = await player.play(served, speaker, way);
      if (asked.to === 'chat' || expected.error) return differences(expected, run);
      const isNone = run.error?.kind === 'protocol' && run.text === '' && run.reasoning === '';
      return [...brokenLaws(run), ...(isNone ? [] : ['it was taken for an answer of a chat'])];
    },
  };
}

function kindOf(error: unknown): ErrorKind {
  if (error instanceof ChatError) return error.kind;
  throw error;
}

function listDiffers(
  { error }: Expected,
  body: Uint8Array,
  listed: readonly string[] | ErrorKind,
): readonly string[] {
  if (error) {
    const kinds = kindsOf(error) ?? [];
    const isRight = typeof listed === 'string' && kinds.includes(listed);
    return isRight ? [] : [`the list is ${String(listed)}; expected error ${kinds.join(' or ')}`];
  }
  const wanted = namesIn(body);
  if (typeof listed === 'string') return [`error ${listed}; expected ${wanted.length} models`];
  const missing = wanted.filter((id) => !listed.includes(id));
  return missing.length === 0 ? [] : [`not listed: ${missing.join(', ')}`];
}

/** The ids of a list, found without the product's own reader. */
function namesIn(body: Uint8Array): readonly string[] {
  const text = Buffer.from(body).toString('utf8');
  const value = JSON.parse(text) as { data?: unknown; models?: unknown };
  const list = Array.isArray(value) ? value : (value.data ?? value.models);
  return (Array.isArray(list) ? list : []).flatMap((entry: { id?: unknown }) =>
    typeof entry.id === 'string' ? [entry.id] : [],
  );
}
