/*
 * Whatever is thrown while a model of another extension is asked → a `ChatError`. The editor's own
 * codes first (consent refused, model gone, blocked), then the names that extensions give their
 * errors, then their words, read as any vendor's are. The cause inside is read as well: there the
 * editor puts what really happened. Sources: the API's documentation of `LanguageModelError`, and
 * the errors that the Copilot extension throws.
 */
import { ChatError, type ErrorKind } from '../../core/index.ts';
import { reportedError } from '../../providers/errors/errorOf.ts';

type Place = { readonly providerId: string; readonly modelId: string };
type Said = { readonly code: string; readonly name: string; readonly message: string };

const CAUSES_MAX = 4;

/** `hasBegun`: parts of the answer had come; what broke then is a cut, unless it says more. */
export function lmError(thrown: unknown, place: Place, hasBegun: boolean): ChatError {
  if (thrown instanceof ChatError) return thrown;
  const said = saidBy(thrown);
  const code = said.map((one) => wordFor(one)).find((word) => word !== '') ?? '';
  const message = said.findLast((one) => one.message !== '')?.message ?? '';
  const digits = /\b(?:failed|error|status|code)\b\D{0,12}([45]\d\d)\b/i.exec(message)?.[1];
  const status = digits === undefined ? undefined : Number(digits);
  const report = (certain?: Certain): ChatError =>
    reportedError(place, { message, code, status }, certain);
  const certain = CERTAIN.find(([fits]) => said.some(fits))?.[1];
  if (certain !== undefined) return report(certain);
  const error = report();
  const isVague = error.kind === 'server' && status === undefined;
  return hasBegun && isVague ? report({ kind: 'cut', what: 'the answer broke off' }) : error;
}

/** The editor's code, else the name that tells this error from others. */
function wordFor({ code, name }: Said): string {
  if (code !== '' && code !== 'Unknown') return code;
  return /^(?:|Error|LanguageModelError)$/.test(name) ? '' : name;
}

type Certain = { readonly kind: ErrorKind; readonly what: string };
type Rule = readonly [(said: Said) => boolean, Certain];

const CERTAIN: readonly Rule[] = [
  [
    ({ code }) => code === 'NoPermissions',
    { kind: 'permission', what: 'Steadfast was not allowed to use it' },
  ],
  [
    ({ code }) => code === 'NotFound',
    { kind: 'model-gone', what: 'the model does not exist there' },
  ],
  [
    ({ name, message }) => name === 'ChatQuotaExceeded' || /quota.?exceeded/i.test(message),
    { kind: 'quota', what: 'the allowance is used up' },
  ],
  [
    ({ code, name, message }) =>
      name === 'ChatRateLimited' || (code === 'Blocked' && /too many|temporar/i.test(message)),
    { kind: 'rate-limit', what: 'too many requests for now' },
  ],
  [({ code }) => code === 'Blocked', { kind: 'quota', what: 'Steadfast is blocked from using it' }],
  [
    ({ message }) => /off[-_ ]?topic|got filtered|filtered by/i.test(message),
    { kind: 'content-filter', what: 'its content policy refused the request' },
  ],
  // Nobody here has cancelled: whoever did took the answer away.
  [
    ({ name, message }) => /^Cancel/i.test(name) || /^cancell?ed$/i.test(message),
    { kind: 'cut', what: 'the answer was called off' },
  ],
];

/** From the outermost to the innermost. */
function saidBy(thrown: unknown): readonly Said[] {
  const found: Said[] = [];
  let next = thrown;
  while (typeof next === 'object' && next !== null && found.length < CAUSES_MAX) {
    const { code, name, message, cause } = next as { readonly [field: string]: unknown };
    const text = (value: unknown): string => (typeof value === 'string' ? value : '');
    found.push({ code: text(code), name: text(name), message: text(message) });
    next = cause;
  }
  return found.length > 0 ? found : [{ code: '', name: '', message: String(thrown) }];
}
