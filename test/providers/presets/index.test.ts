/*
 * All presets in one table: found by kind, an address that may be sent to or one that is asked for,
 * a key that travels to that address only, a family that fits who runs it, a recorded answer, and
 * questions that hold nothing that nobody asked for. What is true of one vendor only stands below.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { checkBaseUrl } from '../../../src/providers/baseUrl.ts';
import {
  presetOf,
  PRESET_KINDS,
  PRESETS,
  type PresetKind,
} from '../../../src/providers/presets/index.ts';
import { BEARER, type Preset } from '../../../src/providers/presets/preset.ts';
import { createProvider } from '../../../src/providers/provider.ts';
import { readCorpus } from '../../replay/sidecar.ts';
import { askedOf, speakerOf } from '../../replay/speaker.ts';
import { callOf, drive, handClock, serve } from '../bench.ts';
import { SAMPLES } from '../contract/samples.ts';

const CORPUS = path.join(import.meta.dirname, '../../fixtures/corpus');
const FILES = path.join(import.meta.dirname, '../../../src/providers/presets');

const isOnThisComputer = ({ baseUrl }: Preset): boolean => {
  const checked = checkBaseUrl(baseUrl);
  return checked.ok && checked.isLoopback;
};

function checkAddress(preset: Preset): void {
  const { baseUrl, baseUrlExample, modelsUrl } = preset;
  assert.equal(baseUrlExample === undefined, baseUrl !== 'ask', 'an example for what is asked');
  if (baseUrl === 'ask') return assert.equal(modelsUrl, undefined);
  const checked = checkBaseUrl(baseUrl);
  assert(checked.ok);
  assert.equal(checked.url, baseUrl, 'written as it is sent');
  assert(checked.isLoopback || baseUrl.startsWith('https://'));
  if (modelsUrl !== undefined) assert.equal(new URL(modelsUrl).origin, checked.origin);
}

function checkKey(preset: Preset): void {
  const { key, needsKey, keyPageUrl, billingPageUrl, envVar } = preset;
  assert.equal(key.in, 'header');
  assert.equal(key.in === 'header' && key.isOptional === true, !needsKey);
  assert.match(key.in === 'header' ? key.name : '', /^[a-z][a-z-]+$/);
  assert.equal(keyPageUrl !== undefined, needsKey, 'a page for every key that is needed');
  assert.equal(envVar !== undefined, needsKey);
  assert(keyPageUrl === undefined || new URL(keyPageUrl).protocol === 'https:');
  if (billingPageUrl !== undefined) {
    const owner = (url = ''): string => new URL(url).hostname.split('.').slice(-2).join('.');
    assert.equal(new URL(billingPageUrl).protocol, 'https:');
    assert.equal(owner(billingPageUrl), owner(keyPageUrl), 'both are pages of the vendor');
  }
  assert.match(envVar ?? 'NONE', /^[A-Z][A-Z_]+$/);
}

function checkFamily(preset: Preset): void {
  const { kind, family, upstream, isLocal } = preset;
  // A vendor's name stands for its own address; anything else is whoever runs the address.
  const isVendor = preset.baseUrl !== 'ask' && !isOnThisComputer(preset);
  assert.equal(family !== 'origin', isVendor, kind);
  if (isLocal === 'loopback') assert(!isVendor && upstream.by === 'family');
}

/** The body of the plainest question that a preset asks. */
async function plainest({ kind, baseUrl, baseUrlExample }: Preset): Promise<object> {
  const transport = serve({ status: 500 });
  const address = (baseUrlExample ?? baseUrl).replace('RESOURCE', 'resource');
  const config = { id: 'acme', kind: kind as PresetKind, baseUrl: address, models: [] };
  await drive(createProvider(config, transport, handClock()), callOf());
  return JSON.parse(transport.requests[0]?.body ?? 'null') as object;
}

describe('presets', () => {
  const spoken = readCorpus(CORPUS).recorded.map(({ sidecar }) => {
    const asked = askedOf(sidecar);
    return asked?.to === 'chat' ? speakerOf(asked.wire, sidecar.provider ?? '').kind : undefined;
  });

  it('are one file of data each, and nothing else', () => {
    const files = readdirSync(FILES).filter((name) => !['index.ts', 'preset.ts'].includes(name));
    assert.deepEqual(
      files.map((name) => name.replace(/\.ts$/, '').toLowerCase()).toSorted(),
      PRESETS.map(({ kind }) => kind.replaceAll('-', '')).toSorted(),
    );
  });

  for (const preset of PRESETS) {
    it(`${preset.kind} has an answer in the corpus, read with it`, () =>
      assert(spoken.includes(preset.kind as PresetKind)));

    it(`${preset.kind} sends nothing that was not asked for`, async () => {
      const sample = SAMPLES.find(({ wire }) => wire === preset.wire) ?? assert.fail(preset.wire);
      const refuses = preset.wire === 'openai.chat' && !preset.chat.sendStreamOptions;
      const wanted = sample.smallest.filter((field) => !refuses || field !== 'stream_options');
      assert.deepEqual(Object.keys(await plainest(preset)).toSorted(), wanted);
    });
  }

  for (const preset of PRESETS) {
    it(`${preset.kind} is found by its kind and can be used`, () => {
      assert.equal(presetOf(preset.kind as PresetKind), preset);
      assert.match(preset.kind, /^[a-z][a-z-]*$/);
      assert.match(preset.label, /^\S.*\S$/);
      checkAddress(preset);
      checkKey(preset);
      checkFamily(preset);
      assert.equal(new Set(preset.suggestedModels).size, preset.suggestedModels.length);
    });
  }

  it('no two have the same kind, label, address or environment variable', () => {
    const fields: ((preset: Preset) => string | undefined)[] = [
      (preset) => preset.kind,
      (preset) => preset.label,
      (preset) => (preset.baseUrl === 'ask' ? undefined : new URL(preset.baseUrl).origin),
      (preset) => preset.envVar,
    ];
    for (const field of fields) {
      const values = PRESETS.map(field).filter((value) => value !== undefined);
      assert.deepEqual([...new Set(values)], values);
    }
    assert.deepEqual(
      PRESET_KINDS,
      PRESETS.map(({ kind }) => kind),
    );
  });

  it('services come first, then servers on this computer, then any endpoint', () => {
    assert.equal(PRESETS.at(-1)?.kind, 'compatible');
    const first = PRESETS.findIndex(isOnThisComputer);
    assert(PRESETS.slice(first, -1).every(isOnThisComputer));
  });

  it('there are no others', () => {
    for (const kind of ['nobody', 'toString', '__proto__'])
      assert.throws(() => presetOf(kind as PresetKind), RangeError);
  });
});

describe('what tells one vendor from another', () => {
  it('only Azure of this wire has its key under a name of its own, bare', () => {
    const others = PRESETS.filter(
      ({ key, wire }) =>
        wire === 'openai.chat' &&
        (key.in === 'none' || key.name !== BEARER.name || key.prefix !== BEARER.prefix),
    );
    assert.deepEqual(
      others.map(({ kind }) => kind),
      ['azure'],
    );
    assert.deepEqual(presetOf('azure').key, { in: 'header', name: 'api-key' });
  });

  it('brokers name the one behind them, and a proxy is never local', () => {
    const brokers = PRESETS.filter(({ upstream }) => upstream.by === 'model-prefix');
    assert.deepEqual(
      brokers.map(({ kind }) => kind),
      ['openrouter', 'litellm'],
    );
    assert.equal(presetOf('litellm').isLocal, 'never');
  });
});
