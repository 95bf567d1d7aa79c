/*
 * In which conversations the project's instructions are switched off. Kept with the workspace, the
 * newest few hundred; where it was never switched they are followed.
 * Trust and the setting are asked elsewhere: a switch can only take away.
 */
type Memory = {
  readonly get: (key: string) => unknown;
  readonly update: (key: string, value: unknown) => PromiseLike<void>;
};

const KEY = 'steadfast.instructionsOff';
const KEPT_MAX = 300;

export type Switches = {
  readonly isOn: (conversationId: string) => boolean;
  readonly set: (conversationId: string, isOn: boolean) => Promise<void>;
};

export function createSwitches(memory: Memory): Switches {
  const off = (): readonly string[] => {
    const kept = memory.get(KEY);
    if (!Array.isArray(kept)) return [];
    return (kept as unknown[]).filter((id): id is string => typeof id === 'string');
  };
  return {
    isOn: (id) => !off().includes(id),
    async set(id, isOn) {
      const others = off().filter((other) => other !== id);
      await memory.update(KEY, (isOn ? others : [...others, id]).slice(-KEPT_MAX));
    },
  };
}
