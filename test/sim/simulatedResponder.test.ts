/*
 * Which question gets which answer, how long answers are, and that a question cannot break out of
 * its quotation.
 */
import assert from 'node:assert/strict';
import type { ChatRequest, Message } from '../../src/core/index.ts';
import { PRODUCT_TOPICS } from '../../src/sim/simulatedAnswers.ts';
import { simulatedAnswer } from '../../src/sim/simulatedResponder.ts';
import { TRIAL_TOPICS } from '../../src/sim/simulatedTrialAnswers.ts';
import { wordsOf } from './simulatedTopics.ts';

const says = (role: Message['role'], text: string): Message => ({
  role,
  parts: [{ type: 'text', text }],
});
const asked = (...questions: string[]): ChatRequest => ({
  messages: [
    says('system', 'You are a helpful programming assistant. Put code in fenced blocks.'),
    ...questions.map((question) => says('user', question)),
  ],
});
const TOPICS = [...PRODUCT_TOPICS, ...TRIAL_TOPICS];

/** Question → the name of the topic that answers it. */
const QUESTIONS: [string, string][] = [
  ['What happens if my provider goes down?', 'failover'],
  ['What leaves this computer, and who decides?', 'privacy'],
  ['Is my API key safe?', 'privacy'],
  ['How much does this cost me?', 'cost'],
  ['Which settings are there?', 'settings'],
  ['Why is Aster paused?', 'pause'],
  ['what is a circuit breaker', 'pause'],
  ['How do I add Ollama?', 'providers'],
  ['Which providers can I use?', 'providers'],
  ['Can I stop an answer?', 'stop'],
  ['Show me a code example', 'code'],
  ['Write a retry function in TypeScript', 'code'],
  ['Compare the faults in a table', 'table'],
  ['Hello!', 'hello'],
  ['hi', 'hello'],
  ['What is Steadfast?', 'hello'],
  ['Cut an answer in the middle', 'cut'],
];

describe('sim/simulatedResponder', () => {
  for (const [question, name] of QUESTIONS) {
    it(`${question} → ${name}`, () => {
      const topic = TOPICS.find((other) => other.name === name) ?? assert.fail(name);
      assert.ok(simulatedAnswer(asked(question), 'aster').includes(topic.body));
    });
  }

  it('speaks with two voices, told apart by id', () => {
    const [aster, birch] = ['aster', 'birch'].map((id) => simulatedAnswer(asked('hello'), id));
    assert.notEqual(aster, birch);
  });

  it('says honestly what it cannot do, quotes the topic and names the way out', () => {
    const answer = simulatedAnswer(asked('Explain monads to a five-year-old'), 'aster');
    assert.match(answer, /“Explain monads to a five-year-old”/);
    assert.match(answer, /simulated/);
    assert.match(answer, /\*\*Steadfast: Add Provider…\*\*/);
    const count = wordsOf(answer);
    assert.ok(count >= 60 && count <= 180, `${count} words`);
  });

  it('refers to the question before', () => {
    const answer = simulatedAnswer(asked('Explain monads', 'And now applicatives'), 'birch');
    assert.match(answer, /“And now applicatives”/);
    assert.match(answer, /“Explain monads” before/);
  });

  it('a question stays words: no Markdown, one line, not too long', () => {
    const nasty = `![x](http://e.test/?${'q'.repeat(200)})\n\n# Big\n<img src=x> \`\`\``;
    const answer = simulatedAnswer(asked(nasty), 'aster');
    const quoted = /“(.*?)”/s.exec(answer)?.[1] ?? assert.fail();
    assert.doesNotMatch(quoted, /[\n`<>#[\]*]/);
    assert.ok(quoted.length <= 71);
    assert.match(simulatedAnswer(asked('  '), 'aster'), /nothing in words/);
  });

  it('goes on with an answer that was begun', () => {
    const whole = simulatedAnswer(asked('hello'), 'aster');
    const begun = whole.slice(0, 100);
    const goOn = (text: string): ChatRequest => ({
      messages: [says('user', 'hello'), says('assistant', text)],
    });
    assert.equal(begun + simulatedAnswer(goOn(begun), 'aster'), whole);
    const other = simulatedAnswer(goOn(begun), 'birch');
    assert.match(other, /^\n\nSteadfast is a chat/);
  });
});
