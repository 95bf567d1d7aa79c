/*
 * Bodies as vendors document and report them, beyond the recorded ones, and the kind each must be.
 * A line is status, body, kind; `0` is an error inside a 200.
 */
import assert from 'node:assert/strict';
import type { ErrorKind } from '../../../src/core/index.ts';
import { classify } from '../../../src/providers/errors/classify.ts';
import { bodyError, statusError } from '../../../src/providers/errors/errorOf.ts';
import { vendorErrorOf } from '../../../src/providers/errors/vendorError.ts';

type Case = readonly [number, unknown, ErrorKind];
const error = (message: string, more: object = {}): object => ({ error: { message, ...more } });
const mistral = (message: unknown, more: object = {}): object => ({
  object: 'error',
  message,
  ...more,
});
const xai = (code: string, text: string): object => ({ code, error: text });

const KEYS: readonly Case[] = [
  [
    400,
    xai(
      'Client specified an invalid argument',
      'Incorrect API key provided: xa***en. You can obtain an API key from https://console.x.ai.',
    ),
    'auth',
  ],
  [401, { detail: 'Unauthorized' }, 'auth'],
  [401, { message: 'Unauthorized', request_id: 'abc' }, 'auth'],
  [401, '<html><head><title>401 Authorization Required</title></head></html>', 'auth'],
  [401, '', 'auth'],
  [
    401,
    {
      message: 'Wrong API Key',
      type: 'invalid_request_error',
      param: 'api_key',
      code: 'wrong_api_key',
    },
    'auth',
  ],
  [
    400,
    error('API key not valid. Please pass a valid API key.', {
      code: 400,
      status: 'INVALID_ARGUMENT',
      details: [{ '@type': 'x/ErrorInfo', reason: 'API_KEY_INVALID' }],
    }),
    'auth',
  ],
  [400, [error('API key not valid.', { code: 400, status: 'INVALID_ARGUMENT' })], 'auth'],
  [403, error('Your organization has been disabled.', { type: 'invalid_request_error' }), 'auth'],
  [
    403,
    error('Country, region, or territory not supported', {
      code: 'unsupported_country_region_territory',
    }),
    'region',
  ],
  [403, error('No access to model: openai/gpt-5', { code: 'no_access' }), 'permission'],
  [403, '', 'permission'],
  [
    404,
    error('No endpoints found matching your data policy (Free model publication).', { code: 404 }),
    'permission',
  ],
];

const MONEY: readonly Case[] = [
  [
    429,
    xai(
      'Some resource has been exhausted',
      'Your team x has either used all available credits or reached its monthly spending limit. To continue, please purchase more credits or raise your spending limit.',
    ),
    'quota',
  ],
  [
    403,
    xai(
      'The caller does not have permission',
      "Your newly created team doesn't have any credits yet.",
    ),
    'quota',
  ],
  [
    400,
    error('Your credit balance is too low to access the API.', { type: 'invalid_request_error' }),
    'quota',
  ],
  [429, error('x', { code: 'project_spend_limit_exceeded' }), 'quota'],
  [429, error('x', { code: 'enforced_spend_limit_reached' }), 'quota'],
  [429, error('x', { code: 'organization_usage_limit_exceeded' }), 'quota'],
  [
    400,
    error('Budget has been exceeded! Current cost: 0.5, Max budget: 0.4', {
      type: 'budget_exceeded',
      code: '400',
    }),
    'quota',
  ],
  [
    412,
    error('Account acme is suspended, possibly due to reaching the monthly spending limit'),
    'quota',
  ],
  [
    429,
    error('Insufficient balance or no resource package. Please recharge.', { code: '1113' }),
    'quota',
  ],
  [
    400,
    {
      code: 'Arrearage',
      message: 'Access denied, please make sure your account is in good standing.',
    },
    'quota',
  ],
  [
    429,
    error(
      'Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day',
      { code: 429 },
    ),
    'quota',
  ],
  [
    429,
    error(
      'Rate limit of 50 per 86400s exceeded for UserByModelByDay. Please wait 41923 seconds before retrying.',
      { code: 'RateLimitReached' },
    ),
    'quota',
  ],
  [
    429,
    error('You exceeded your current quota. Please retry in 33s.', {
      details: [
        { violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier' }] },
        { '@type': 't/google.rpc.RetryInfo', retryDelay: '33s' },
      ],
    }),
    'quota',
  ],
  [
    429,
    error(
      'You exceeded your current quota, please check your plan and billing details. Please retry in 48.9s.',
      { status: 'RESOURCE_EXHAUSTED' },
    ),
    'rate-limit',
  ],
  [
    402,
    error('Too many requests in flight', {
      code: 402,
      metadata: { limit_source: 'openrouter_in_flight_budget' },
    }),
    'rate-limit',
  ],
];

const LIMITS: readonly Case[] = [
  [
    413,
    error(
      'Request too large for model `x` on tokens per minute (TPM): Limit 6000, Requested 25053, please reduce your message size and try again.',
      { type: 'tokens', code: 'rate_limit_exceeded' },
    ),
    'too-large-per-minute',
  ],
  [
    0,
    error('Request too large for gpt-4o on tokens per min (TPM): Limit 30000, Requested 31538.', {
      code: 'rate_limit_exceeded',
    }),
    'too-large-per-minute',
  ],
  [
    429,
    error(
      'Limit 100000, Used 99950, Requested 1200 tokens per day (TPD). Please try again in 16m33.6s.',
      { type: 'tokens', code: 'rate_limit_exceeded' },
    ),
    'rate-limit',
  ],
  [
    429,
    error(
      'Requests have exceeded token rate limit of your current OpenAI S0 pricing tier. Please retry after 26 seconds.',
      { code: '429' },
    ),
    'rate-limit',
  ],
  [429, error("This model's maximum context length is 8192 tokens", { code: 429 }), 'rate-limit'],
  [
    429,
    error('No deployments available for selected model, Try again in 60 seconds.', { code: '429' }),
    'rate-limit',
  ],
  [429, '<html><title>Too many requests</title></html>', 'rate-limit'],
  [400, error('This request would exceed 30,000 tokens per minute', {}), 'rate-limit'],
  [0, error('Rate limit reached', { code: 'rate_limit_exceeded' }), 'rate-limit'],
  [
    429,
    error('The engine is currently overloaded, please try again later', {
      type: 'engine_overloaded_error',
    }),
    'overloaded',
  ],
  [
    429,
    {
      message: "We're experiencing high traffic right now!",
      type: 'too_many_requests_error',
      code: 'queue_exceeded',
    },
    'overloaded',
  ],
  [498, error('capacity', { code: 'capacity_exceeded' }), 'overloaded'],
  [529, '', 'overloaded'],
  [503, error('Slow Down', { code: 'slow_down' }), 'overloaded'],
  [503, error('Rate limit reached upstream'), 'overloaded'],
];

const MODELS: readonly Case[] = [
  [400, mistral('Invalid model: foo', { type: 'invalid_model', code: '1500' }), 'model-gone'],
  [400, error('Model Not Exist', { code: 'invalid_request_error' }), 'model-gone'],
  [400, error('foo/bar is not a valid model ID', { code: 400 }), 'model-gone'],
  [
    404,
    xai(
      'Some requested entity was not found',
      'The model grok-9 does not exist or your team does not have access to it.',
    ),
    'model-gone',
  ],
  [
    404,
    mistral('The model `x` does not exist.', { type: 'NotFoundError', code: 404 }),
    'model-gone',
  ],
  [
    404,
    error('model "llama9" not found, try pulling it first', { type: 'api_error' }),
    'model-gone',
  ],
  [400, error('Unknown model: gpt-9', { code: 'unknown_model' }), 'model-gone'],
  [404, { error: 'No models loaded. Please load a model.' }, 'model-gone'],
  [404, '404 page not found', 'protocol'],
  [404, '<html><title>Not found</title></html>', 'protocol'],
  [404, error('Invalid URL (POST /v1/chat)'), 'protocol'],
  [405, { detail: 'Method Not Allowed' }, 'protocol'],
  [503, { error: 'Model x/y is currently loading', estimated_time: 20 }, 'loading'],
  [500, error('model requires more system memory (8.4 GiB) than is available'), 'no-memory'],
  [404, error('No endpoints found that support image input', { code: 404 }), 'unsupported'],
  [400, error('registry.ollama.ai/library/x does not support tools'), 'unsupported'],
  [
    422,
    mistral(
      {
        detail: [
          {
            type: 'extra_forbidden',
            loc: ['body', 'stream_options'],
            msg: 'Extra inputs are not permitted',
          },
        ],
      },
      { code: null },
    ),
    'unsupported',
  ],
  [
    400,
    error("Unknown parameter: 'reasoning_effort'.", { code: 'unknown_parameter' }),
    'unsupported',
  ],
  [400, error('"auto" tool choice requires --enable-auto-tool-choice'), 'unsupported'],
  [501, error('Not implemented'), 'unsupported'],
];

const REQUESTS: readonly Case[] = [
  [
    400,
    error('the request exceeds the available context size', {
      type: 'exceed_context_size_error',
      n_prompt_tokens: 9,
      n_ctx: 4,
    }),
    'context-length',
  ],
  [500, error('the request exceeds the available context size', { code: 500 }), 'context-length'],
  [
    400,
    error("This model's maximum prompt length is 131072 but the request contains 537812 tokens."),
    'context-length',
  ],
  [
    422,
    error('Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4097.'),
    'context-length',
  ],
  [
    413,
    error('Request body too large for gpt-4o model. Max size: 8000 tokens.', {
      code: 'tokens_limit_reached',
    }),
    'context-length',
  ],
  [400, error('litellm.ContextWindowExceededError: too much'), 'context-length'],
  [
    400,
    error('<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 30720]', {
      code: 'invalid_parameter_error',
    }),
    'context-length',
  ],
  [
    0,
    error(
      'Trying to keep the first 5000 tokens when context overflows. However, the model is loaded with context length of only 4096 tokens',
    ),
    'context-length',
  ],
  [
    400,
    error(
      'max_tokens is too large: 100000. This model supports at most 16384 completion tokens',
      {},
    ),
    'invalid',
  ],
  [400, error('Content Exists Risk'), 'content-filter'],
  [
    403,
    error('Your input was flagged for "harassment".', {
      code: 403,
      metadata: { reasons: ['harassment'], provider_name: 'Anthropic' },
    }),
    'content-filter',
  ],
  [
    400,
    error('Output data may contain inappropriate content.', { code: 'data_inspection_failed' }),
    'content-filter',
  ],
  [
    400,
    error('Failed to parse', {
      code: 'json_validate_failed',
      failed_generation: 'maximum context length',
    }),
    'tool-use-failed',
  ],
  [
    422,
    mistral({ detail: [{ type: 'missing', loc: ['body'], msg: 'Field required' }] }),
    'invalid',
  ],
  [400, 'Bad Request', 'invalid'],
  [400, '<html><title>400 Bad Request</title></html>', 'protocol'],
  [413, '<html><title>413 Request Entity Too Large</title></html>', 'too-large'],
  [
    400,
    error('Provider returned error', {
      code: 400,
      metadata: { provider_name: 'Nebius', raw: 'ERROR' },
    }),
    'upstream',
  ],
  [
    401,
    error('Provider returned error', {
      code: 401,
      metadata: { provider_name: 'Nebius', raw: '{"error":"bad key"}' },
    }),
    'upstream',
  ],
];

const ILL: readonly Case[] = [
  [408, '', 'request-timeout'],
  [409, '', 'conflict'],
  [407, '', 'proxy'],
  [302, '', 'protocol'],
  [500, { detail: 'boom' }, 'server'],
  [502, '<html>Bad gateway</html>', 'server'],
  [504, '', 'server'],
  [520, '', 'server'],
  [499, '', 'server'],
  [0, error('x'), 'server'],
  [0, { code: 500, msg: '404 NOT_FOUND', success: false }, 'server'],
  [0, error('Insufficient credits', { code: 402 }), 'quota'],
];

describe('what a failure is', () => {
  for (const [status, body, kind] of [
    ...KEYS,
    ...MONEY,
    ...LIMITS,
    ...MODELS,
    ...REQUESTS,
    ...ILL,
  ]) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    it(`${status} ${text.slice(0, 90)} is ${kind}`, () => {
      const place = {
        providerId: 'p',
        modelId: 'm',
        status: status || 200,
        headers: {},
        wallMs: 0,
      };
      const read = status === 0 ? bodyError(place, body) : statusError(place, text);
      assert.equal(read.kind, kind);
    });
  }

  it('a delay within the hour says that a sentence about plans is no verdict on money', () => {
    const vendor = vendorErrorOf(error('You exceeded your current quota'), 0);
    const judge = (retryAfterMs: number | undefined): ErrorKind =>
      classify({ status: 429, vendor, retryAfterMs });
    assert.equal(judge(30_000), 'rate-limit');
    assert.equal(judge(undefined), 'quota');
    assert.equal(judge(40_000_000), 'quota');
  });
});
