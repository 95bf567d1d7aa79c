/*
 * A `.env` file as other programs read it: `NAME=value` a line, quotes, `export`, comments.
 * Lines that are something else are passed over; nothing is expanded or run.
 * The last one of a name counts.
 */
export function parseDotEnv(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const cut = line.indexOf('=');
    const name = line
      .slice(0, Math.max(0, cut))
      .trim()
      .replace(/^export\s+/, '');
    if (/^[A-Za-z_][\w.-]{0,199}$/.test(name)) values.set(name, plain(line.slice(cut + 1).trim()));
  }
  return values;
}

function plain(value: string): string {
  const quote = value[0];
  if (quote === '"' || quote === "'" || quote === '`') {
    const end = value.indexOf(quote, 1);
    return end < 0 ? value.slice(1) : value.slice(1, end);
  }
  const comment = value.search(/\s#/);
  return comment < 0 ? value : value.slice(0, comment).trim();
}
