// The shape of a file: its name, its length, the header that says what it is, and barrels only as
// a module's public index.ts. Names and lengths hold for src and test, headers for src.
// Formatting is oxfmt's business and function length is oxlint's; oxfmt leaves comments as they
// are, so their width is measured here.

import type { Problem } from './problem.ts';
import { maskSource } from './sourceText.ts';
import { lineAt, readTexts } from './tree.ts';
import type { TextFile } from './tree.ts';

const fileLinesMax = 300;
const headerLinesMin = 3;
const headerLinesMax = 8;
const columnsMax = 100;

const camelCase = /^[a-z][A-Za-z0-9]*(?:\.(?:d|test|browser))?\.ts$/;
const emptyName = /^(?:utils?|helpers?|types?|managers?|services?)$/i;
const emptySuffix = /[a-z0-9](?:Utils?|Helpers?|Types?|Managers?|Services?)$/;

export function checkShape(root: string): readonly Problem[] {
  const isOurs = (path: string): boolean => /^(?:src|test)\//.test(path) && path.endsWith('.ts');
  return readTexts(root, isOurs).flatMap((file) => {
    const isSource = file.path.startsWith('src/');
    const problems = [...checkName(file.path), ...checkLength(file)];
    return isSource ? [...problems, ...checkSource(file)] : problems;
  });
}

function checkName(path: string): Problem[] {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  const words = [...parts.slice(1, -1), name.replace(/\..*$/, '')];
  const empty = words.find((word) => emptyName.test(word) || emptySuffix.test(word));
  const of = (message: string): Problem => ({ rule: 'file-name', file: path, line: 1, message });
  if (!camelCase.test(name)) return [of('name the file in camelCase by its noun')];
  return empty === undefined ? [] : [of(`"${empty}" says nothing: name it by its one idea`)];
}

function checkLength({ path, text }: TextFile): Problem[] {
  const lines = text.replace(/\n$/, '').split('\n').length;
  if (lines <= fileLinesMax) return [];
  const message = `${lines} lines, at most ${fileLinesMax}: split it by idea`;
  return [{ rule: 'file-lines', file: path, line: fileLinesMax, message }];
}

function checkSource(file: TextFile): Problem[] {
  const code = maskSource(file.text);
  const problems = [...checkHeader(file), ...checkCommentColumns(file, code)];
  for (const match of code.matchAll(/\binterface\s+I[A-Z][a-z]/g)) {
    const line = lineAt(code, match.index);
    const message = 'no I prefix: name the interface by what it is';
    problems.push({ rule: 'interface-prefix', file: file.path, line, message });
  }
  if (!file.path.endsWith('/index.ts') && isBarrel(code)) {
    const message = 'only re-exports: a barrel is a module’s public index.ts and nothing else';
    problems.push({ rule: 'barrel', file: file.path, line: 1, message });
  }
  return problems;
}

function checkHeader({ path, text }: TextFile): Problem[] {
  const count = headerLines(text);
  if (count >= headerLinesMin && count <= headerLinesMax) return [];
  const message =
    `the file opens with ${count} lines of comment, wanted ${headerLinesMin} to ` +
    `${headerLinesMax}: what it is, its promise, what it does not do`;
  return [{ rule: 'header', file: path, line: 1, message }];
}

/** Counts lines that say something; frames such as the line of a lone asterisk do not count. */
function headerLines(text: string): number {
  const block = /^\/\*([\s\S]*?)\*\//.exec(text)?.[1];
  const slashes = /^(?:\/\/.*\n)+/.exec(text)?.[0];
  const lines = (block ?? slashes ?? '').split('\n');
  return lines.filter((line) => /[\p{L}\p{N}]/u.test(line)).length;
}

function checkCommentColumns({ path, text }: TextFile, code: string): Problem[] {
  const codeLines = code.split('\n');
  return text.split('\n').flatMap((line, index): Problem[] => {
    const isCommentOnly = codeLines[index]?.trim() === '';
    if (!isCommentOnly || line.length <= columnsMax || /https?:\/\/\S{40}/.test(line)) return [];
    const message = `a comment of ${line.length} columns, at most ${columnsMax}`;
    return [{ rule: 'comment-columns', file: path, line: index + 1, message }];
  });
}

function isBarrel(code: string): boolean {
  const reExport =
    /\bexport\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})\s+from\s*(['"])\s*\1;?/g;
  const rest = code.replaceAll(reExport, '');
  return rest !== code && rest.trim() === '';
}
