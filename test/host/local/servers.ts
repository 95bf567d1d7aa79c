/*
 * A server as it is found on this computer.
 */
import type { LocalServer } from '../../../src/providers/index.ts';

export function server(label: string, ...models: string[]): LocalServer {
  return { kind: 'ollama', label, baseUrl: `http://127.0.0.1:${1000 + label.length}`, models };
}
