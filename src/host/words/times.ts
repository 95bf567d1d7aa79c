/*
 * Durations, clock times and counts as a person reads them. Numbers that a model or a vendor sent
 * are treated as what they are: possibly not a number, then left out by the caller.
 * Clock times are local time; nothing here counts down.
 */
import type { L10n } from '../l10n.ts';

/** `40 ms`, `0.9 s`, `12 s`, `3 min`. */
export function seconds(ms: number, l10n: L10n): string {
  if (ms < 95) return l10n.t('{0} ms', Math.max(1, Math.round(ms)));
  if (ms < 9_950) return l10n.t('{0} s', (ms / 1000).toFixed(1).replace(/\.0$/, ''));
  if (ms < 99_500) return l10n.t('{0} s', Math.round(ms / 1000));
  return l10n.t('{0} min', Math.round(ms / 60_000));
}

/** `14:05` for a pause of minutes, `14:05:20` when seconds matter; local time, 24 hours. */
export function clockTime(wallMs: number, withSeconds = true): string {
  const date = new Date(wallMs);
  const two = (n: number): string => String(n).padStart(2, '0');
  const minutes = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return withSeconds ? `${minutes}:${two(date.getSeconds())}` : minutes;
}

/** `5 min ago`, `3 h ago`, `2 days ago`; `just now` below a minute. */
export function ago(ms: number, l10n: L10n): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return l10n.t('just now');
  if (minutes < 60) return l10n.t('{0} min ago', minutes);
  if (minutes < 48 * 60) return l10n.t('{0} h ago', Math.floor(minutes / 60));
  return l10n.t('{0} days ago', Math.floor(minutes / (24 * 60)));
}

/** `14:05` today, `2 Jan` this year, `2 Jan 2025` before; in the words of `language`. */
export function dayOrTime(wallMs: number, nowWallMs: number, language: string): string {
  const [then, now] = [new Date(wallMs), new Date(nowWallMs)];
  if (then.toDateString() === now.toDateString()) return clockTime(wallMs, false);
  const isThisYear = then.getFullYear() === now.getFullYear();
  const year = isThisYear ? {} : ({ year: 'numeric' } as const);
  return then.toLocaleDateString(language, { day: 'numeric', month: 'short', ...year });
}

/** `950`, `1.2k`, `128k`, `1.1M`. */
export function count(n: number): string {
  if (n < 1000) return String(n);
  if (n < 9_950) return `${(n / 1000).toFixed(1).replace(/\.0$/, '')}k`;
  if (n < 999_500) return `${Math.round(n / 1000)}k`;
  return `${(n / 1_000_000).toFixed(1).replace(/\.0$/, '')}M`;
}
