/*
 * From a question to a simulated answer: keyword rules over the topics, and an honest
 * default that says what it cannot do. Pure: the same request gets the same words from the same
 * voice.
 * An assistant message at the end is an answer to go on with: only what comes after it is said.
 * It understands nothing, and says so. Loaded when a simulated provider is first asked.
 */
import type { ChatRequest, Message } from '../core/index.ts';
import { textOf, wordsOf } from './messageText.ts';
import { PRODUCT_TOPICS } from './simulatedAnswers.ts';
import type { Topic } from './simulatedTopic.ts';
import { TRIAL_TOPICS } from './simulatedTrialAnswers.ts';

/** On a tie the earlier one: a greeting that asks something is a question. */
const TOPICS: readonly Topic[] = [...PRODUCT_TOPICS, ...TRIAL_TOPICS];

const QUOTE_MAX_CHARS = 70;

/** The Markdown that the provider with this id says to this request. */
export function simulatedAnswer(request: ChatRequest, providerId: string): string {
  const voice = voiceOf(providerId);
  const begun = begunAnswer(request.messages);
  const questions = request.messages.filter(({ role }) => role === 'user').map(wordsOf);
  const question = questions.at(-1) ?? '';
  const topic = topicOf(question);
  const answer =
    topic === undefined
      ? unknownTopic({ question, earlier: questions.at(-2) }, voice)
      : [topic.lead[voice], topic.body, topic.end[voice]].join('\n\n');
  return begun === undefined ? answer : restOf(answer, begun);
}

/** Neighbouring names get different voices: the parity of the sum of the id's characters. */
function voiceOf(providerId: string): 0 | 1 {
  let sum = 0;
  for (const character of providerId) sum += character.codePointAt(0) ?? 0;
  return sum % 2 === 0 ? 1 : 0;
}

function topicOf(question: string): Topic | undefined {
  const asked = question.toLowerCase();
  let best: { topic: Topic; points: number } | undefined;
  for (const topic of TOPICS) {
    const points = topic.signs.filter((sign) => sign.test(asked)).length;
    if (points > (best?.points ?? 0)) best = { topic, points };
  }
  return best?.topic;
}

function unknownTopic(
  { question, earlier }: { question: string; earlier: string | undefined },
  voice: 0 | 1,
): string {
  const about = question.trim() === '' ? 'nothing in words' : `“${quote(question)}”`;
  const before =
    earlier === undefined || earlier.trim() === ''
      ? ''
      : ` I do see that you asked “${quote(earlier)}” before: the conversation so far comes along with each question, as it would to a real provider.`;
  const lead = [
    `You asked: ${about}. That needs a real model, and I am a simulated one.`,
    `I would like to help with ${about}, but I am only simulated: there is no model behind me that could.`,
  ][voice];
  const end = [
    'Or try this: switch **Stall** on for me, ask anything, and see who finishes the job.',
    'Meanwhile you could switch **Stall** on for one of us and ask again, to see how a silence is dealt with.',
  ][voice];
  return `${lead}${before}

For a real answer, run **Steadfast: Add Provider…**, choose OpenAI or any OpenAI-compatible \
endpoint, also one on your own computer, and enter its key. It then answers instead of me, and \
nothing else in this chat changes.

What I can do is explain Steadfast: what happens when a provider goes down, what leaves this \
computer, what it costs, which settings there are, why a provider is paused, how an answer is \
stopped. I can also show a code example or a table.

${end}`;
}

/** One line of plain words: Markdown in a question must not become Markdown in the answer. */
function quote(text: string): string {
  const plain = text
    .replaceAll(/[`*_[\]<>|#\\~]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (plain.length <= QUOTE_MAX_CHARS) return plain;
  // Half of a surrogate pair at the end would be no character at all.
  const start = plain.slice(0, QUOTE_MAX_CHARS).replace(/[\uD800-\uDBFF]$/, '');
  return `${start.trimEnd()}…`;
}

function begunAnswer(messages: readonly Message[]): string | undefined {
  const last = messages.at(-1);
  return last?.role === 'assistant' ? textOf(last) : undefined;
}

/** The rest of one's own words, or one's own last words after somebody else's. */
function restOf(answer: string, begun: string): string {
  if (answer.startsWith(begun)) return answer.slice(begun.length);
  const paragraphs = answer.split('\n\n');
  return `\n\n${paragraphs.slice(Math.min(1, paragraphs.length - 1)).join('\n\n')}`;
}
