// The types of browser.mjs, which stays plain JavaScript because it runs before `npm ci`.
// Declarations only; keep it in step with the module by hand.

export function findBrowser(): string | undefined;
export function findOnPath(name: string): string | undefined;
export function ensureBrowser(): Promise<{ did: string } | { error: string }>;
