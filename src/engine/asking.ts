/*
 * One target's answer on its way through the router: passed on as it comes, or, where it goes on
 * with an answer that broke, without what it repeats of it. Says how it failed, or nothing when it
 * finished. It decides nothing about what comes next.
 */
import { ChatError, isContent } from '../core/index.ts';
import type { EngineEvent, Handler, TargetCall } from '../core/index.ts';
import { abortError } from './abortError.ts';
import { handOver, type Steps } from './drive.ts';
import type { Failed, Journey } from './journey.ts';
import type { KeptEnd, SeamTrim } from './seamTrim.ts';
import { createSeamTrim } from './seamTrim.ts';
import { nothingShown, see } from './shown.ts';
import type { Warming } from './warmUp.ts';

export type Asking = {
  readonly journey: Journey;
  readonly canSwitch: boolean;
  /** What the answer goes on with, if it does. */
  readonly goesOnWith: KeptEnd | undefined;
  readonly warming: Warming;
};

export async function* ask(
  next: Handler<TargetCall>,
  call: TargetCall,
  { journey, canSwitch, goesOnWith, warming }: Asking,
): Steps<Failed | undefined> {
  let { target } = call;
  const shown = nothingShown();
  const said: string[] = [];
  const look = (event: EngineEvent): EngineEvent => {
    see(shown, event);
    warming.see(event);
    // Of several that were asked together it is the one that speaks now.
    if (event.type === 'attempt-started') ({ target } = event);
    if (event.type === 'text-delta') said.push(event.text);
    // Layers below know one target only: whether another could be asked is known here.
    if (event.type === 'wait-ended' && event.by === 'switch') journey.turnAway(target);
    return event.type === 'waiting-until' ? { ...event, canSwitch } : event;
  };
  try {
    if (goesOnWith === undefined)
      yield handOver(() => next(call), { see: look, left: warming.dispose });
    else {
      const trim = createSeamTrim(goesOnWith);
      for await (const event of next(call)) for (const one of trimmed(event, trim)) yield look(one);
    }
    return undefined;
  } catch (error) {
    if (call.signal.aborted) throw abortError(call.signal);
    if (!(error instanceof ChatError)) throw error;
    // What is held back was a repeat so far, so it stands there already.
    return { target, error, shown, text: said.join('') };
  } finally {
    warming.dispose();
  }
}

function trimmed(event: EngineEvent, trim: SeamTrim): readonly EngineEvent[] {
  if (event.type === 'text-delta') return delta(trim.push(event.text));
  return isContent(event) || event.type === 'finish' ? [...delta(trim.end()), event] : [event];
}

const delta = (text: string): readonly EngineEvent[] =>
  text === '' ? [] : [{ type: 'text-delta', text }];
