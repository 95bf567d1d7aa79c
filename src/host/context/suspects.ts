/*
 * Pieces that may hold a secret, by name or by what stands in them, and the words for it. Nothing
 * marked here is sent before the person was asked by name.
 * It never repeats the secret.
 */
import type { ContextPiece } from '../../core/index.ts';
import type { L10n } from '../l10n.ts';
import { hasSecretName } from './secretNames.ts';
import { secretPlaces, type SecretReason } from './secretText.ts';

export type Judged = {
  readonly piece: ContextPiece;
  /** Why it may hold a secret: `.env (by its name)`. */
  readonly suspect?: string;
};

/** `paths`: all names that the piece stands for. `from`: the number of its first line. */
export function judged(
  piece: ContextPiece,
  { paths, from = 1 }: { readonly paths: readonly string[]; readonly from?: number },
  l10n: L10n,
): Judged {
  const named = paths.find(hasSecretName);
  if (named !== undefined) {
    return { piece, suspect: l10n.t('{0}: by its name', named) };
  }
  const [first] = secretPlaces(piece.text);
  if (first === undefined) return { piece };
  const name = paths[0] ?? piece.name;
  const why = reasonWords(first.reason, l10n);
  return { piece, suspect: l10n.t('{0}, line {1}: {2}', name, from + first.line - 1, why) };
}

function reasonWords(reason: SecretReason, { t }: L10n): string {
  switch (reason) {
    case 'private-key':
      return t('a private key');
    case 'key-shape':
      return t('looks like a key');
    case 'assignment':
      return t('a value that looks like a secret');
    case 'password-in-url':
      return t('a password in an address');
  }
}
