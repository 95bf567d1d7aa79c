/*
 * The ledger as CSV (RFC 4180): one line for each attempt, dollars with all six places, times in
 * UTC. A cell that a spreadsheet would take for a formula is kept from being one: names of models
 * come from settings and servers. What is not known is an empty cell, never a zero.
 */
import type { LedgerRow } from '../../core/index.ts';

const HEAD = [
  ...['time', 'provider', 'model', 'why', 'outcome'],
  ...['input_tokens', 'cached_input_tokens', 'output_tokens', 'usd', 'usd_is_estimate'],
];

export function ledgerCsv(rows: readonly LedgerRow[]): string {
  return [HEAD, ...rows.map(cellsOf)].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function cellsOf(row: LedgerRow): readonly string[] {
  const cut = row.target.indexOf('/');
  const { cost } = row;
  const isKnown = cost !== undefined && !cost.isUnknown;
  return [
    new Date(row.wallMs).toISOString(),
    row.target.slice(0, cut),
    row.target.slice(cut + 1),
    row.origin,
    row.outcome,
    ...[row.inputTokens, row.cachedTokens, row.outputTokens].map((count) => `${count ?? ''}`),
    isKnown ? (cost.usdMicros / 1_000_000).toFixed(6) : '',
    isKnown ? `${cost.isEstimated}` : '',
  ];
}

function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
