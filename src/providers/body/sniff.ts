/*
 * Looks at the first bytes of a 2xx body to tell what it is: `{` or `[` a whole JSON answer
 * (servers that ignore `stream: true`, errors with status 200), `<` a page that somebody put in the
 * way, anything else an event stream. Content types lie (recorded), so they are not asked. Blank
 * lines and a byte order mark before it are skipped: DeepSeek sends blank lines for minutes.
 */
type BodyForm = 'json' | 'page' | 'events';

export type Sniffer = {
  /** The form, once it can be told. Bytes must be offered in order. */
  look(bytes: Uint8Array): BodyForm | undefined;
};

const BOM = [0xef, 0xbb, 0xbf];
const BLANK = [0x20, 0x09, 0x0a, 0x0d];

export function createSniffer(): Sniffer {
  let at = 0;
  return {
    look(bytes) {
      for (const byte of bytes) {
        const isMark = at < BOM.length && byte === BOM[at];
        at += 1;
        if (isMark || BLANK.includes(byte)) continue;
        if (byte === 0x7b || byte === 0x5b) return 'json';
        return byte === 0x3c ? 'page' : 'events';
      }
      return undefined;
    },
  };
}
