// Finds every specifier that a TypeScript file imports: static, re-exported, side effect, dynamic,
// `import('x').Type` and `require`. It promises to see type imports as well, because a wall that
// types may climb is none. It resolves nothing and knows no rooms.

import { lineAt } from './tree.ts';
import { maskSource } from './sourceText.ts';

export interface FoundImport {
  /** Undefined when the specifier is computed and cannot be read from the text. */
  readonly specifier: string | undefined;
  readonly line: number;
}

const forms = [
  /\b(?:import|export)\b[^;'"`]*?\bfrom\s*(?=['"])/g,
  /\bimport\s*(?=['"])/g,
  /(?<![.\w$])import\s*\(\s*/g,
  /(?<![.\w$])require\s*\(\s*/g,
];

export function scanImports(text: string): FoundImport[] {
  const code = maskSource(text);
  const found: FoundImport[] = [];
  for (const form of forms) {
    for (const match of code.matchAll(form)) {
      const start = match.index + match[0].length;
      found.push({ specifier: literalAt(text, start), line: lineAt(text, start) });
    }
  }
  return found.toSorted((a, b) => a.line - b.line);
}

function literalAt(text: string, start: number): string | undefined {
  const quote = text[start];
  if (quote !== "'" && quote !== '"') return undefined;
  const end = text.indexOf(quote, start + 1);
  return end < 0 ? undefined : text.slice(start + 1, end);
}

/** `@scope/name/deep` → `@scope/name`; `zod/mini` → `zod`. */
export function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
