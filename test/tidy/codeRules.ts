// Bans on code that oxlint has no rule for, found in text whose comments and strings are blanked:
// enums, decorators, `**`, `new Date()` of now, status numbers in the engine, terminals, ambient
// declarations that would pull a platform into a room without one, and silenced walls.
// It promises to name file and line. It does not parse: each pattern is one line one can read.

import type { Problem, Rule } from './problem.ts';
import { deterministicRooms, ambientFiles } from './rooms.ts';
import { maskSource } from './sourceText.ts';
import { lineAt, readTexts, roomOf } from './tree.ts';
import type { TextFile } from './tree.ts';

interface Ban {
  readonly rule: Rule;
  readonly pattern: RegExp;
  /** Comments and strings hold what `raw` bans look for; all others read blanked text. */
  readonly raw?: true;
  readonly applies: (path: string) => boolean;
  readonly message: string;
}

const inSource = (path: string): boolean => path.startsWith('src/');
const inDeterministic = (path: string): boolean =>
  (deterministicRooms as readonly (string | undefined)[]).includes(roomOf(path));

const bans: readonly Ban[] = [
  {
    rule: 'enum',
    pattern: /\benum\s+\w+\s*\{/g,
    applies: inSource,
    message: 'no enums: a union of string literals needs no code',
  },
  {
    rule: 'decorator',
    pattern: /^[ \t]*@[A-Za-z]\w*/gm,
    applies: inSource,
    message: 'no decorators: call the function',
  },
  {
    rule: 'exponent',
    pattern: /\*\*/g,
    applies: inDeterministic,
    message: '** differs between Node versions: use Math.exp and Math.log',
  },
  {
    rule: 'new-date',
    pattern: /\bnew\s+Date\s*(?:\(\s*\)|(?![\s(]))|(?<!\bnew\s+)(?<![.\w])Date\s*\(/g,
    applies: inDeterministic,
    message: 'the time of day comes from the Clock port',
  },
  {
    rule: 'status-number',
    pattern: /\bstatus(?:Code)?\b\s*(?:[=!]==?|[<>]=?)\s*[1-5]\d\d\b|\bcase\s+[45]\d\d\s*:/g,
    applies: (path) => path.startsWith('src/engine/'),
    message: 'what to do about a failure stands in core/disposition.ts and nowhere else',
  },
  {
    rule: 'ambient',
    pattern:
      /^[ \t]*(?:export\s+)?declare\s+(?!const \w+: unique symbol;)(?:const|let|var|function|class|global|module)\b/gm,
    applies: (path) => inDeterministic(path) && !ambientFiles.includes(path),
    message: `ambient names enter these rooms through ${ambientFiles.join(' and ')} only`,
  },
  {
    rule: 'terminal',
    pattern:
      /\b(?:createTerminal|ShellExecution|ProcessExecution|CustomExecution|executeTask)\b|workbench\.action\.(?:terminal|tasks)\b/g,
    raw: true,
    applies: inSource,
    message: 'Steadfast opens no terminal and runs no task',
  },
  {
    rule: 'suppression',
    pattern:
      /(?:oxlint|eslint)-disable(?!-(?:next-line|line) [\w/@, -]*[\w/] -- \S)|@ts-(?:ignore|nocheck)\b|@ts-expect-error(?! \S)/g,
    raw: true,
    applies: inSource,
    message: 'silence one rule on one line and say why: disable-next-line RULE -- REASON',
  },
  {
    rule: 'focused-test',
    pattern:
      /\b(?:describe|it|suite|test|context|this)\.(?:only|skip)\b|\b[fx](?:it|describe)\s*\(/g,
    applies: (path) => path.startsWith('test/'),
    message: 'every test runs, always',
  },
];

export function checkCode(root: string): readonly Problem[] {
  const isOurs = (path: string): boolean => /^(?:src|test)\//.test(path) && path.endsWith('.ts');
  return readTexts(root, isOurs).flatMap(checkFile);
}

function checkFile({ path, text }: TextFile): Problem[] {
  const code = maskSource(text);
  return bans
    .filter((ban) => ban.applies(path))
    .flatMap(({ rule, pattern, raw, message }) => {
      const searched = raw === true ? text : code;
      return [...searched.matchAll(pattern)].map((match): Problem => ({
        rule,
        file: path,
        line: lineAt(searched, match.index),
        message,
      }));
    });
}
