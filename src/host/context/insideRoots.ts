/*
 * Whether a file lies in the workspace: by its name, and by where it really is once every link on
 * the way is followed (CVE-2025-58373). Refused: names that are not plain, links that lead out,
 * what is not there. Both are asked again after reading, so that a link swapped meanwhile is
 * noticed. Knows no editor: names come apart as `vscode.Uri` has them.
 */
import { isPlainPath } from './plainPath.ts';

export type Address = {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
};

export type Root<A extends Address = Address> = { readonly uri: A; readonly name: string };

export type PlacePorts<A extends Address> = {
  readonly roots: () => readonly Root<A>[];
  readonly isWindows: boolean;
  /** The same file without any link on the way; undefined where it is not there. */
  readonly real: (uri: A) => Promise<A | undefined>;
};

export type Place<A extends Address> =
  | { readonly isIn: true; readonly root: Root<A>; readonly path: string; readonly real: A }
  | { readonly isIn: false; readonly why: 'outside' | 'link' | 'gone' };

export async function placeOf<A extends Address>(ports: PlacePorts<A>, uri: A): Promise<Place<A>> {
  const named = ports
    .roots()
    .flatMap((root) => {
      const path = pathBelow(root.uri, uri, ports.isWindows);
      return path === undefined ? [] : [{ root, path }];
    })
    .toSorted((a, b) => a.path.length - b.path.length)[0];
  if (named === undefined) return { isIn: false, why: 'outside' };
  const { root, path } = named;
  if (path !== '' && !isPlainPath(path, ports.isWindows)) return { isIn: false, why: 'outside' };
  const [real, ...tops] = await Promise.all([
    ports.real(uri),
    ...ports.roots().map((other) => ports.real(other.uri)),
  ]);
  if (real === undefined) return { isIn: false, why: 'gone' };
  const isIn = tops.some(
    (top) => top !== undefined && pathBelow(top, real, ports.isWindows) !== undefined,
  );
  return isIn ? { isIn, root, path, real } : { isIn, why: 'link' };
}

/** The way from `top` down to `uri`; `''` for the same, undefined for anything not below. */
export function pathBelow(top: Address, uri: Address, isWindows: boolean): string | undefined {
  if (top.scheme !== uri.scheme || top.authority !== uri.authority) return undefined;
  const fold = (path: string): string => (isWindows ? path.toLowerCase() : path);
  const from = top.path.replace(/\/+$/, '');
  if (fold(uri.path).replace(/\/+$/, '') === fold(from)) return '';
  return fold(uri.path).startsWith(`${fold(from)}/`) ? uri.path.slice(from.length + 1) : undefined;
}
