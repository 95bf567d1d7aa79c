// What lies on the disk after a journey, byte for byte: everything in its box, in whatever form text
// is written there. Programs and the cache of what was loaded are left out: they hold nobody's words.

import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Sandbox } from './sandbox.ts';

/** The files that hold the text, as UTF-8, UTF-16, Base64 or in hexadecimal digits. */
export function filesWith({ dir }: Sandbox, text: string, under = dir): readonly string[] {
  const wanted = [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    ...base64Of(text),
    Buffer.from(Buffer.from(text).toString('hex')),
  ];
  return readdirSync(under, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readQuietly(file);
      return wanted.some((form) => bytes.includes(form));
    })
    .map((file) => relative(dir, file));
}

/** By where it stands among other bytes there are three ways to write it; ends may differ. */
function base64Of(text: string): readonly Buffer[] {
  return [0, 1, 2].map((before) => {
    const written = Buffer.from(`${'x'.repeat(before)}${text}`).toString('base64');
    return Buffer.from(written.replace(/=+$/, '').slice(before === 0 ? 0 : 4, -2));
  });
}

/** A file may go while the editor runs. */
function readQuietly(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
