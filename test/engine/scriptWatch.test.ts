// A soup of scripts is noticed, many languages side by side are not; and a script that nobody asked
// for is told apart from one that was.

import assert from 'node:assert/strict';
import { createScriptWatch } from '../../src/engine/scriptWatch.ts';

const isSoup = (text: string): boolean => {
  const watch = createScriptWatch();
  for (let i = 0; i < text.length; i += 4) if (watch.push(text.slice(i, i + 4))) return true;
  return false;
};
const strangerIn = (answer: string, question: string) => {
  const watch = createScriptWatch();
  watch.push(answer);
  return watch.stranger(question);
};

const RUSSIAN = 'Предохранитель размыкается, когда отказов слишком много. '.repeat(6);
const CHINESE = '断路器在失败过多时打开，使用Python编写的客户端会等待HTTP响应。'.repeat(12);
const QUESTION = 'Why does the circuit breaker open after three failures in a row?';

describe('script watch', () => {
  it('notices letters of many scripts glued to each other', () => {
    const soup = 'the实现приветمرحباनमस्ते functionслово的คำvalueנגמר해結果'.repeat(4);
    assert.ok(isSoup(soup));
    assert.ok(isSoup(`${QUESTION} ${soup}`));
  });

  for (const [name, text] of Object.entries({
    English: QUESTION.repeat(9),
    Russian: RUSSIAN,
    Chinese: CHINESE,
    Japanese: 'サーキットブレーカーはAPIの失敗が多いと開きます。'.repeat(12),
    Greek: 'Το Δx είναι μικρό, και το μs είναι μονάδα. '.repeat(12),
    Korean: '회로 차단기는 실패가 많으면 열립니다. '.repeat(12),
    Arabic: 'يفتح القاطع عندما تكثر الأخطاء في واجهة API. '.repeat(12),
    Hindi: 'विफलताएँ बढ़ने पर ब्रेकर खुल जाता है। '.repeat(12),
    'a list of greetings':
      'hello, привет, 你好, こんにちは, 안녕하세요, مرحبا, שלום, नमस्ते, สวัสดี, გამარჯობა\n'.repeat(
        20,
      ),
    formulas: 'Σx² + λμ = ∂f/∂x ≤ π·r² für alle ε > 0; '.repeat(20),
  }))
    it(`leaves alone: ${name}`, () => assert.equal(isSoup(text), false));

  it('tells an answer in a script that nobody knows of', () => {
    assert.equal(strangerIn(RUSSIAN, QUESTION), 'cyrillic');
    assert.equal(strangerIn(CHINESE.replaceAll(/[A-Za-z]/g, ''), QUESTION), 'cjk');
  });

  it('not where it was asked for, used, short, or in an answer of the question’s own', () => {
    for (const question of [
      `${QUESTION} Translate it.`,
      `${QUESTION} Answer in Russian.`,
      `${QUESTION} По-русски.`,
      'kak dela?',
    ])
      assert.equal(strangerIn(RUSSIAN, question), undefined, question);
    assert.equal(strangerIn('Привет!', QUESTION), undefined);
    assert.equal(strangerIn(QUESTION.repeat(9), QUESTION), undefined);
    assert.equal(strangerIn('', QUESTION), undefined);
    assert.equal(strangerIn(`${QUESTION.repeat(9)} ${RUSSIAN}`, QUESTION), undefined);
  });
});
