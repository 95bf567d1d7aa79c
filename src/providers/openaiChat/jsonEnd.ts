/*
 * Whether the object or list that a text holds has been closed, told piece by piece: every
 * character is looked at once, however many pieces there are.
 * It knows brackets and strings and nothing else; that the text is JSON is not its promise.
 */
export type JsonEnd = {
  push(piece: string): void;
  /** As many brackets were closed as were opened, and at least one was. */
  readonly isReached: boolean;
};

/** What changes the state, so that long runs of text are passed over at the engine's own speed. */
const MARK = /["\\[\]{}]/g;

export function createJsonEnd(): JsonEnd {
  let depth = 0;
  let hasBegun = false;
  let isInString = false;
  /** The last character was a backslash that makes the next one harmless. */
  let isEscaped = false;

  const mark = (character: string): void => {
    if (character === '"') isInString = !isInString;
    else if (!isInString && (character === '{' || character === '[')) {
      depth += 1;
      hasBegun = true;
    } else if (!isInString && character !== '\\') depth -= 1;
  };

  return {
    get isReached() {
      return hasBegun && depth <= 0 && !isInString;
    },
    push(piece) {
      let from = 0;
      if (isEscaped && piece !== '') {
        from = 1;
        isEscaped = false;
      }
      MARK.lastIndex = from;
      for (let found = MARK.exec(piece); found !== null; found = MARK.exec(piece)) {
        const [character] = found;
        if (character !== '\\' || !isInString) {
          mark(character);
          continue;
        }
        // The character behind it, here or in the next piece.
        if (MARK.lastIndex >= piece.length) isEscaped = true;
        else MARK.lastIndex += 1;
      }
    },
  };
}
