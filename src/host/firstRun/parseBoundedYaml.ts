/*
 * YAML of a stranger, read within bounds. Deep nesting can end the whole process, not only throw:
 * the reader recurses, and a stack that is full in the wrong place is fatal. So its own tokens are
 * counted first, which needs no recursion, and what nests deeper than any configuration is refused.
 * Aliases are bounded too. It throws on what is no YAML.
 */
import { Lexer, parse } from 'yaml';

/** Of brackets, and of marks that follow each other on one line. */
const DEPTH_MAX = 64;
/** Each level of a block stands further right. */
const INDENT_MAX = 128;
const ALIASES_MAX = 100;

export function parseBoundedYaml(text: string): unknown {
  checkDepth(text);
  return parse(text, {
    merge: true,
    maxAliasCount: ALIASES_MAX,
    uniqueKeys: false,
    logLevel: 'error',
    // Made for each of the errors, of which a text may have as many as letters.
    prettyErrors: false,
  }) as unknown;
}

function checkDepth(text: string): void {
  let brackets = 0;
  let marks = 0;
  let isLineStart = true;
  for (const token of new Lexer().lex(text)) {
    const [first = ''] = token;
    if (token === '[' || token === '{') brackets += 1;
    else if (token === ']' || token === '}') brackets -= 1;
    if (token === '-' || token === '?' || token === ':') marks += 1;
    else if (first !== ' ') marks = 0;
    const indent = isLineStart && first === ' ' ? token.length : 0;
    if (brackets > DEPTH_MAX || marks > DEPTH_MAX || indent > INDENT_MAX) {
      throw new RangeError('The text nests deeper than a configuration does.');
    }
    isLineStart = token === '\n' || token === '\r\n';
  }
}
