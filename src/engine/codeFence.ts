/*
 * Whether a Markdown text ends inside a fenced code block, by the rules of CommonMark (section 4.5,
 * https://spec.commonmark.org/0.31.2/#fenced-code-blocks): three or more backticks or tildes open
 * it, as many of the same kind and nothing else close it, each indented by three spaces at most.
 * Fences inside of quotes and lists are taken as such wherever their marks begin a line.
 */
const FENCE = /^[ >]*(?:[-*+] |\d{1,9}[.)] )?\s*(`{3,}|~{3,})(.*)$/;

export function isInCodeFence(text: string): boolean {
  let open: string | undefined;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, marks = '', rest = ''] = FENCE.exec(line) ?? [];
    if (marks === '') continue;
    if (open === undefined) {
      // Backticks behind backticks are code within a line, no fence.
      if (marks.startsWith('~') || !rest.includes('`')) open = marks;
    } else if (marks.startsWith(open) && rest.trim() === '') open = undefined;
  }
  return open !== undefined;
}
