/*
 * Every way in which the endpoint says no, in OpenAI's shape: our own refusals of a request, and the
 * engine's ChatErrors with the status that fits what they mean to a caller.
 * The engine's own words for it travel beside the shape, under `steadfast`, for those who measure.
 */
import { ChatError, errorRecord } from '../../src/core/index.ts';
import type { ErrorKind, ErrorRecord } from '../../src/core/index.ts';

type ErrorBody = {
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly param: string | null;
    readonly code: string | null;
    readonly steadfast?: ErrorRecord & { readonly causes?: readonly ErrorRecord[] };
  };
};

/** The caller's request cannot be served as it is. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
  readonly status: number;
  readonly param: string | null;
  readonly code: string | null;

  constructor(message: string, more: { status?: number; param?: string; code?: string } = {}) {
    super(message);
    this.status = more.status ?? 400;
    this.param = more.param ?? null;
    this.code = more.code ?? null;
  }
}

/** 502: it failed there. 503: not now. 504: too late. 4xx: what the caller, or the person, can mend. */
const STATUS: Record<ErrorKind, number> = {
  connect: 502,
  tls: 502,
  proxy: 502,
  server: 502,
  overloaded: 503,
  'request-timeout': 504,
  conflict: 409,
  upstream: 502,
  protocol: 502,
  silent: 504,
  stall: 504,
  'slow-drip': 504,
  cut: 502,
  truncated: 502,
  empty: 502,
  degenerate: 502,
  'rate-limit': 429,
  'too-large-per-minute': 429,
  quota: 429,
  auth: 401,
  region: 403,
  permission: 403,
  loading: 503,
  'no-memory': 503,
  'model-gone': 404,
  unsupported: 400,
  invalid: 400,
  'too-large': 413,
  'context-length': 400,
  'tool-use-failed': 400,
  'content-filter': 400,
  aborted: 499, // As nginx logs it; nobody is left to read it.
  deadline: 504,
  exhausted: 503,
  rejected: 503,
  budget: 429,
  offline: 503,
};

/** The codes that OpenAI's own clients look for. */
const CODES: Partial<Record<ErrorKind, string>> = {
  'rate-limit': 'rate_limit_exceeded',
  quota: 'insufficient_quota',
  budget: 'insufficient_quota',
  auth: 'invalid_api_key',
  'model-gone': 'model_not_found',
  'context-length': 'context_length_exceeded',
  'content-filter': 'content_filter',
};

export type Refused = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ErrorBody;
};

export function refused(error: unknown): Refused {
  if (error instanceof ChatError) return ofEngine(error);
  if (error instanceof BadRequest) {
    const { status, message, param, code } = error;
    return { status, headers: {}, body: { error: { message, type: typeOf(status), param, code } } };
  }
  const message = `Steadfast failed: ${error instanceof Error ? error.message : String(error)}`;
  const body: ErrorBody = { error: { message, type: 'server_error', param: null, code: 'bug' } };
  return { status: 500, headers: {}, body };
}

function ofEngine(error: ChatError): Refused {
  const kind = kindFor(error);
  const status = STATUS[kind];
  const causes = error.causes.map(errorRecord);
  const steadfast = { ...errorRecord(error), ...(causes.length === 0 ? {} : { causes }) };
  const { message, retryAfterMs } = error;
  const code = CODES[kind] ?? kind.replaceAll('-', '_');
  return {
    status,
    headers:
      retryAfterMs === undefined ? {} : { 'retry-after': `${Math.ceil(retryAfterMs / 1000)}` },
    body: { error: { message, type: typeOf(status), param: null, code, steadfast } },
  };
}

/** Where everybody said the same, that is what happened; else it is that nobody was left. */
function kindFor({ kind, causes }: ChatError): ErrorKind {
  const [first] = causes;
  if (kind !== 'exhausted' || first === undefined) return kind;
  return causes.every((cause) => cause.kind === first.kind) ? first.kind : kind;
}

function typeOf(status: number): string {
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  if (status === 429) return 'rate_limit_error';
  return status < 500 ? 'invalid_request_error' : 'server_error';
}
