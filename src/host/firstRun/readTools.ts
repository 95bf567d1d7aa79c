/*
 * Reads what other programs have set up, file by file, and makes findings of it. A file that cannot
 * be read or understood is said to be so by its name, without a word of what is in it; the others
 * are read all the same. It reads only when it is called, and keeps nothing.
 */
import { basename } from 'node:path';
import type { L10n } from '../l10n.ts';
import { readClineProviders, readClineState } from './clineSettings.ts';
import { readContinueJson, readContinueYaml, type ContinueSecrets } from './continueConfig.ts';
import { parseDotEnv } from './dotEnv.ts';
import type { ForeignModel, Tool } from './foreignModel.ts';
import { foreignFindings, type ForeignFindings } from './foreignOffers.ts';
import type { PresentEntry } from './offer.ts';
import { readRooExport } from './rooSettings.ts';
import { readSource, sourcesIn, type Home } from './sources.ts';

/** YAML takes far longer to read than JSON. */
const YAML_BYTES_MAX = 128 * 1024;
const JSON_BYTES_MAX = 4 * 1024 * 1024;

type Read = { readonly models: readonly ForeignModel[]; readonly problem?: string };

export async function readTools(
  home: Home,
  present: readonly PresentEntry[],
  l10n: L10n,
): Promise<readonly ForeignFindings[]> {
  const sources = sourcesIn(home);
  const read = (path: string, parse: Parse, bytesMax = JSON_BYTES_MAX): Promise<Read | undefined> =>
    readOne(path, bytesMax, parse, l10n);
  const dotEnv = await readSource(sources.continueEnv, JSON_BYTES_MAX).catch(() => undefined);
  const secrets: ContinueSecrets = { dotEnv: parseDotEnv(dotEnv ?? ''), env: home.env };
  const clineSecrets = await readSource(sources.clineSecrets, JSON_BYTES_MAX).catch(
    () => undefined,
  );
  // Where the newer file is, the older one is no longer read by the program itself.
  const ofContinue =
    (await read(sources.continueYaml, (text) => readContinueYaml(text, secrets), YAML_BYTES_MAX)) ??
    (await read(sources.continueJson, (text) => readContinueJson(text, secrets)));
  const ofCline =
    (await read(sources.clineProviders, readClineProviders)) ??
    (await read(sources.clineState, (text) => readClineState(text, clineSecrets)));
  let ofRoo: Read | undefined;
  for (const path of sources.rooExports) ofRoo ??= await read(path, readRooExport);
  return [
    findings('Continue', ofContinue, present, l10n),
    findings('Cline', ofCline, present, l10n),
    findings('Roo Code', ofRoo, present, l10n),
  ].filter((found) => found !== undefined);
}

/** A file that the person chose: what Roo Code has exported. */
export async function readChosenFile(
  path: string,
  present: readonly PresentEntry[],
  l10n: L10n,
): Promise<ForeignFindings | undefined> {
  const read = await readOne(path, JSON_BYTES_MAX, readRooExport, l10n);
  return findings('Roo Code', read, present, l10n);
}

type Parse = (text: string) => readonly ForeignModel[];

async function readOne(
  path: string,
  bytesMax: number,
  parse: Parse,
  l10n: L10n,
): Promise<Read | undefined> {
  try {
    const text = await readSource(path, bytesMax);
    return text === undefined ? undefined : { models: parse(text) };
  } catch {
    // What the reader says may quote the file, and the file may hold keys.
    const problem = l10n.t('{0} cannot be read. Open it there and correct it.', basename(path));
    return { models: [], problem };
  }
}

function findings(
  tool: Tool,
  read: Read | undefined,
  present: readonly PresentEntry[],
  l10n: L10n,
): ForeignFindings | undefined {
  if (read === undefined) return undefined;
  const found = foreignFindings(tool, read.models, present, l10n);
  if (read.problem === undefined) return found;
  return { ...found, refusals: [{ label: tool, source: '', why: read.problem }] };
}
