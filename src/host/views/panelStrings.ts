/*
 * The words that the webview itself needs (labels, announcements), localised. The names are the
 * webview's own; a missing one falls back to its English default there.
 */
import type { L10n } from '../l10n.ts';

export function panelStrings(_l10n: L10n): Record<string, string> {
  return {};
}
