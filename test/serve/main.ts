/*
 * `npm run serve -- --config FILE [--port N]`: starts the endpoint and prints its address as the one
 * line on standard output. Ctrl-C ends it. Exit 2: the arguments or the file are wrong, and why.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { composeServed } from './composeServed.ts';
import { BadConfig, readConfig } from './config.ts';
import type { ServeConfig } from './config.ts';
import { startEndpoint } from './server.ts';

const USAGE = 'Usage: npm run serve -- --config FILE [--port N]';

async function main(): Promise<void> {
  const { file, port } = argumentsOf();
  const config = configOf(file);
  if (!config.settings.providers.some(({ armed, enabled }) => armed && enabled)) {
    process.stderr.write('No provider is armed: "auto" has nobody to ask. Set "armed": true.\n');
  }
  const endpoint = await startEndpoint(composeServed(config), port).catch((error: unknown) =>
    fail(`--port ${port} cannot be used: ${wordsOf(error)}. Choose another, or leave it out.`),
  );
  process.stdout.write(`${endpoint.origin}/v1\n`);
  const end = (): void => void endpoint.close().then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

function argumentsOf(): { file: string; port: number } {
  try {
    const options = { config: { type: 'string' }, port: { type: 'string' } } as const;
    const { values } = parseArgs({ options });
    const port = Number(values.port ?? 0);
    if (values.config === undefined) return fail('--config is missing.', USAGE);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      return fail(`--port is ${values.port}: give a number from 0 to 65535.`, USAGE);
    }
    return { file: values.config, port };
  } catch (error) {
    return fail(wordsOf(error), USAGE);
  }
}

function configOf(file: string): ServeConfig {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return fail(`--config ${file} cannot be read: ${wordsOf(error)}`);
  }
  try {
    return readConfig(text);
  } catch (error) {
    if (error instanceof BadConfig)
      return fail(...error.problems.map((line) => `${file}: ${line}`));
    throw error;
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function fail(...lines: string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(2);
}

void main();
