/*
 * placeholder
 * so that
 * types check
 */
import type { CommandDeps } from './commandDeps.ts';
export async function showReceipt(deps: CommandDeps, turnId?: string): Promise<void> {
  await Promise.resolve([deps, turnId]);
}
