// Whether this Node has node:sqlite without a flag (from 22.13 on). VS Code's own has it.
// It loads nothing and installs nothing.
// What needs SQLite and finds none runs on the Node of the server that the harness installs.

export function hasSqlite() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 13);
}
