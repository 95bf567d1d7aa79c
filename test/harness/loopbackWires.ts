// What a loopback provider speaks: for each wire the paths of question and model list, the form of the
// list, and short answers to what else a client may ask. The answers themselves are recordings.
// Ids and limits are the test's; everything around them is as the vendors document it.

/** `played`: whatever is asked, the recording is the answer. */
export type LoopbackWire = 'openai' | 'anthropic' | 'gemini' | 'ollama' | 'played';

/** An id, or an entry of the list with more to say. */
export type ListedModel = string | { readonly id: string; readonly [field: string]: unknown };

export interface WireSide {
  /** What stands behind the origin in a base URL. */
  readonly base: string;
  readonly chat: RegExp;
  readonly models: RegExp;
  list(models: readonly ListedModel[]): unknown;
  /** Other questions by path, with their answers. */
  readonly others: Readonly<Record<string, unknown>>;
}

const entries = (models: readonly ListedModel[]) =>
  models.map((model) => (typeof model === 'string' ? { id: model } : model));

export const loopbackWires: Readonly<Record<LoopbackWire, WireSide>> = {
  openai: {
    base: '/v1',
    chat: /\/(?:chat\/completions|responses)$/,
    models: /\/models$/,
    list: (models) => {
      const all = { object: 'model', created: 1, owned_by: 'loopback' };
      return { object: 'list', data: entries(models).map((model) => ({ ...all, ...model })) };
    },
    others: {},
  },
  anthropic: {
    base: '/v1',
    chat: /\/messages$/,
    models: /\/models$/,
    list: (models) => {
      const all = { type: 'model', created_at: '2025-09-29T00:00:00Z' };
      const data = entries(models).map((model) => ({ ...all, display_name: model.id, ...model }));
      return { data, has_more: false, first_id: data[0]?.id, last_id: data.at(-1)?.id };
    },
    others: {},
  },
  gemini: {
    base: '/v1beta',
    chat: /:streamGenerateContent$/,
    models: /\/models$/,
    list: (models) => ({
      models: entries(models).map(({ id, ...more }) => ({
        name: `models/${id}`,
        displayName: id,
        supportedGenerationMethods: ['generateContent', 'countTokens'],
        ...more,
      })),
    }),
    others: {},
  },
  ollama: {
    base: '',
    chat: /\/api\/chat$/,
    models: /\/api\/tags$/,
    list: (models) => ({
      models: entries(models).map(({ id, ...more }) => ({ name: id, model: id, ...more })),
    }),
    others: { '/api/ps': { models: [] }, '/api/show': { model_info: {}, capabilities: [] } },
  },
  played: { base: '/v1', chat: /^/, models: /(?!)/, list: () => ({}), others: {} },
};
