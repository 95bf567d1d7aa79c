/*
 * A layer that watches whether a live answer still makes sense: a loop, or a soup of scripts,
 * ends the attempt as `degenerate`, so that it costs no more and somebody else can answer. What
 * was shown stands, to the last character. An answer in a script that nobody asked for is only
 * noted: it may be just what was wanted. It knows no wire and judges no facts. Off by option.
 */
import { ChatError, targetKey } from '../core/index.ts';
import type {
  ChatRequest,
  EngineEvent,
  Journal,
  JournalNote,
  Layer,
  TargetCall,
} from '../core/index.ts';
import { drive, handOver } from './drive.ts';
import { createLoopWatch, type LoopWatch } from './loopWatch.ts';
import type { CoherenceOptions } from './options/probes.ts';
import { createScriptWatch } from './scriptWatch.ts';

export type CoherenceDeps = {
  readonly journal: Journal;
  readonly options: () => CoherenceOptions;
};

type Doubt = Extract<JournalNote, { type: 'answer-doubted' }>['found'];

export function coherenceLayer(deps: CoherenceDeps): Layer<TargetCall> {
  return (next) =>
    drive(async function* coherence(call: TargetCall) {
      yield handOver(() => next(call), { see: watchOf(deps, call) });
    });
}

/** What makes it certain is still shown; the event after it is not, and ends the attempt. */
function watchOf({ journal, options }: CoherenceDeps, call: TargetCall) {
  const { requestId, turnId, attemptId, target } = call;
  const isAsked = once(() => REPETITION.test(lastWords(call.request)));
  const watches = { text: createLoopWatch(isAsked), reasoning: createLoopWatch(isAsked) };
  const scripts = createScriptWatch();
  const doubt = (found: Doubt): void =>
    journal.note({ type: 'answer-doubted', requestId, turnId, attemptId, target, found });
  let end: ChatError | undefined;
  return (event: EngineEvent): void => {
    if (end !== undefined) throw end;
    const isText = event.type === 'text-delta';
    if (isText || event.type === 'reasoning-delta') {
      if (!options().stopLoops) return;
      const found = findIn(isText ? watches.text : watches.reasoning, event.text);
      const isSoup = isText && scripts.push(event.text);
      if (found === undefined && !isSoup) return;
      doubt(found ?? { is: 'soup' });
      end = degenerate(call, found);
      return;
    }
    if (event.type !== 'finish' || !options().stopLoops) return;
    const script = scripts.stranger(allWords(call.request));
    if (script !== undefined) doubt({ is: 'script', script });
  };
}

function findIn(watch: LoopWatch, text: string): (Doubt & { readonly is: 'loop' }) | undefined {
  const loop = watch.push(text);
  return loop === undefined ? undefined : { is: 'loop', ...loop };
}

function degenerate({ target }: TargetCall, loop: Doubt | undefined): ChatError {
  const name = targetKey(target);
  const message =
    loop?.is === 'loop'
      ? `${name} repeated the same ${loop.unitChars} characters ${loop.times} times.`
      : `The answer of ${name} fell apart into letters of many scripts.`;
  return new ChatError({ kind: 'degenerate', message, target });
}

/** Words with which somebody may ask for the same thing many times. */
const REPETITION =
  /\b(?:repeat|times|loop|endless|forever|again and again|over and over|lyrics|song|chorus|chant|mantra|filler|padding|placeholder|dummy|lorem|sample data|test data|fixture|wiederhol|repet|répét)/i;

function lastWords({ messages }: ChatRequest): string {
  const last = messages.findLast(({ role }) => role === 'user');
  return (last?.parts ?? []).flatMap((part) => (part.type === 'text' ? part.text : [])).join('\n');
}

function allWords({ messages }: ChatRequest): string {
  return messages
    .flatMap(({ parts }) => parts.flatMap((part) => ('text' in part ? part.text : [])))
    .join('\n');
}

function once(ask: () => boolean): () => boolean {
  let answer: boolean | undefined;
  return () => (answer ??= ask());
}
