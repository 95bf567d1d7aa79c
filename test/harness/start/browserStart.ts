// `npm start` without a desktop VS Code: a browser-served one with this checkout as its extension.
// The checkout is linked into the extensions folder, so a rebuild shows after a reload of the page.
// (The development payload is no way: it needs the driver flag, which hides notifications.)
// Settings, layout and secrets stay between two starts. It opens no browser: the person does.

import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, root } from '../../run/paths.mjs';
import { type Sandbox, makeSandbox } from '../sandbox.ts';
import { startServer } from '../vscodeServer.ts';
import { startSettings } from './startSettings.ts';
import { openFrontDoor } from './frontDoor.ts';
import { keepsakesIn } from './keepsakes.ts';

export interface Started {
  readonly url: string;
  /** Resolves when the server ended by itself. */
  readonly exited: Promise<unknown>;
  end(): Promise<void>;
}

export async function startInBrowser(): Promise<Started> {
  const sandbox = makeSandbox({
    dir: join(cacheDir, 'start'),
    settings: startSettings,
    keepsWhatIsThere: true,
  });
  const keepsakes = keepsakesIn(join(cacheDir, 'start/keepsakes'));
  linkExtension(sandbox);
  const server = await startServer(sandbox, {
    env: { STEADFAST_TRIAL: '1' },
    tokenFile: keepsakes.tokenFile,
  });
  const door = await openFrontDoor({
    serverPort: server.port,
    mintKey: keepsakes.mintKey,
    token: keepsakes.token,
    port: keepsakes.port,
  });
  keepsakes.keepPort(door.port);
  const query = new URLSearchParams({ tkn: keepsakes.token, folder: sandbox.workspace });
  return {
    url: `http://127.0.0.1:${door.port}/?${query.toString()}`,
    exited: server.exited,
    end: async () => {
      await Promise.all([door.close(), server.end()]);
    },
  };
}

function linkExtension({ extensionsDir }: Sandbox): void {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    publisher: string;
    name: string;
    version: string;
  };
  const id = `${manifest.publisher}.${manifest.name}`;
  const relativeLocation = `${id}-${manifest.version}`;
  rmSync(extensionsDir, { recursive: true, force: true });
  mkdirSync(extensionsDir, { recursive: true });
  symlinkSync(root, join(extensionsDir, relativeLocation), 'dir');
  const location = { $mid: 1, path: join(extensionsDir, relativeLocation), scheme: 'file' };
  const entry = { identifier: { id }, version: manifest.version, location, relativeLocation };
  writeFileSync(join(extensionsDir, 'extensions.json'), JSON.stringify([entry]));
}
