/*
 * What other programs' configurations are read into, before it is known whether it fits: one
 * service with a model, as that program calls it. Their files are strangers' words: fields of a
 * wrong type are as if they were not there, and names that nobody could read are left out.
 */

export type Tool = 'Continue' | 'Cline' | 'Roo Code';

export type ForeignModel = {
  readonly tool: Tool;
  /** What the person called it there. */
  readonly title: string;
  /** The service, as the program calls it. */
  readonly provider: string;
  readonly model?: string;
  readonly address?: string;
  readonly key?: () => string;
  /** It sends more with each question than Steadfast does. */
  readonly hasHeaders?: boolean;
  /** Why the program itself could not be asked for it. */
  readonly refusal?: 'hub' | 'account' | 'not-chat';
};

/** More than anybody has; a file with more is not somebody's configuration. */
export const MODELS_MAX = 200;

export type Fields = { readonly get: (name: string) => unknown };

/** The own fields of an object by name, whatever its case; undefined for anything else. */
export function fieldsOf(value: unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const fields = new Map(
    Object.entries(value as Record<string, unknown>).map(([name, field]) => [
      name.toLowerCase(),
      field,
    ]),
  );
  return { get: (name) => fields.get(name.toLowerCase()) };
}

/** A text that can be shown and stored; anything else is no text. */
export function textIn(value: unknown, lengthMax = 200): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' || text.length > lengthMax || /\p{C}/u.test(text) ? undefined : text;
}

export const ADDRESS_MAX = 2048;
