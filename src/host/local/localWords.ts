/*
 * Servers found on this computer in words: `Ollama (3 models)`.
 * Labels are our own or an address.
 * Nothing that a server said of itself is shown here.
 */
import type { LocalServer } from '../../providers/index.ts';
import type { L10n } from '../l10n.ts';

export function modelCount({ models }: Pick<LocalServer, 'models'>, l10n: L10n): string {
  if (models.length === 0) return l10n.t('no model yet');
  return models.length === 1 ? l10n.t('1 model') : l10n.t('{0} models', models.length);
}

export function foundSentence(servers: readonly LocalServer[], l10n: L10n): string {
  const each = servers.map((server) => `${server.label} (${modelCount(server, l10n)})`);
  return l10n.t('Found on this computer: {0}', each.join(', '));
}
