// One VS Code server on loopback: started, its port known, its output kept, ended with all its children.
// Without the driver flag it is what a person sees; with it, the extension development and test
// payload works, but notifications and modal dialogs stay hidden.
// The environment given here is what the extension host sees as process.env.
// It installs no server (see test/run/server.mjs) and opens no browser.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverPaths } from '../run/server.mjs';
import { placeInstalled } from './installedOnce.ts';
import { endGroup, ownGroup } from './processGroup.ts';
import type { Sandbox } from './sandbox.ts';

export interface ServerOptions {
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** `--enable-smoke-test-driver`: needed for the payload, wrong for everything a person sees. */
  readonly withDriver?: boolean;
  /** Folders are not trusted before a person says so. */
  readonly withTrust?: boolean;
  /** A packed extension to install before the start. */
  readonly vsix?: string;
  /** A file with a secret that browsers must show; without it anyone on this computer may connect. */
  readonly tokenFile?: string;
  readonly readyMaxMs?: number;
}

export interface Server {
  readonly port: number;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Process id of the server, which is its process group too. */
  readonly pid: number;
  /** Resolves with the exit code, however the server ended. */
  readonly exited: Promise<number>;
  /** What it has printed so far (the last 200 kB). */
  output(): string;
  end(): Promise<void>;
}

const outputMax = 200_000;
// Ends the whole group when this process is gone, kill -9 included: its end of the pipe closes then.
const leash = 'exec 3<&0; (cat <&3; kill -KILL 0) >/dev/null 2>&1 & exec "$@" 3<&- </dev/null';
const fixedFlags = (
  '--host 127.0.0.1 --port 0 --accept-server-license-terms ' +
  '--disable-telemetry --disable-getting-started-override ' +
  '--force-disable-user-env --log info'
).split(' ');

export async function startServer(sandbox: Sandbox, options: ServerOptions = {}): Promise<Server> {
  const { vsix } = options;
  if (vsix !== undefined) {
    await placeInstalled(sandbox.extensionsDir, vsix, (dir) =>
      installVsix(sandbox.serverDir, dir, vsix),
    );
  }
  const args = [
    ...fixedFlags,
    ...(options.tokenFile === undefined
      ? ['--without-connection-token']
      : ['--connection-token-file', options.tokenFile]),
    ...folders(sandbox),
    ...(options.withTrust === true ? [] : ['--disable-workspace-trust']),
    ...(options.withDriver === true ? ['--enable-smoke-test-driver'] : []),
  ];
  const { child, pid, output, exited } = runServer(args, options.env);
  const listening = /Extension host agent listening on (\d+)/;
  const stopAtMs = performance.now() + (options.readyMaxMs ?? 60_000);
  let port = 0;
  while (port === 0) {
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > stopAtMs) {
      await endGroup(pid);
      throw new Error(`The VS Code server did not start. It said:\n${output().slice(-3000)}`);
    }
    await sleep(25);
    port = Number(listening.exec(output())?.[1] ?? 0);
  }
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    pid,
    exited,
    output,
    end: () => endGroup(pid),
  };
}

/** Installs a packed extension into a folder of extensions; no server needs to run. */
async function installVsix(serverDir: string, extensionsDir: string, vsix: string): Promise<void> {
  const box = { serverDir, extensionsDir };
  const { output, exited } = runServer(['--install-extension', vsix, ...folders(box)]);
  // The command says "failed" and still ends with 0 for some broken packages.
  if ((await exited) !== 0 || !/successfully installed/.test(output())) {
    throw new Error(`${vsix} could not be installed:\n${output().slice(-3000)}`);
  }
}

function folders({ serverDir, extensionsDir }: Pick<Sandbox, 'serverDir' | 'extensionsDir'>) {
  return ['--server-data-dir', serverDir, '--extensions-dir', extensionsDir];
}

function runServer(args: readonly string[], env: ServerOptions['env'] = {}) {
  const { node, entry } = serverPaths();
  const child = spawn('sh', ['-c', leash, 'sh', node, entry, ...args], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...cleanEnv(), ...env },
  });
  // Lets the leash go, which otherwise would outlive a server that ended by itself.
  child.once('exit', () => child.stdin.destroy());
  child.stdin.on('error', () => {});
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      text = (text + chunk).slice(-outputMax);
    });
  }
  const exited = once(child, 'close').then(([code]) => (code as number | null) ?? 1);
  return { child, pid: ownGroup(child), output: () => text, exited };
}

/** A VS Code terminal around us would leak its own server's variables and stop this one's start. */
function cleanEnv(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|CODE_SERVER_|NODE_OPTIONS$)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    // Without this the server asks an extension gallery on the network.
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
  };
}
