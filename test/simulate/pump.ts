// Runs the events of a virtual clock as fast as Node lets them: each in an immediate of its own, for
// between two of them every microtask has run; and many of them to a turn of the event loop.

const BATCH = 64;

export function pump(step: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    const one = (): void => {
      if (isOver) return;
      try {
        if (step()) return;
        isOver = true;
        resolve();
      } catch (error) {
        isOver = true;
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const batch = (): void => {
      if (isOver) return;
      for (let count = 0; count < BATCH; count += 1) setImmediate(one);
      setImmediate(batch);
    };
    batch();
  });
}
