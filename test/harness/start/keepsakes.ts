// What one installation of the browser-served VS Code keeps between two starts, in its cache folder:
// the key that the browser encrypts secrets with, the token that opens the server, and the port
// (a browser files secrets and layout under host and port, so a new port would lose them).
// Key and token are random and readable by the owner alone.

import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Keepsakes {
  /** 32 bytes. */
  readonly mintKey: Buffer;
  readonly token: string;
  readonly tokenFile: string;
  /** 0 as long as none was used. */
  readonly port: number;
  keepPort(port: number): void;
}

const keyBytes = 32;

export function keepsakesIn(folder: string): Keepsakes {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const tokenFile = join(folder, 'token');
  const portFile = join(folder, 'port');
  const token = secretFile(tokenFile, () => Buffer.from(randomBytes(keyBytes).toString('hex')));
  return {
    mintKey: secretFile(join(folder, 'mint-key'), () => randomBytes(keyBytes)),
    token: token.toString('utf8'),
    tokenFile,
    port: existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) || 0 : 0,
    keepPort: (port) => writeFileSync(portFile, String(port)),
  };
}

function secretFile(path: string, make: () => Buffer): Buffer {
  const kept = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  // A file that was cut short by a full disk is no key.
  const secret = kept.length >= keyBytes ? kept : make();
  if (secret !== kept) writeFileSync(path, secret, { mode: 0o600 });
  chmodSync(path, 0o600);
  return secret;
}
