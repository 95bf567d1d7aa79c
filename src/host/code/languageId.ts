/*
 * The name behind a fence → the editor's language. Models write what they like (`ts`, `c++`,
 * `shell`); the editor knows ids. What neither list knows becomes plain text.
 * Pure; the words are a model's and lead nowhere else.
 */
const ALIASES: Readonly<Record<string, string>> = {
  bash: 'shellscript',
  'c#': 'csharp',
  'c++': 'cpp',
  cs: 'csharp',
  docker: 'dockerfile',
  golang: 'go',
  js: 'javascript',
  jsx: 'javascriptreact',
  kt: 'kotlin',
  md: 'markdown',
  mjs: 'javascript',
  ps1: 'powershell',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  sh: 'shellscript',
  shell: 'shellscript',
  ts: 'typescript',
  tsx: 'typescriptreact',
  yml: 'yaml',
  zsh: 'shellscript',
};

/** `known` are the ids that this editor has. */
export function languageId(name: string, known: readonly string[]): string {
  const lower = name.toLowerCase();
  const id = Object.hasOwn(ALIASES, lower) ? ALIASES[lower] : lower;
  return id !== undefined && known.includes(id) ? id : 'plaintext';
}
