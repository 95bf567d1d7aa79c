/*
 * Cline's services: `settings/providers.json` of its data folder, or the older pair of
 * `globalState.json` and `secrets.json`, keys included.
 * Source: provider-settings.ts and storage-context.ts of cline/cline.
 * Pure: texts in, models out; a text that is no JSON throws.
 */
import { LINES, SERVICE_FIELDS, type ServiceFields } from './clineFields.ts';
import {
  ADDRESS_MAX,
  fieldsOf,
  MODELS_MAX,
  textIn,
  type Fields,
  type ForeignModel,
} from './foreignModel.ts';
import { keyIn } from './offer.ts';

export function readClineProviders(text: string): ForeignModel[] {
  const providers = fieldsOf(JSON.parse(text) as unknown)?.get('providers');
  if (fieldsOf(providers) === undefined) return [];
  return Object.values(providers as Record<string, unknown>)
    .slice(0, MODELS_MAX)
    .map((entry) => fieldsOf(fieldsOf(entry)?.get('settings')))
    .filter((settings) => settings !== undefined)
    .map(modelOf);
}

function modelOf(settings: Fields): ForeignModel {
  const provider = textIn(settings.get('provider')) ?? '';
  const model = textIn(settings.get('model'));
  const auth = fieldsOf(settings.get('auth'));
  const key = keyIn(textIn(settings.get('apiKey'), 4096) ?? textIn(auth?.get('apiKey'), 4096));
  const isSignedIn = key === undefined && typeof auth?.get('accessToken') === 'string';
  const line = textIn(settings.get('apiLine')) ?? 'none';
  const lines = ownField<Readonly<Record<string, string>>>(LINES, provider);
  const address = textIn(settings.get('baseUrl'), ADDRESS_MAX) ?? ownField(lines ?? {}, line);
  return {
    tool: 'Cline',
    title: provider,
    provider: spoken(provider, settings),
    ...(model === undefined ? {} : { model }),
    ...(address === undefined ? {} : { address }),
    ...(key === undefined ? {} : { key: () => key }),
    ...(isSignedIn ? { refusal: 'account' as const } : {}),
    ...(fieldsOf(settings.get('headers')) === undefined ? {} : { hasHeaders: true }),
  };
}

/** A service that the person has added says in which language it is asked. */
function spoken(provider: string, settings: Fields): string {
  if (Object.hasOwn(SERVICE_FIELDS, provider) || settings.get('baseUrl') === undefined) {
    return provider;
  }
  return settings.get('protocol') === 'openai-chat' ? 'openai-compatible' : provider;
}

export function readClineState(stateText: string, secretsText: string | undefined): ForeignModel[] {
  const state = fieldsOf(JSON.parse(stateText) as unknown);
  const secrets = fieldsOf(secretsText === undefined ? {} : (JSON.parse(secretsText) as unknown));
  if (state === undefined) return [];
  const active = ['actMode', 'planMode'].map((mode) => ({
    mode,
    provider: textIn(state.get(`${mode}ApiProvider`)),
  }));
  const unknown = active
    .filter(({ provider }) => provider !== undefined && !Object.hasOwn(SERVICE_FIELDS, provider))
    .map(({ provider = '' }): ForeignModel => ({ tool: 'Cline', title: provider, provider }));
  const known = Object.entries(SERVICE_FIELDS).flatMap(([provider, service]) => {
    const modes = active.filter((one) => one.provider === provider).map(({ mode }) => mode);
    const key = keyIn(textIn(secrets?.get(service.key ?? ''), 4096));
    return modes.length === 0 && key === undefined
      ? []
      : [serviceOf({ provider, service, state, modes, key })];
  });
  return [...known, ...unknown];
}

type Kept = {
  readonly provider: string;
  readonly service: ServiceFields;
  readonly state: Fields;
  /** In which it is used now. */
  readonly modes: readonly string[];
  readonly key: string | undefined;
};

function serviceOf({ provider, service, state, modes, key }: Kept): ForeignModel {
  const own = service.model;
  // A field of its own is the service's in any case; the common one belongs to who is in use.
  const names =
    own === undefined
      ? modes.map((mode) => `${mode}ApiModelId`)
      : ['actMode', 'planMode'].map((mode) => `${mode}${own}`);
  const model = names.map((name) => textIn(state.get(name))).find((text) => text !== undefined);
  const address =
    textIn(state.get(service.address ?? ''), ADDRESS_MAX) ??
    ownField(service.line?.addresses ?? {}, textIn(state.get(service.line?.field ?? '')) ?? '');
  return {
    tool: 'Cline',
    title: provider,
    provider,
    ...(model === undefined ? {} : { model }),
    ...(address === undefined ? {} : { address }),
    ...(key === undefined ? {} : { key: () => key }),
  };
}

function ownField<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
