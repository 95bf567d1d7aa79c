// The types of llama.mjs, which stays plain JavaScript because it runs before `npm ci`.
// Declarations only; keep it in step with the module by hand.

export function llamaPaths(): { home: string; library: string };
export function ensureLlama(): Promise<{ did: string } | { error: string }>;
