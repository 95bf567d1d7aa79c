/*
 * The commands of the composer: what each asks of the model, and what it is about when nothing is
 * attached. The person's own words behind the command come last and win.
 * The words for the model are English, and ask for an answer in the person's language.
 */
import type { L10n } from '../l10n.ts';

export type SlashName = 'explain' | 'fix' | 'refactor' | 'tests' | 'docs' | 'review' | 'commit';

/** `code`: the selection, else the active file. */
export type About = 'code' | 'code-and-problems' | 'changes' | 'staged';

type Slash = { readonly about: About; readonly prompt: string };

const SLASHES: Readonly<Record<SlashName, Slash>> = {
  explain: {
    about: 'code',
    prompt: `Explain the code below to a colleague who knows the language and not this code.
Begin with one or two sentences on what it is for. Then say how it works, in the order in which it runs, by the names that the code uses. Point out what is easy to misread: side effects, assumptions, error paths, order and concurrency. Say what depends on code that you cannot see instead of guessing. Leave out what each line says for itself, and propose no changes unless something is wrong.`,
  },
  fix: {
    about: 'code-and-problems',
    prompt: `Find out what is wrong with the code below and mend it.
Where problems of the editor are given, begin with those; otherwise look for faults in behaviour before style. Name the cause of each fault in one sentence. Then give the smallest change that mends it, as whole functions or blocks that can be put in place of the old ones, in a fenced block with the language and the path of the file. Keep names, style and public behaviour otherwise. Where you are not sure, or where a fault lies in code that you cannot see, say so and say what to look at.`,
  },
  refactor: {
    about: 'code',
    prompt: `Improve the structure of the code below without changing what it does.
Say first, in one or two sentences, what makes it hard to read or to change. Then give the better code, as whole functions or blocks that can be put in place of the old ones, in a fenced block with the language and the path of the file. Keep public names, signatures, order of effects and error behaviour as they are; where one of them stands in the way, say so instead of changing it. Prefer fewer and simpler parts to more and cleverer ones, and add no dependency. After it name in a short list what changed and why it still does the same. If the code is good as it is, say so in one sentence.`,
  },
  tests: {
    about: 'code',
    prompt: `Write tests for the code below.
Use the test framework, style and helpers that the given code and project show; if none is to be seen, choose the usual one for the language and say so in one line. Cover the ordinary case, the borders (empty, one, many, the largest), wrong input, and the error paths; for each test the name says what is expected. No network, real time or random values. Give one complete file in a fenced block, with its imports and a path that fits the project. After it, name in a short list what is not covered and why.`,
  },
  docs: {
    about: 'code',
    prompt: `Write the documentation comments for the code below.
Use the form that the language and this code use (JSDoc, docstrings, rustdoc, …). Say for each public part what it does, what each parameter means with its unit and range, what comes back, what it throws and when, and what a caller must know that the signature does not say. Leave out what the name says already, and invent nothing: where the purpose is not clear from the code, write a short question in its place. Give the code with its comments in one fenced block, otherwise unchanged.`,
  },
  review: {
    about: 'changes',
    prompt: `Review the changes below, or the code where no changes are given, as a careful colleague would before they are merged.
Look, in this order, for: faults in behaviour, broken error paths, races, security (input that is trusted, secrets, injection), lost or wrong data, then missing tests, then what makes it hard to read. For each finding give the file and line, what goes wrong and when, and the change that you propose, the gravest first. Do not praise, do not repeat what is given, and do not report matters of taste. If you find nothing that should hold them up, say so in one sentence. Name what you could not judge because the code around it is not shown.`,
  },
  commit: {
    about: 'staged',
    prompt: `Write the commit message for the changes below.
A subject of at most 72 characters in the imperative that says what the change does for whoever uses the code, without a full stop. If the reason or a consequence is not plain from the subject, an empty line and a body wrapped at 72 columns that says why, and what somebody should look out for; no list of files. Follow the conventions (prefixes, scopes, language, length, tone) of the last commits where those are given, else those that the changes themselves show. Answer with the message alone, in one fenced block.`,
  },
};

export const SLASH_NAMES = Object.keys(SLASHES) as readonly SlashName[];

export type Slashed = { readonly name: SlashName; readonly rest: string };

/** The command that a question begins with, if it is one of ours. */
export function slashOf(question: string): Slashed | undefined {
  const found = /^\/([a-z]+)(?:\s+([^]*))?$/.exec(question.trim());
  const name = SLASH_NAMES.find((one) => one === found?.[1]);
  return name === undefined ? undefined : { name, rest: (found?.[2] ?? '').trim() };
}

export const aboutOf = (name: SlashName): About => SLASHES[name].about;

/** What the model is told; undefined where there is nothing to work on and nothing was added. */
export function promptOf({ name, rest }: Slashed, hasContext: boolean): string | undefined {
  if (!hasContext && rest === '') return undefined;
  const { prompt } = SLASHES[name];
  const language = 'Answer in the language of the person’s own words, if there are any.';
  const own = rest === '' ? [] : [`The person says:\n${rest}`];
  return [prompt, language, ...own].join('\n\n');
}

export function slashLabel(name: SlashName, { t }: L10n): string {
  return {
    explain: t('Explain the selection or file'),
    fix: t('Find and mend what is wrong, problems included'),
    refactor: t('Improve the structure, not what it does'),
    tests: t('Write tests'),
    docs: t('Write documentation comments'),
    review: t('Review the Git changes'),
    commit: t('Write the message for what is staged'),
  }[name];
}

/** Said where nothing is there to work on. */
export function slashNeeds(name: SlashName, { t }: L10n): string {
  switch (aboutOf(name)) {
    case 'changes':
      return t(
        '/{0} needs changes in Git. Attach something with @, or say what it is about.',
        name,
      );
    case 'staged':
      return t('/{0} needs staged changes. Stage what belongs into the commit first.', name);
    case 'code':
    case 'code-and-problems':
      return t('/{0} needs a file. Open one, or attach something with @.', name);
  }
}
