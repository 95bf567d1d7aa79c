/*
 * One target's answer on its way through the router: passed on as it comes, or, where it goes on
 * with an answer that broke, without what it repeats of it. Says how it failed, or nothing when it
 * finished. It decides nothing about what comes next.
 */
import { ChatError, isContent } from '../core/index.ts';
import type { EngineEvent, Handler, TargetCall } from '../core/index.ts';
import { abortError } from './abortError.ts';
import type { Failed, Journey } from './journey.ts';
import type { KeptEnd, SeamTrim } from './seamTrim.ts';
import { createSeamTrim } from './seamTrim.ts';
import { nothingShown, see } from './shown.ts';

export type Asking = {
  readonly journey: Journey;
  readonly canSwitch: boolean;
  /** What the answer goes on with, if it does. */
  readonly goesOnWith: KeptEnd | undefined;
};

export async function* ask(
  next: Handler<TargetCall>,
  call: TargetCall,
  { journey, canSwitch, goesOnWith }: Asking,
): AsyncGenerator<EngineEvent, Failed | undefined, undefined> {
  let { target } = call;
  const shown = nothingShown();
  const said: string[] = [];
  const trim = goesOnWith === undefined ? undefined : createSeamTrim(goesOnWith);
  try {
    for await (const raw of next(call)) {
      for (const event of trim === undefined ? [raw] : trimmed(raw, trim)) {
        see(shown, event);
        // Of several that were asked together it is the one that speaks now.
        if (event.type === 'attempt-started') ({ target } = event);
        if (event.type === 'text-delta') said.push(event.text);
        // Layers below know one target only: whether another could be asked is known here.
        if (event.type === 'wait-ended' && event.by === 'switch') journey.turnAway(target);
        yield event.type === 'waiting-until' ? { ...event, canSwitch } : event;
      }
    }
    return undefined;
  } catch (error) {
    if (call.signal.aborted) throw abortError(call.signal);
    if (!(error instanceof ChatError)) throw error;
    // What is held back was a repeat so far, so it stands there already.
    return { target, error, shown, text: said.join('') };
  }
}

function trimmed(event: EngineEvent, trim: SeamTrim): readonly EngineEvent[] {
  if (event.type === 'text-delta') return delta(trim.push(event.text));
  return isContent(event) || event.type === 'finish' ? [...delta(trim.end()), event] : [event];
}

const delta = (text: string): readonly EngineEvent[] =>
  text === '' ? [] : [{ type: 'text-delta', text }];
