/*
 * What follows an answer that broke in the middle: the same answer goes on behind a seam, or a
 * whole one follows; and how a model is asked to go on.
 * Never continued: an answer with a tool call in it, or to a question that offers tools (whoever
 * goes on in prose forgets to call them), and what was no sound text. A caller that cannot fold
 * gets a continuation (of models that take a begun turn, no others) or the failure itself; an
 * inline edit begins anew, for nothing is applied.
 * A model is asked by the beginning of its turn where that is known to work, else in words.
 */
import { dispositionOf } from '../core/index.ts';
import type { ChatRequest, ChatError, MidStream, RequestCall, TargetCall } from '../core/index.ts';
import { isInCodeFence } from './codeFence.ts';
import type { Shown } from './shown.ts';

/** Engine page, A8: less than this is read again as quickly as it is continued. */
const CONTINUED_FROM_CHARS = 400;

const GO_ON =
  'Your answer above was cut off by a broken connection. Go on exactly where it stops, in the ' +
  'same language and format, even in the middle of a word or of a code block. Repeat nothing of ' +
  'it and add no remark. If nothing is missing, say nothing.';

/** What is kept of the answer under way, over all attempts that went on with it. */
export type Cut = {
  readonly error: ChatError;
  readonly shown: Shown;
  readonly text: string;
};

export type MidStreamPlan = 'continue' | 'fold' | 'ask' | 'throw';

export function midStreamPlan(call: RequestCall, cut: Cut, general: MidStream): MidStreamPlan {
  const mode = call.lane === 'inline' ? 'restart' : (call.limits.midStream ?? general);
  const goesOn = isContinuable(call, cut);
  if (!call.limits.canFold) return goesOn && mode !== 'restart' ? 'continue' : 'throw';
  switch (mode) {
    case 'ask':
      return 'ask';
    case 'restart':
      return 'fold';
    case 'continue':
      return goesOn ? 'continue' : 'fold';
    case 'auto': {
      const isWorthIt = cut.text.length >= CONTINUED_FROM_CHARS && !isInCodeFence(cut.text);
      return goesOn && isWorthIt ? 'continue' : 'fold';
    }
  }
}

export function isContinuable({ request }: RequestCall, { error, shown, text }: Cut): boolean {
  const { tools = [], toolChoice } = request;
  const mayCall = tools.length > 0 && toolChoice !== 'none';
  return !shown.hasCall && !mayCall && text.trim() !== '' && dispositionOf(error.kind).continuable;
}

export type Continued = Pick<TargetCall, 'request' | 'sentAs'> & {
  /** White space at the end of what is kept that is not sent along. */
  readonly unsentSpace: number;
};

/** A turn that has begun may not end in white space (Anthropic refuses it, others stumble). */
export function continued(request: ChatRequest, text: string, isPrefilled: boolean): Continued {
  const begun = text.trimEnd();
  const said = { role: 'assistant', parts: [{ type: 'text', text: begun }] } as const;
  const goOn = { role: 'user', parts: [{ type: 'text', text: GO_ON }] } as const;
  const more = isPrefilled ? [said] : [said, goOn];
  return {
    request: { ...request, messages: [...request.messages, ...more] },
    sentAs: isPrefilled ? 'prefill' : 'instruction',
    unsentSpace: text.length - begun.length,
  };
}
