/*
 * A sentence as VS Code shows it in a notification, where `[words](address)` would become a link,
 * commands included. Names and models may come from an endpoint, so nothing in a sentence of ours
 * may turn into one. Only for notifications: everywhere else text is shown as it is.
 */
export function plainText(sentence: string): string {
  return sentence.replaceAll('](', '] (');
}

/** In a row of a list, where `$(name)` would be drawn as an icon. */
export function plainRow(text: string): string {
  return text.replaceAll('$(', '$\u200B(');
}
