/*
 * Ollama on this computer, on its own wire: only there it can be told how large a window to open,
 * and asked what is loaded. A key is needed only behind a proxy or at ollama.com.
 * Source: docs/api.md of ollama/ollama, and recorded answers.
 */
import { OPTIONAL_BEARER, type Preset } from './preset.ts';

export const ollama = {
  kind: 'ollama',
  label: 'Ollama',
  wire: 'ollama.chat',
  baseUrl: 'http://127.0.0.1:11434',
  key: OPTIONAL_BEARER,
  needsKey: false,
  family: 'origin',
  upstream: { by: 'family' },
  isLocal: 'loopback',
  ollama: { effortModels: /^(?:[^/]+\/)*gpt-oss\b/ },
  suggestedModels: [],
  // Run at ollama.com; the server on this computer only passes the question on.
  remoteModels: /[:-]cloud$/,
} as const satisfies Preset;
