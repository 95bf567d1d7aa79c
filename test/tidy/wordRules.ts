// Words that must not be in the repository at all, whatever the file: leftovers of work, hosts of
// package registries, and paths that exist on one machine only. Locks are read by packageRules,
// recordings under test/fixtures are other people's bytes and are left alone.
// The patterns are spelled so that this file does not find itself.

import type { Problem, Rule } from './problem.ts';
import { lineAt, readTexts } from './tree.ts';

interface Word {
  readonly rule: Rule;
  readonly pattern: RegExp;
  readonly message: string;
}

const words: readonly Word[] = [
  {
    rule: 'todo',
    pattern: /\b(?:TO[D]O|FIX[M]E|X{3}|HA[C]K)\b/g,
    message: 'do it now, or open an issue and leave no mark in the code',
  },
  {
    rule: 'registry-host',
    pattern: /\b(?:registry\.(?:npmjs|yarnpkg|npmmirror)|npm\.pkg\.github|[\w-]*artifactory\.)/g,
    message: 'which registry to use is the business of the machine that installs',
  },
  {
    rule: 'machine-path',
    pattern: /(?<![\w.\-)}*/$])\/(?:work|home|root|Users)\/(?=[\w.])|\b[A-Z]:\\{1,2}Users\\/g,
    message: 'this path exists on one machine only',
  },
  {
    rule: 'shared-path',
    pattern: /\.\.\/shared\b/g,
    message: 'the repository is complete in itself: copy what is needed, with its licence',
  },
];

const isSearched = (path: string): boolean => !path.endsWith('package-lock.json');

export function checkWords(root: string): readonly Problem[] {
  return readTexts(root, isSearched).flatMap(({ path, text }) =>
    words.flatMap(({ rule, pattern, message }) =>
      [...text.matchAll(pattern)].map((match): Problem => ({
        rule,
        file: path,
        line: lineAt(text, match.index),
        message,
      })),
    ),
  );
}
