/*
 * Continue's configuration: `config.yaml`, or the older `config.json`, and the `.env` beside them.
 * Source: core/util/paths.ts, core/config and packages/config-yaml of continuedev/continue. Pure:
 * texts in, models out; a text that is no YAML or JSON throws.
 */
import type { Environment } from './envKeys.ts';
import {
  ADDRESS_MAX,
  fieldsOf,
  MODELS_MAX,
  textIn,
  type Fields,
  type ForeignModel,
} from './foreignModel.ts';
import { parseJsonWithComments } from './jsonWithComments.ts';
import { keyIn } from './offer.ts';
import { parseBoundedYaml } from './parseBoundedYaml.ts';

export type ContinueSecrets = {
  /** Of the `.env` beside the configuration; it wins. */
  readonly dotEnv: ReadonlyMap<string, string>;
  readonly env: Environment;
};

/** What Continue uses where no address is written, when it is not the vendor's own of today. */
const ADDRESSES: Readonly<Record<string, string>> = {
  moonshot: 'https://api.moonshot.cn/v1',
};

const CODESTRAL = 'https://codestral.mistral.ai/v1';

export function readContinueYaml(text: string, secrets: ContinueSecrets): ForeignModel[] {
  const whole = parseBoundedYaml(text);
  return modelsIn(whole).map((model) => modelOf(model, secrets, 'name'));
}

export function readContinueJson(text: string, secrets: ContinueSecrets): ForeignModel[] {
  const whole = parseJsonWithComments(text);
  const named = fieldsOf(whole)?.get('env');
  // There a variable that `env` lists stands for its value, wherever its name is a whole text.
  const variables = new Set(Array.isArray(named) ? (named as unknown[]) : []);
  const ofName = (name: string): string | undefined =>
    variables.has(name) ? valueOf(name, secrets) : undefined;
  return modelsIn(whole).map((model) => modelOf(model, secrets, 'title', ofName));
}

function modelsIn(whole: unknown): Fields[] {
  const models = fieldsOf(whole)?.get('models');
  const list = Array.isArray(models) ? (models as unknown[]) : [];
  return list
    .slice(0, MODELS_MAX)
    .map(fieldsOf)
    .filter((fields) => fields !== undefined);
}

function modelOf(
  fields: Fields,
  secrets: ContinueSecrets,
  titleField: string,
  ofName: (name: string) => string | undefined = () => undefined,
): ForeignModel {
  const uses = textIn(fields.get('uses'));
  if (uses !== undefined) {
    return { tool: 'Continue', title: uses, provider: uses, refusal: 'hub' };
  }
  const provider = textIn(fields.get('provider')) ?? '';
  const env = fieldsOf(fields.get('env'));
  const deployment = textIn(env?.get('deployment')) ?? textIn(fields.get('engine'));
  const named = textIn(fields.get('model'));
  const model = deployment ?? (named === 'AUTODETECT' ? undefined : named);
  const address = textIn(fields.get('apiBase'), ADDRESS_MAX) ?? usualAddress(provider, model);
  const key = keyOf(fields.get('apiKey'), secrets, ofName);
  return {
    tool: 'Continue',
    title: textIn(fields.get(titleField)) ?? named ?? provider,
    provider,
    ...(model === undefined ? {} : { model }),
    ...(address === undefined ? {} : { address }),
    ...(key === undefined ? {} : { key: () => key }),
    ...(hasHeaders(fields) ? { hasHeaders: true } : {}),
    ...(isForChat(fields) ? {} : { refusal: 'not-chat' as const }),
  };
}

function usualAddress(provider: string, model = ''): string | undefined {
  if (provider === 'mistral' && model.startsWith('codestral')) return CODESTRAL;
  return Object.hasOwn(ADDRESSES, provider) ? ADDRESSES[provider] : undefined;
}

function hasHeaders(fields: Fields): boolean {
  const headers = fieldsOf(fields.get('requestOptions'))?.get('headers');
  return typeof headers === 'object' && headers !== null && Object.keys(headers).length > 0;
}

/** Without roles a model is for all of them. */
function isForChat(fields: Fields): boolean {
  const roles: unknown = fields.get('roles');
  return !Array.isArray(roles) || roles.length === 0 || roles.includes('chat');
}

/** As it is written there, or what it names: `${{ secrets.NAME }}`. */
function keyOf(
  value: unknown,
  secrets: ContinueSecrets,
  ofName: (name: string) => string | undefined,
): string | undefined {
  const text = textIn(value, 4096);
  if (text === undefined) return undefined;
  const name = /^\$\{\{\s*(?:secrets|inputs)\.([\w./-]{1,200})\s*\}\}$/.exec(text)?.[1];
  return keyIn(name === undefined ? (ofName(text) ?? text) : valueOf(lastPart(name), secrets));
}

/** Secrets may carry the path of the block that they belong to. */
const lastPart = (name: string): string => name.split('/').at(-1) ?? name;

function valueOf(name: string, { dotEnv, env }: ContinueSecrets): string | undefined {
  return dotEnv.get(name) ?? (Object.hasOwn(env, name) ? env[name] : undefined);
}
