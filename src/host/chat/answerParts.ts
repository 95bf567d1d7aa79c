/*
 * What of an earlier answer is sent again: its visible words, and in their places the sealed parts
 * that its model wants back. Reasoning itself is never sent; it belonged to the model that thought
 * it. An answer that wanted to call something is its words alone, since what is sealed before a
 * call would miss what it led to; only within its own turn its calls go along, with their results.
 */
import type { AnswerRecord, Opaque, Part, SealedRecord } from '../../core/index.ts';

export function wordsOf(answer: AnswerRecord): string {
  return answer.blocks.map((block) => (block.type === 'text' ? block.text : '')).join('');
}

/** `withSeals`: false where the model has refused them since. `withCalls`: each has its result. */
export function answerParts(
  answer: AnswerRecord,
  withSeals: boolean,
  withCalls = false,
): readonly Part[] {
  const hasCalls = answer.blocks.some((block) => block.type === 'tool-call');
  const isEchoed = withSeals && answer.state === 'whole' && (!hasCalls || withCalls);
  const seals = isEchoed ? (answer.sealed ?? []) : [];
  const from = answer.target?.providerId;
  const parts: Part[] = [];
  const say = (text: string): void => {
    const last = parts.at(-1);
    if (text === '') return;
    if (last?.type === 'text') parts[parts.length - 1] = { type: 'text', text: last.text + text };
    else parts.push({ type: 'text', text });
  };
  const seal = ({ opaque }: SealedRecord): void => void parts.push(sealPart(opaque, from));

  for (const [index, block] of answer.blocks.entries()) {
    const text = block.type === 'text' ? block.text : '';
    let at = 0;
    for (const sealed of seals.filter((other) => other.block === index)) {
      say(text.slice(at, sealed.char));
      at = Math.max(at, sealed.char);
      seal(sealed);
    }
    say(text.slice(at));
    if (withCalls && block.type === 'tool-call') {
      const { id, name, argumentsText: argumentsJson, opaque } = block;
      const call = { type: 'tool-call', id, name, argumentsJson } as const;
      parts.push(opaque === undefined ? call : { ...call, opaque });
    }
  }
  seals.filter((other) => other.block >= answer.blocks.length).forEach(seal);
  return parts;
}

function sealPart(opaque: Opaque, from: string | undefined): Part {
  const own = from === undefined ? opaque : { ...opaque, providerId: from };
  return { type: 'reasoning', text: '', opaque: own };
}
