/*
 * One question on its way through an engine, as the chat has it: every event is passed on as it is
 * shown, the person stops it or speaks to a wait, and its end is told once.
 * It looks at nothing it shows, and keeps nothing once it is over.
 */
import type { Clock, Control, Engine, RequestCall } from '../../core/index.ts';
import type { Question } from './person.ts';
import type { Observer } from './world.ts';

export type Asking = {
  readonly engine: Engine;
  readonly requestId: string;
  readonly windowId: string;
  readonly question: Question;
  readonly onEnd: () => void;
};

const REQUEST: RequestCall['request'] = {
  messages: [{ role: 'user', parts: [{ type: 'text', text: 'why?' }] }],
};

export function startAsking(clock: Clock, observer: Observer, asking: Asking): void {
  const { requestId, windowId, question } = asking;
  const controller = new AbortController();
  const { signal } = controller;
  const listeners = new Set<(control: Control) => void>();
  observer.asked({ requestId, windowId, question, signal }, clock.nowMs());
  const stream = asking.engine.run({
    ...{ request: REQUEST, conversationId: windowId, turnId: requestId, requestId, signal },
    ...{ lane: question.lane, deadlineAtMs: Infinity },
    limits: { tier: 'any', localOnly: false, canFold: question.canFold },
    controls: {
      on(fn) {
        listeners.add(fn);
        return { dispose: () => void listeners.delete(fn) };
      },
    },
  });
  const stop =
    question.stopAfterMs === undefined
      ? undefined
      : clock.after(question.stopAfterMs, () => {
          observer.stopped(requestId, clock.nowMs());
          controller.abort();
        });
  const says = new Set<{ dispose(): void }>();
  const read = async (): Promise<void> => {
    for await (const event of stream) {
      observer.shown(requestId, event);
      const said = question.answerTo(event);
      if (said === undefined) continue;
      says.add(
        clock.after(said.afterMs, () => {
          for (const fn of [...listeners]) fn(said.control);
        }),
      );
    }
  };
  const end = (error: unknown): void => {
    stop?.dispose();
    for (const said of says) said.dispose();
    observer.over(requestId, error, clock.nowMs());
    asking.onEnd();
  };
  read().then(
    () => end(undefined),
    (error: unknown) => end(error),
  );
}
