/*
 * What other programs have set up → offers: their name of a service becomes a kind and an address
 * of ours, models of one service with one key become one offer. What does not fit is refused with
 * its reason. A key goes only where the program sent it: an address of its own stays one, and a
 * default that differs from ours is written out. Pure.
 */
import type { PresetKind } from '../../providers/index.ts';
import type { L10n } from '../l10n.ts';
import type { ForeignModel, Tool } from './foreignModel.ts';
import { standingOf, type Findings, type Offer, type PresentEntry, type Refusal } from './offer.ts';
import { ownPlace, placeAt, type Place } from './placeAt.ts';

/** Per tool, in its order. */
export type ForeignFindings = Findings & { readonly tool: Tool };

/** The programs' names of services that have a preset here. */
const KINDS: Readonly<Record<string, PresetKind>> = {
  openai: 'openai',
  'openai-native': 'openai',
  'openai-compatible': 'openai',
  anthropic: 'anthropic',
  gemini: 'gemini',
  openrouter: 'openrouter',
  azure: 'azure',
  mistral: 'mistral',
  deepseek: 'deepseek',
  xai: 'xai',
  groq: 'groq',
  together: 'together',
  togetherai: 'together',
  fireworks: 'fireworks',
  cerebras: 'cerebras',
  perplexity: 'perplexity',
  moonshot: 'moonshot',
  zai: 'zai',
  'zai-coding-plan': 'zai',
  qwen: 'alibaba',
  huggingface: 'huggingface',
  ollama: 'ollama',
  lmstudio: 'lmstudio',
  'llama.cpp': 'llamacpp',
  vllm: 'vllm',
  litellm: 'litellm',
};

/** Where these are asked when no address is written, which is not where the preset is. */
const ADDRESSES: Readonly<Record<string, string>> = {
  'zai-coding-plan': 'https://api.z.ai/api/coding/paas/v4',
  qwen: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
};

/** Services without a preset that speak OpenAI's Chat Completions; from the programs' sources. */
const COMPATIBLE: Readonly<Record<string, string>> = {
  baseten: 'https://inference.baseten.co/v1',
  deepinfra: 'https://api.deepinfra.com/v1/openai',
  docker: 'http://localhost:12434/engines/v1',
  doubao: 'https://ark.cn-beijing.volces.com/api/v3',
  inception: 'https://api.inceptionlabs.ai/v1',
  lemonade: 'http://localhost:8000/api/v1',
  llamafile: 'http://localhost:8080/v1',
  nebius: 'https://api.studio.nebius.ai/v1',
  nous: 'https://inference-api.nousresearch.com/v1',
  novita: 'https://api.novita.ai/v3/openai',
  nvidia: 'https://integrate.api.nvidia.com/v1',
  ovhcloud: 'https://oai.endpoints.kepler.ai.cloud.ovh.net/v1',
  requesty: 'https://router.requesty.ai/v1',
  sambanova: 'https://api.sambanova.ai/v1',
  scaleway: 'https://api.scaleway.ai/v1',
  siliconflow: 'https://api.siliconflow.cn/v1',
  'text-gen-webui': 'http://localhost:5000/v1',
  unbound: 'https://api.getunbound.ai/v1',
  venice: 'https://api.venice.ai/api/v1',
  'vercel-ai-gateway': 'https://ai-gateway.vercel.sh/v1',
};

/** Signed in to with an account or a cloud's own signature; there is no key to carry over. */
const ACCOUNTS = new Set(
  (
    'cline cline-pass roo openai-codex openai-codex-cli claude-code qwen-code gemini-cli oca ' +
    'github-copilot continue-proxy free-trial bedrock bedrockimport sagemaker vertex vertexai ' +
    'watsonx sapaicore'
  ).split(' '),
);

export function foreignFindings(
  tool: Tool,
  models: readonly ForeignModel[],
  present: readonly PresentEntry[],
  l10n: L10n,
): ForeignFindings {
  const groups = new Map<string, Group>();
  const refusals: Refusal[] = [];
  for (const model of models) {
    const placed = placeOf(model, l10n);
    if (!placed.ok) {
      refusals.push({ label: model.title, source: model.provider, why: placed.problem });
      continue;
    }
    const name = JSON.stringify([placed.kind, placed.baseUrl, model.key?.() ?? '']);
    const group = groups.get(name) ?? { place: placed, members: [] };
    group.members.push(model);
    groups.set(name, group);
  }
  const offers = [...groups.values()].map((group) => offerOf(group, present, l10n));
  return { tool, offers, refusals };
}

type Group = {
  readonly place: Extract<Place, { ok: true }>;
  readonly members: ForeignModel[];
};

function placeOf(model: ForeignModel, l10n: L10n): Place {
  const refuse = (problem: string): Place => ({ ok: false, problem });
  const name = model.provider.toLowerCase();
  if (model.refusal === 'hub') {
    return refuse(l10n.t("It stands on Continue's hub, not on this computer."));
  }
  if (model.refusal === 'not-chat') return refuse(l10n.t('It is not for chat.'));
  if (name === 'vscode-lm') {
    return refuse(l10n.t('Add it with "Add Provider", as a model of other extensions.'));
  }
  if (model.refusal === 'account' || ACCOUNTS.has(name)) {
    return refuse(l10n.t('It is signed in to with an account, not with a key.'));
  }
  const address = model.address ?? ownField(ADDRESSES, name) ?? ownField(COMPATIBLE, name);
  const kind =
    ownField(KINDS, name) ?? (Object.hasOwn(COMPATIBLE, name) ? 'compatible' : undefined);
  if (kind === undefined) {
    return refuse(l10n.t('Steadfast does not know how "{0}" is asked.', model.provider));
  }
  const place = address === undefined ? ownPlace(kind) : placeAt(kind, address);
  return place ?? refuse(l10n.t('It has no address.'));
}

function offerOf({ place, members }: Group, present: readonly PresentEntry[], l10n: L10n): Offer {
  const { kind, baseUrl, label } = place;
  const [first] = members;
  const models = members.map(({ model }) => model).filter((model) => model !== undefined);
  const standing = standingOf({ baseUrl, hasKey: first?.key !== undefined }, present);
  return {
    kind,
    label,
    baseUrl,
    models: [...new Set(models)],
    source: [...new Set(members.map(({ title }) => title))].join(', ').slice(0, 200),
    standing,
    isSuggested: standing.is !== 'there',
    ...(first?.key === undefined ? {} : { key: first.key }),
    ...(members.some(({ hasHeaders }) => hasHeaders === true)
      ? { note: l10n.t('Headers that were set for it there are not sent.') }
      : {}),
  };
}

function ownField<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
