import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { API_VERSIONS, PRESET_KINDS, PRESETS } from '../../../src/providers/index.ts';
import {
  ModelOverride,
  presetOfKind,
  ProviderSetting,
  SETTING_SCHEMAS,
} from '../../../src/host/settings/schema.ts';

type Shape = {
  type?: string;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  required?: string[];
  properties?: Record<string, Shape>;
};
type Declared = {
  default?: unknown;
  scope?: string;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  markdownDescription?: string;
  items?: { properties: Record<string, unknown> };
  additionalProperties?: Shape;
};
const manifest = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
) as {
  contributes: { configuration: { properties: Record<string, Declared> } };
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
};
const declared = manifest.contributes.configuration.properties;

describe('settings schema', () => {
  it('says the same as package.json: names, defaults, bounds, choices', () => {
    const names = Object.keys(SETTING_SCHEMAS).map((name) => `steadfast.${name}`);
    assert.deepEqual(
      Object.keys(declared)
        // Not the person's own: read where a workspace writes them (tighten.ts).
        .filter((name) => !name.startsWith('steadfast.workspace.'))
        .toSorted(),
      ['steadfast.providers', 'steadfast.models', ...names].toSorted(),
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

  it('says the same of a model: fields, bounds, what is needed', () => {
    const theirs = declared['steadfast.models']?.additionalProperties ?? assert.fail();
    const compare = (ours: Shape, own: Shape, place: string): void => {
      assert.deepEqual(
        [own.type, own.minimum, own.maximum, own.required],
        [ours.type, ours.minimum, ours.maximum, ours.required],
        place,
      );
      const names = Object.keys(ours.properties ?? {});
      assert.deepEqual(Object.keys(own.properties ?? {}), names, place);
      for (const name of names) {
        compare(ours.properties?.[name] ?? {}, own.properties?.[name] ?? {}, `${place}.${name}`);
      }
    };
    compare(z.toJSONSchema(ModelOverride, { io: 'input' }) as Shape, theirs, 'models');
    const version = declared['steadfast.providers']?.items?.properties['apiVersion'] as Shape;
    assert.deepEqual(version.enum, API_VERSIONS);
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

  it('is the person’s own, but for files of a workspace once it is trusted, and what only narrows', () => {
    const narrowing = ['localOnly', 'allowedProviders', 'dayLimit'].map(
      (name) => `steadfast.workspace.${name}`,
    );
    const ofFolders = Object.entries(declared).filter(([, { scope }]) => scope !== 'application');
    assert.deepEqual(
      ofFolders.map(([name, { scope }]) => `${name} ${scope}`),
      [
        'steadfast.context.instructions resource',
        'steadfast.context.exclude resource',
        ...narrowing.map((name) => `${name} resource`),
      ],
    );
    const { untrustedWorkspaces } = manifest.capabilities;
    assert.deepEqual(
      untrustedWorkspaces.restrictedConfigurations,
      ofFolders.map(([name]) => name).filter((name) => !narrowing.includes(name)),
    );
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
