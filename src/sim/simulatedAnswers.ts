/*
 * What the simulated providers know of Steadfast: failover, privacy, cost, pauses, providers,
 * settings. Everything said here must be true of the product as it is.
 * Written by people; nothing here is a model's output.
 */
import type { Topic } from './simulatedTopic.ts';

const FAILOVER: Topic = {
  name: 'failover',
  signs: [
    /goes? down|outage|\bdown\b|unavailable|overload/,
    /fail|backup|back up/,
    /happens? (if|when)/,
  ],
  lead: [
    'Nothing you need to do. Steadfast notices, keeps the words you already have, and asks the next provider that you allowed.',
    'Let us say your first provider stops answering in the middle of your day. You would notice one quiet line in the chat, and otherwise keep working.',
  ],
  body: `What you see depends on when it happens:

- **Before the first word**: the next one answers, and a chip beside its name says why.
- **In the middle of an answer**: what you have read stays. The next one goes on behind a visible \
seam, or, where little was said, answers whole below it.
- **Again and again**: after a few failures in a row the provider is paused, so that later \
questions do not wait for it. After the pause one question checks whether it is back.

Only providers marked *Use as backup* are asked. The others never see your question.`,
  end: [
    'Try it: switch **Outage** on for me and ask again. Then switch it off and watch me come back.',
    'If you like, switch **Outage** on for one of us, ask again, and open *why* beside the answer.',
  ],
};

const PRIVACY: Topic = {
  name: 'privacy',
  signs: [
    /leaves?|sen[dt]|who decides|consent|allow/,
    /privac|private|secret|leak|safe|secur/,
    /\bkeys?\b|password|keychain/,
    /telemetry|account|track/,
  ],
  lead: [
    'Right now: nothing. I am simulated, and this answer was written on your computer.',
    'A good question to ask first. As long as the trial runs, not a single byte leaves this computer.',
  ],
  body: `With real providers you decide, once for each:

- *Use as backup* means that it may receive your questions, attached code and the conversation \
when an earlier one fails.
- *Only when I choose it* means that it is asked when you pick it, and never otherwise.

Every provider has a privacy tier, and a conversation is never sent to one above its own. \
*Local only* keeps everything on this computer.

Keys are kept by the editor's secret storage, each bound to the address it was entered for. \
They are never in settings, logs or this chat. Steadfast has no account and no telemetry.`,
  end: [
    'Next: run **Steadfast: Add Provider…** and look at the question it asks before anything is sent.',
    'When you run **Steadfast: Add Provider…** you can read that choice in its own words, before the first question goes out.',
  ],
};

const COST: Topic = {
  name: 'cost',
  signs: [/cost|price|expens|cheap|money|spend|budget|\bfree\b|\$|bill/, /how much/, /token/],
  lead: [
    'This answer costs nothing: no key, no network, no model. The token count below is an estimate.',
    'While you talk to us two, it costs you nothing; we are part of the extension and ask nobody.',
  ],
  body: `With your own keys you pay your provider's price, and nothing to Steadfast. Three \
habits keep the bill calm:

1. **Repeats are counted.** A question is repeated at most four times over all providers, and \
never where the error says that it would be refused again.
2. **Nobody is asked twice at once**, unless you choose so (\`steadfast.routing.strategy\`). The \
next provider is asked when the one before it has failed, not beside it.
3. **A stopped answer stops.** *Stop* ends the connection at once, so no further words are \
generated for nobody.

Each answer shows how many tokens its provider reported.`,
  end: [
    'Try **Rate limit** on me: you will see who is asked instead, and that I am left alone for 8 seconds.',
    'You could switch **Rate limit** on for the first of us and see that no question is wasted on it meanwhile.',
  ],
};

const SETTINGS: Topic = {
  name: 'settings',
  signs: [
    /settings?|configur|option|set up|setup/,
    /order|first|prefer/,
    /seconds|timeouts?|limit/,
  ],
  lead: [
    'Few settings matter, and all of them begin with `steadfast.`.',
    'You can leave everything as it is. If you do want to change something, these are the settings I would look at first.',
  ],
  body: `| Setting | What it decides |
|---|---|
| \`steadfast.providers\` | who there is: kind, address, models |
| \`steadfast.routing.order\` | who is asked first, second, third |
| \`steadfast.timeouts.firstToken\` | the longest wait for a first word |
| \`steadfast.timeouts.stall\` | the longest silence between words |
| \`steadfast.breaker.failures\` | failures in a row that pause a provider |
| \`steadfast.privacy.localOnly\` | ask only what runs on this computer |

They live in your user settings only: a folder that you open cannot change where your questions \
go. A wrong value is named with its remedy, and the other providers keep working. The trial is \
more impatient than the defaults: it takes 4 seconds of silence for a stall.`,
  end: [
    'Next: switch **Slow** on for me. Slow is not silent, so I am left to finish.',
    'To feel a timeout rather than read about it, switch **Stall** on for one of us and count to four.',
  ],
};

const PAUSE: Topic = {
  name: 'pause',
  signs: [/paus|breaker|circuit|recover|comes? back/, /why (is|was|are)|waiting|countdown|try now/],
  lead: [
    'A pause protects your time: a provider that just failed twice will likely fail a third time.',
    'Think of a colleague who does not pick up the phone: after a few tries you ask somebody else, and call again later.',
  ],
  body: `So after a few failures in a row (two in this trial, five by default) a provider is \
*paused* and your questions go straight to the next. When the pause is over, one question is \
allowed through to check:

- it is answered: the provider is *Working* again, and asked first as before;
- it fails: the pause begins anew, and that question is answered by the next one.

A pause asked for by the provider itself, such as "try again in 8 seconds", is kept to the \
second. If nobody else is left, your own question does the check, so a pause is never the \
reason that you get no answer.`,
  end: [
    'Try it: **Outage** on for both of us, ask, then switch one off and press *Try now*.',
    'Switch **Outage** on for both of us and ask something. Then let one of us recover, and watch the strip above.',
  ],
};

const PROVIDERS: Topic = {
  name: 'providers',
  signs: [
    /providers?|openai|ollama|claude|gpt|gemini|anthropic|lm studio|llama/,
    /\badd\b|connect|own key|real (one|model|answer)/,
    /local model|offline/,
  ],
  lead: [
    'Any service that speaks the OpenAI format, on the net or on your own computer.',
    'You can bring the services you already use, and a model on your own computer beside them.',
  ],
  body: `To add one:

1. Run **Steadfast: Add Provider…** from the command palette.
2. Choose OpenAI, or an OpenAI-compatible endpoint and its address, for example \
\`http://127.0.0.1:11434/v1\` for Ollama.
3. Enter the key, if it needs one, in the editor's own password box.
4. Say whether it may serve as a backup.

A one-token test then tells you whether it works, in words. The first provider you add becomes \
your first choice; a second, at a different company, is what makes the chat survive an outage. \
As soon as a real provider is there, we simulated ones are no longer asked.`,
  end: [
    'Until then: switch **Garbage** on for me, to see that a broken endpoint cannot break the chat.',
    'Before you do, you could switch **Garbage** on for one of us: even nonsense from an endpoint is handled calmly.',
  ],
};

export const PRODUCT_TOPICS: readonly Topic[] = [
  FAILOVER,
  PRIVACY,
  COST,
  PAUSE,
  PROVIDERS,
  SETTINGS,
];
