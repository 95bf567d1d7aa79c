/*
 * The file that Roo Code exports: profiles, each a service with its model and key. Its own storage
 * is VS Code's secret one, which no other extension can read; so a person exports it there, or has
 * its path in `roo-cline.autoImportSettingsPath`. Source: importExport.ts of RooCodeInc/Roo-Code.
 * Pure: text in, models out; a text that is no JSON throws.
 */
import { SERVICE_FIELDS } from './clineFields.ts';
import {
  ADDRESS_MAX,
  fieldsOf,
  MODELS_MAX,
  textIn,
  type Fields,
  type ForeignModel,
} from './foreignModel.ts';
import { keyIn } from './offer.ts';

export function readRooExport(text: string): ForeignModel[] {
  const profiles = fieldsOf(fieldsOf(JSON.parse(text) as unknown)?.get('providerProfiles'));
  const configs: unknown = profiles?.get('apiConfigs');
  if (fieldsOf(configs) === undefined) return [];
  return Object.entries(configs as Record<string, unknown>)
    .slice(0, MODELS_MAX)
    .flatMap(([title, config]) => {
      const fields = fieldsOf(config);
      const provider = textIn(fields?.get('apiProvider'));
      return fields === undefined || provider === undefined
        ? []
        : [profileOf(textIn(title) ?? provider, provider, fields)];
    });
}

function profileOf(title: string, provider: string, fields: Fields): ForeignModel {
  const service = Object.hasOwn(SERVICE_FIELDS, provider) ? SERVICE_FIELDS[provider] : undefined;
  if (service === undefined) return { tool: 'Roo Code', title, provider };
  const model =
    textIn(fields.get(service.model ?? 'apiModelId')) ?? textIn(fields.get('apiModelId'));
  const written = textIn(fields.get(service.address ?? ''), ADDRESS_MAX);
  const line = textIn(fields.get(service.line?.field ?? '')) ?? '';
  const lines = service.line?.addresses ?? {};
  const address =
    written ??
    googleAddress(provider, fields) ??
    (Object.hasOwn(lines, line) ? lines[line] : usualAddress(provider, model, fields));
  const key = keyIn(textIn(fields.get(service.key ?? ''), 4096));
  const headers = fieldsOf(fields.get('openAiHeaders'));
  return {
    tool: 'Roo Code',
    title,
    provider,
    ...(model === undefined ? {} : { model }),
    ...(address === undefined ? {} : { address }),
    ...(key === undefined ? {} : { key: () => key }),
    ...(provider === 'openai' && headers !== undefined ? { hasHeaders: true } : {}),
  };
}

function googleAddress(provider: string, fields: Fields): string | undefined {
  return provider === 'gemini' ? textIn(fields.get('googleGeminiBaseUrl'), ADDRESS_MAX) : undefined;
}

function usualAddress(provider: string, model = '', fields: Fields): string | undefined {
  if (provider !== 'mistral' || !model.startsWith('codestral')) return undefined;
  return (
    textIn(fields.get('mistralCodestralUrl'), ADDRESS_MAX) ?? 'https://codestral.mistral.ai/v1'
  );
}
