/*
 * Which model servers run on this computer: each usual address on loopback is asked once for its
 * list of models, all at the same time, without a key, for a moment only. Whatever does not answer
 * like such a server is not there. What an answer says is a stranger's word: it is read up to a
 * bound, and names that nobody could read or settings not hold are left out.
 */
import { linkAbort, type Clock, type ModelId, type Transport } from '../core/index.ts';
import { checkBaseUrl, endpointUrl } from './baseUrl.ts';
import { readText } from './body/readText.ts';
import { ask, isSuccess } from './exchange.ts';
import { asArray, asObject, asText, parseJson } from './json.ts';
import { isRemoteModel } from './knownFacts.ts';
import { isReadableName } from './modelNames.ts';
import { presetOf, type PresetKind } from './presets/index.ts';
import type { Preset } from './presets/preset.ts';
import { codecOf } from './wires.ts';

/** Where one kind of server is looked for. */
export type LocalPlace = { readonly kind: PresetKind; readonly baseUrl: string };

export type LocalServer = LocalPlace & {
  /** What a person calls it. */
  readonly label: string;
  /** Of this computer: models that it only passes on to elsewhere are left out. */
  readonly models: readonly ModelId[];
};

/** A server on this computer answers its list in milliseconds, or is busy beyond use. */
const LOOK_MAX_MS = 1_500;
const LIST_BYTES_MAX = 1024 * 1024;
const MODELS_MAX = 200;

/** Servers of one's own; a proxy that only passes questions on is none. */
const KINDS = ['ollama', 'lmstudio', 'llamacpp', 'vllm'] as const satisfies readonly PresetKind[];

export const LOCAL_PLACES: readonly LocalPlace[] = KINDS.map((kind) => ({
  kind,
  baseUrl: presetOf(kind).baseUrl,
}));

/** Never rejects; an abort ends it with what was found so far. Only loopback is ever asked. */
export async function findLocalServers(
  transport: Transport,
  clock: Clock,
  places: readonly LocalPlace[],
  signal: AbortSignal,
): Promise<readonly LocalServer[]> {
  const link = linkAbort(signal);
  const limit = clock.after(LOOK_MAX_MS, () => link.abort());
  const looks = places.map((place) =>
    look(transport, clock, place, link.signal).catch(() => undefined),
  );
  const found = await Promise.all(looks);
  limit.dispose();
  link.dispose();
  return found.filter((server) => server !== undefined);
}

async function look(
  transport: Transport,
  clock: Clock,
  { kind, baseUrl }: LocalPlace,
  signal: AbortSignal,
): Promise<LocalServer | undefined> {
  const checked = checkBaseUrl(baseUrl);
  if (!checked.ok || !checked.isLoopback) return undefined;
  const { models } = codecOf(presetOf(kind));
  const question = {
    providerId: kind,
    method: 'GET',
    url: endpointUrl(checked.url, models.path),
    key: { in: 'none' },
    firstByteMaxMs: LOOK_MAX_MS,
    idleMaxMs: LOOK_MAX_MS,
  } as const;
  const { place, reader } = await ask(transport, clock, question, signal);
  try {
    if (!isSuccess(place)) return undefined;
    const { text, isWhole } = await readText(reader, LIST_BYTES_MAX);
    const page = isWhole ? models.readPage(text) : undefined;
    if (page === undefined) return undefined;
    const { owner, remote } = factsIn(text);
    const own = kindOf(kind, owner);
    const preset: Preset = presetOf(own);
    const isHere = (id: string): boolean => !remote.has(id) && !isRemoteModel(own, id);
    const names = page.models.map(({ id }) => id).filter((id) => isHere(id) && isReadableName(id));
    return {
      kind: own,
      baseUrl: checked.url,
      label: own === 'compatible' ? checked.origin.replace('http://', '') : preset.label,
      models: [...new Set(names)].slice(0, MODELS_MAX),
    };
  } finally {
    reader.close();
  }
}

/** Who says that it serves the models: the same port is used by many. */
const OWNERS: { readonly [owner: string]: PresetKind } = {
  llamacpp: 'llamacpp',
  vllm: 'vllm',
  organization_owner: 'lmstudio',
};

function kindOf(asked: PresetKind, owner: string | undefined): PresetKind {
  if (owner === undefined || asked === 'ollama') return asked;
  return (Object.hasOwn(OWNERS, owner) ? OWNERS[owner] : undefined) ?? 'compatible';
}

type Facts = { readonly owner: string | undefined; readonly remote: ReadonlySet<string> };

/** The owner that a list names, and the models that run elsewhere (Ollama's `remote_host`). */
function factsIn(text: string): Facts {
  const list = asObject(parseJson(text));
  const items = [...asArray(list?.['data']), ...asArray(list?.['models'])].map(asObject);
  const isRemote = (item: (typeof items)[number]): boolean =>
    asText(item?.['remote_host']) !== undefined;
  return {
    owner: items.map((item) => asText(item?.['owned_by'])).find((owner) => owner !== undefined),
    remote: new Set(
      items
        .filter(isRemote)
        .flatMap((item) => asText(item?.['model']) ?? asText(item?.['name']) ?? []),
    ),
  };
}
