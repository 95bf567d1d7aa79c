/*
 * What the simulated providers have to say about the trial itself and about answers: cutting one in
 * the middle (a longer text, so that there is time), stopping one, code, a table, a greeting.
 * Everything said here must be true of the product as it is.
 */
import type { Topic } from './simulatedTopic.ts';

const STOP: Topic = {
  name: 'stop',
  signs: [/\bstop|cancel|abort|interrupt|\besc/, /lose|lost|crash|reload|kept|keep/],
  lead: [
    'Press *Stop* now, if you like. The words so far stay.',
    'You can stop an answer whenever you have read enough, this one as well; nothing that stands here is taken away.',
  ],
  body: `*Stop*, or Esc while an answer streams, ends the connection at once and keeps what was \
said, marked as stopped. It is nobody's failure: a stopped answer never counts against a \
provider, and nobody else is asked in its place.

The same care holds for accidents. Your question is stored on this computer before it is sent, \
and the answer is stored while it arrives. If the editor crashes or the window reloads in the \
middle, you find both again afterwards, the answer marked as unfinished.

While a pause counts down you can always stop too, or ask somebody else without waiting.`,
  end: [
    'Next: ask something long, reload the window in the middle of the answer, and look.',
    'To see it, reload this window while one of us is speaking; the words will be here when you return.',
  ],
};

const CUT: Topic = {
  name: 'cut',
  signs: [
    /\bcut\b|middle|break off|breaks? off|half/,
    /seam|continu|unfinished|mid-?(stream|answer)/,
    /stall|silen|hang|garbage/,
  ],
  lead: [
    'I will make this answer long enough to break. Switch **Cut** on for me now, while I am talking.',
    'With pleasure; this will be a longer answer, so that you have the time. While I speak, switch **Cut** on for me, in the strip above.',
  ],
  body: `There are three ways to lose an answer in the middle, and they feel different:

- **Cut**: the connection breaks. That is known at once, so the next provider begins without \
any wait.
- **Stall**: the connection lives, and even sends signs of life, but no words come. Only a \
clock can tell: 4 seconds in this trial, longer by default, because thinking models do fall \
silent for a while.
- **Garbage**: something arrives, but it is no answer. One broken piece is enough to end the \
attempt, for guessing what was meant would put wrong words into somebody's mouth.

In all three cases the rule is the same. What you have read stays where it is. It is marked \
unfinished, with the name of the one who said it, and a whole answer by the next provider \
follows. No word is dropped in silence and none is doubled, and two models are never mixed \
within one sentence without a mark.

If there is no next provider, you keep the fragment and get the reason, with the one button \
that helps.`,
  end: [
    'Still unbroken? Then the switch came too late. Switch **Cut** on first and ask again.',
    'If I came to the end in one piece, leave **Cut** switched on and ask me again: I shall not get this far.',
  ],
};

const CODE: Topic = {
  name: 'code',
  signs: [
    /code|function|example|snippet|typescript|javascript|python|program/,
    /retry|backoff|jitter|debounce|write (me )?a/,
  ],
  lead: [
    'Here is a small one from this product: the wait before a repeat, with full jitter.',
    'I can show you something that this extension itself relies on: how long to wait before a question is repeated.',
  ],
  body: `\`\`\`ts
/** A wait anywhere between 0 and a bound that doubles with each try. */
function waitMs(tries: number, random: () => number): number {
  const firstMs = 500;
  const capMs = 8_000;
  const boundMs = Math.min(capMs, firstMs * 2 ** tries);
  return random() * boundMs;
}
\`\`\`

Why the randomness? When a service stumbles, all of its clients fail in the same moment. If \
they all came back after exactly one second, they would knock it over once more. Spread over \
the whole interval they do not, and the first of them are even served sooner.

A delay that the server itself asks for is longer than anything drawn here, and always wins.`,
  end: [
    'A real model would look at your own file. Meanwhile, switch **Outage** on for me and watch the repeats.',
    'I cannot read your files; run **Steadfast: Add Provider…**, and a real model can talk about your own code.',
  ],
};

const TABLE: Topic = {
  name: 'table',
  signs: [/table|compare|comparison|versus|\bvs\b|difference/, /which (one|is better)|better/],
  lead: [
    'Side by side, the six faults that you can switch on here:',
    'A table says it best. These are the faults in the strip above, and what each of them looks like from your chair:',
  ],
  body: `| Fault | What the provider does | What you see |
|---|---|---|
| Outage | refuses every question | the next one answers, with a chip |
| Rate limit | asks for a pause of 8 s | the next one answers, or a countdown |
| Slow | 3 s, then few words a second | patience: slow is not silent |
| Stall | stops after a dozen words | 4 s later the next one, fragment kept |
| Cut | breaks in mid-answer | the next one at once, fragment kept |
| Garbage | sends no answer at all | the next one, with a chip |

Two failures in a row pause a provider for 8 seconds here. Switch a fault on for both of us, \
and you see what happens when nobody is left: a reason in plain words, and a button.`,
  end: [
    'Start with **Stall**: it is the one that other chats wait on forever.',
    'I would begin with **Stall**, since that is the hardest to notice.',
  ],
};

const HELLO: Topic = {
  name: 'hello',
  signs: [
    /^\W*(hello|hi|hey|good (morning|evening|day)|moin|hallo|bonjour|servus)\b/,
    /who are you|what (is|can) (this|steadfast|you)|\bhelp\b/,
    /thank/,
  ],
  lead: [
    'Hello. I am simulated: I know this product and nothing else, but I answer without any key.',
    'Hello, and welcome. I should say first that I am only simulated: part of the extension, no model behind me.',
  ],
  body: `Steadfast is a chat that does not go down. It talks to the AI providers whose keys you \
have, and when one of them is overloaded, silent or gone, the next one that you allowed \
answers. You always see who answered and why, and nothing you typed is lost.

The two of us are here so that you can see that happen. The strip above has six switches for \
each: *Outage, Rate limit, Slow, Stall, Cut* and *Garbage*.

You can also ask me about privacy and keys, cost, settings, pauses, how to add a provider, or \
for a code example.`,
  end: [
    'Start here: switch **Stall** on for me and say hello again.',
    'A nice beginning: switch **Stall** on for one of us and ask what happens if a provider goes down.',
  ],
};

export const TRIAL_TOPICS: readonly Topic[] = [CUT, STOP, CODE, TABLE, HELLO];
