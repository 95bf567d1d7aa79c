/*
 * Reads a file of the workspace for good: links are followed first and the real file is opened
 * without following another, and where it lies is asked once more after reading. Bounded before
 * a byte is read; anything but a plain file (a pipe, a device) is refused unopened.
 * Files that are not on this disk are read by the editor, which has no links to swap.
 */
import { constants, promises as fs } from 'node:fs';
import * as vscode from 'vscode';
import { placeOf, type Place, type PlacePorts } from './insideRoots.ts';
import type { Why } from './look.ts';
import { FILE_BYTES_MAX } from './refusals.ts';

export const placePorts: PlacePorts<vscode.Uri> = {
  roots: () => vscode.workspace.workspaceFolders ?? [],
  isWindows: process.platform === 'win32',
  real: (uri) => (uri.scheme === 'file' ? realOnDisk(uri) : realElsewhere(uri)),
};

export const whereIs = (uri: vscode.Uri): Promise<Place<vscode.Uri>> => placeOf(placePorts, uri);

async function realOnDisk(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
  return await fs.realpath(uri.fsPath).then(
    (path) => vscode.Uri.file(path),
    () => undefined,
  );
}

/** There a link cannot be followed, only seen: one on the way leads nowhere in the workspace. */
async function realElsewhere(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
  const segments = uri.path.split('/');
  const top = (vscode.workspace.workspaceFolders ?? []).find((folder) =>
    uri.path.startsWith(`${folder.uri.path.replace(/\/$/, '')}/`),
  );
  const from = top?.uri.path.replace(/\/$/, '').split('/').length ?? segments.length;
  for (let end = from + 1; end <= segments.length; end += 1) {
    const part = uri.with({ path: segments.slice(0, end).join('/') });
    const type = await typeOf(part);
    if (type === undefined) return undefined;
    if ((type & vscode.FileType.SymbolicLink) !== 0) return uri.with({ path: '/' });
  }
  return uri;
}

async function typeOf(uri: vscode.Uri): Promise<vscode.FileType | undefined> {
  return await vscode.workspace.fs.stat(uri).then(
    (found) => found.type,
    () => undefined,
  );
}

export async function readPlace(uri: vscode.Uri): Promise<Uint8Array | Why> {
  const place = await whereIs(uri);
  if (!place.isIn) return place.why;
  const read = place.real.scheme === 'file' ? readOnDisk : readElsewhere;
  const bytes = await read(place.real).catch((): Why => 'gone');
  if (typeof bytes === 'string') return bytes;
  const after = await whereIs(uri);
  return after.isIn && after.real.toString() === place.real.toString() ? bytes : 'link';
}

async function readOnDisk(real: vscode.Uri): Promise<Uint8Array | Why> {
  const before = await fs.lstat(real.fsPath);
  if (!before.isFile()) return 'not-a-file';
  if (before.size > FILE_BYTES_MAX) return 'large';
  // Windows knows no such flag; there realpath and the second look have to do.
  const noFollow = (constants.O_NOFOLLOW as number | undefined) ?? 0;
  const handle = await fs.open(real.fsPath, constants.O_RDONLY | noFollow);
  try {
    const now = await handle.stat();
    if (!now.isFile() || now.ino !== before.ino) return 'link';
    const room = Buffer.alloc(FILE_BYTES_MAX + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(room, length, room.length - length, length);
      length += bytesRead;
      if (length > FILE_BYTES_MAX) return 'large';
      if (bytesRead === 0) return room.subarray(0, length);
    }
  } finally {
    await handle.close();
  }
}

async function readElsewhere(uri: vscode.Uri): Promise<Uint8Array | Why> {
  const found = await vscode.workspace.fs.stat(uri);
  if ((found.type & vscode.FileType.File) === 0) return 'not-a-file';
  if (found.size > FILE_BYTES_MAX) return 'large';
  return await vscode.workspace.fs.readFile(uri);
}
