/*
 * What a folder holds to be replayed: the recordings and framing cases of a corpus, the fault list
 * and the framing vectors where they lie in it. Nothing is passed over: what cannot be judged comes
 * out with its reason.
 */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Case } from './case.ts';
import { faultCase, type Fault } from './faults.ts';
import { framingCase, vectorCases, type Vector } from './framing.ts';
import { recordingCase } from './recordings.ts';
import { readCorpus, readJson, type Unusable } from './sidecar.ts';

export type Folder = { readonly cases: readonly Case[]; readonly skipped: readonly Unusable[] };

const FAULTS = 'provider-stream-faults.json';
const VECTORS = 'sse-vectors.json';

/** Throws where there is no such folder. */
export function readFolder(root: string): Folder {
  if (!statSync(root).isDirectory()) throw new Error(`${root} is no folder`);
  const { recorded, unusable } = readCorpus(root);
  const cases: Case[] = [];
  const skipped = [...unusable];
  const add = (file: string, found: Case | string): void => {
    if (typeof found === 'string') skipped.push({ file, reason: found });
    else cases.push(found);
  };
  for (const one of recorded) {
    add(one.file, one.sidecar.expectedEvents ? framingCase(one) : recordingCase(one));
  }
  const list = (name: string): readonly unknown[] => {
    if (!existsSync(path.join(root, name))) return [];
    const held = (readJson(path.join(root, name)) as { cases?: unknown } | undefined)?.cases;
    if (Array.isArray(held)) return held;
    skipped.push({ file: name, reason: 'it has no list "cases"' });
    return [];
  };
  for (const fault of list(FAULTS) as readonly Fault[])
    add(`${FAULTS}#${fault.id}`, faultCase(fault));
  cases.push(...vectorCases(list(VECTORS) as readonly Vector[]));
  return { cases, skipped };
}
