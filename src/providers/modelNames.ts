/*
 * Which names of models are fit to be shown and kept: a list is a stranger's word. What a person
 * could not read (control characters, marks that hide or turn text) or settings could not hold is
 * no name.
 */

/** As long as a model's name may be in the settings. */
const NAME_MAX = 200;
/** No control characters, no marks that turn or hide text, no blank at either end. */
const READABLE = /^(?!\s)[^\p{C}\p{Zl}\p{Zp}]+(?<!\s)$/u;

export function isReadableName(name: string): boolean {
  return name.length <= NAME_MAX && READABLE.test(name);
}
