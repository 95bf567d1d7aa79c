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

type Origin = {
  readonly paths: readonly string[];
  readonly uri?: string;
  readonly from?: number;
};

/**
 * `paths`: all names that the piece stands for. `uri`: where it is, which may say more than its
 * name. `from`: the number of its first line.
 */
export function judged(
  piece: ContextPiece,
  { paths, uri = '', from = 1 }: Origin,
  l10n: L10n,
): Judged {
  const named = paths.find(hasSecretName) ?? (hasSecretName(uri) ? paths[0] : undefined);
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
