import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { PRESET_KINDS, PRESETS } from '../../../src/providers/index.ts';
import {
  presetOfKind,
  ProviderSetting,
  SETTING_SCHEMAS,
} from '../../../src/host/settings/schema.ts';

type Declared = {
  default?: unknown;
  scope?: string;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  markdownDescription?: string;
  items?: { properties: Record<string, unknown> };
};
const manifest = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
) as { contributes: { configuration: { properties: Record<string, Declared> } } };
const declared = manifest.contributes.configuration.properties;

describe('settings schema', () => {
  it('says the same as package.json: names, defaults, bounds, choices', () => {
    const names = Object.keys(SETTING_SCHEMAS).map((name) => `steadfast.${name}`);
    assert.deepEqual(
      Object.keys(declared).toSorted(),
      ['steadfast.providers', ...names].toSorted(),
    );
    for (const [name, schema] of Object.entries(SETTING_SCHEMAS)) {
      const own = declared[`steadfast.${name}`];
      const ours = z.toJSONSchema(schema, { io: 'output' }) as Declared;
      assert.deepEqual(own?.default, ours.default, name);
      assert.deepEqual(own?.enum, ours.enum, name);
      assert.deepEqual([own?.minimum, own?.maximum], [ours.minimum, ours.maximum], name);
    }
  });

  it('lists every field of a provider entry', () => {
    const ours = z.toJSONSchema(ProviderSetting, { io: 'input' }) as {
      properties: Record<string, unknown>;
    };
    const theirs = declared['steadfast.providers']?.items?.properties ?? {};
    assert.deepEqual(Object.keys(theirs).toSorted(), Object.keys(ours.properties).toSorted());
  });

  it('offers a kind for each preset, by its label, other extensions’ models and the stand-in', () => {
    const theirs = declared['steadfast.providers']?.items?.properties['kind'] as {
      enum: string[];
      enumDescriptions: string[];
    };
    const ours = ProviderSetting.shape.kind.options;
    assert.deepEqual(ours, [...PRESET_KINDS, 'vscode.lm', 'simulated']);
    assert.deepEqual(theirs.enum, ours);
    assert.deepEqual(
      theirs.enumDescriptions.slice(0, -2),
      PRESETS.map(({ label }) => label),
    );
  });

  it('finds the preset of a kind, where it has one', () => {
    assert.equal(presetOfKind('openai')?.label, 'OpenAI');
    assert.deepEqual(
      [presetOfKind('vscode.lm'), presetOfKind('simulated')],
      [undefined, undefined],
    );
  });

  it('is the person’s own in every part: a workspace can set none of it', () => {
    for (const [name, own] of Object.entries(declared)) {
      assert.equal(own.scope, 'application', name);
    }
  });

  it('has a description for every setting', () => {
    const words = JSON.parse(
      readFileSync(new URL('../../../package.nls.json', import.meta.url), 'utf8'),
    ) as Record<string, string>;
    for (const [name, own] of Object.entries(declared)) {
      const key = own.markdownDescription?.replaceAll('%', '') ?? '';
      assert.ok((words[key] ?? '').length > 20, name);
    }
  });
});
