/*
 * The question before anything that may be a secret is sent. It names each piece with its reason,
 * and nothing of the secret; without an answer nothing is sent at all.
 * It remembers no answer: the next question asks again.
 */
import * as vscode from 'vscode';

const NAMED_MAX = 12;

/** Undefined: the person wants to look again first. */
export async function askSecrets(
  suspects: readonly string[],
): Promise<'with' | 'without' | undefined> {
  const { l10n } = vscode;
  const without = l10n.t('Send Without Them');
  const together = l10n.t('Send Them Too');
  const more = suspects.length - NAMED_MAX;
  const lines = [
    ...suspects.slice(0, NAMED_MAX),
    ...(more > 0 ? [l10n.t('and {0} more', more)] : []),
    '',
    l10n.t('What is sent can be read by the provider that answers, and by its backups.'),
  ];
  const chosen = await vscode.window.showWarningMessage(
    l10n.t('What is attached may hold secrets.'),
    { modal: true, detail: lines.join('\n') },
    without,
    together,
  );
  if (chosen === together) return 'with';
  return chosen === without ? 'without' : undefined;
}
