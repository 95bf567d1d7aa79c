/*
 * Takes what looks like a key out of text that a server wrote. Servers echo keys: in "Incorrect API
 * key provided: …", in echoed headers and addresses, encoded or broken over lines.
 * This room never knows the key, so it goes by shape, and rather takes one word too many; whoever
 * knows the key (the host) also removes the exact value. Runs in time linear in its input.
 */
const REDACTED = '[redacted]';

/** Prefixes that vendors put before their keys. */
const PREFIXES = [
  'sk-',
  'sk_',
  'pk-',
  'rk_',
  'xai-',
  'gsk_',
  'hf_',
  'pplx-',
  'csk-',
  'fw_',
  'r8_',
  'nvapi-',
  'tgp_v1_',
  'ghp_',
  'gho_',
  'ghu_',
  'ghs_',
  'github_pat_',
  'AIza',
  'ya29\\.',
  'AKIA',
  'ASIA',
  'eyJ',
  'glpat-',
  'xox[bp]-',
];

/** A run of key characters, with the rest of it on following lines where it was wrapped. */
const RUN = String.raw`[\w.~+/*=-]{4,400}(?:\r?\n[\w~+/*=-]{8,400})*`;

/** `Authorization: Bearer X`, `Basic X`, also percent-encoded; not "Bearer authentication". */
const SCHEME = new RegExp(String.raw`\b(bearer|basic)((?:\s|%20|\+)+)(${RUN})`, 'gi');

const NAMED: readonly (readonly [RegExp, string])[] = [
  // `x-api-key: X`, `"api-key":"X"`, `?key=X`, `api key provided: X`, `apiKey = 'X'`.
  [
    new RegExp(
      String.raw`((?:key|token|secret|password)(?: (?:provided|is|was|value|used|id))?["']?\s{0,3}[:=]\s{0,3}["']?)${RUN}`,
      'gi',
    ),
    `$1${REDACTED}`,
  ],
  [new RegExp(String.raw`(?<![A-Za-z0-9])(?:${PREFIXES.join('|')})${RUN}`, 'g'), REDACTED],
];

/** Letters and digits mixed, without a break: a bare key (Azure, Mistral) or an encoded one. */
const BARE = /[A-Za-z0-9+=]{20,400}(?:\r?\n[A-Za-z0-9+=]{8,400})*/g;

export function redactKeys(text: string): string {
  let clean = text.replace(SCHEME, (all, scheme: string, gap: string, run: string) =>
    /\d/.test(run) || run.length >= 20 ? `${scheme}${gap}${REDACTED}` : all,
  );
  for (const [shape, by] of NAMED) clean = clean.replace(shape, by);
  return clean.replace(BARE, (run) => (/\d/.test(run) && /[A-Za-z]/.test(run) ? REDACTED : run));
}
