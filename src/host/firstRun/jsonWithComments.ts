/*
 * JSON as people edit it: comments and commas before a closing bracket are left out, then it is
 * plain JSON. One pass over the text, whatever is in it.
 * It throws what `JSON.parse` throws, and repairs nothing else.
 */
export function parseJsonWithComments(text: string): unknown {
  return JSON.parse(withoutComments(text)) as unknown;
}

function withoutComments(text: string): string {
  const kept: string[] = [];
  let from = 0;
  let at = 0;
  const drop = (start: number, end: number): void => {
    kept.push(text.slice(from, start));
    from = end;
    at = end;
  };
  while (at < text.length) {
    const char = text[at];
    if (char === '"') at = endOfString(text, at);
    else if (char === '/' && text[at + 1] === '/') drop(at, endOf(text, '\n', at));
    else if (char === '/' && text[at + 1] === '*') drop(at, endOf(text, '*/', at + 2) + 2);
    else if (char === ',' && isBeforeClosing(text, at + 1)) drop(at, at + 1);
    else at += 1;
  }
  kept.push(text.slice(from));
  return kept.join('');
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function endOf(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from);
  return found < 0 ? text.length : found;
}

/** Comments may stand between the comma and the bracket; blanks are few. */
function isBeforeClosing(text: string, from: number): boolean {
  let at = from;
  for (;;) {
    while (at < text.length && /\s/.test(text[at] ?? '')) at += 1;
    if (text.startsWith('//', at)) at = endOf(text, '\n', at);
    else if (text.startsWith('/*', at)) at = endOf(text, '*/', at + 2) + 2;
    else return text[at] === '}' || text[at] === ']';
  }
}
