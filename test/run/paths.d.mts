// The types of paths.mjs, which stays plain JavaScript because it runs before `npm ci`.
// Declarations only; keep it in step with the module by hand.

export const root: string;
export const cacheDir: string;
export const outDir: string;
export const vsixPath: string;
export const shotsDir: string;
