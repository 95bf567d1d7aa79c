// The types of server.mjs, which stays plain JavaScript because it runs before `npm ci`.
// Declarations only; keep it in step with the module by hand.

export function serverPaths(): { home: string; vscode: string; entry: string; node: string };
export function ensureServer(): Promise<{ did: string } | { error: string }>;
