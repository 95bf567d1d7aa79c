/*
 * A question with its chips → everything that is sent with it, read now: pieces, the words of a
 * command spelled out, the project's instructions, fitted into the window of who is asked first.
 * Or undefined: something cannot be attached, or the person took it back; then nothing was sent and
 * the question stays in the composer.
 */
import type {
  AttachedRecord,
  ContextPiece,
  ContextRef,
  ConversationId,
  TurnContext,
  TurnRecord,
} from '../../core/index.ts';
import type { L10n } from '../l10n.ts';
import { fitted, type FitInput, type Fitted } from './fit.ts';
import { gather, recordOf, type Gathered } from './gather.ts';
import type { Look } from './look.ts';
import { aboutOf, promptOf, slashNeeds, slashOf, type About } from './slashCommands.ts';

export type PrepareDeps = {
  readonly look: Look;
  readonly l10n: L10n;
  readonly defaults: (about: About) => Promise<readonly ContextRef[]>;
  readonly instructions: () => Promise<readonly ContextPiece[]>;
  readonly askSecrets: (names: readonly string[]) => Promise<'with' | 'without' | undefined>;
  readonly window: () => Pick<FitInput, 'promptMax' | 'tokens'>;
  /** Says why nothing was sent. */
  readonly refuse: (sentence: string) => void;
};

export type Question = {
  readonly question: string;
  readonly conversationId: ConversationId;
  readonly refs: readonly ContextRef[];
  readonly earlier: readonly TurnRecord[];
};

export async function prepare(
  deps: PrepareDeps,
  asked: Question,
): Promise<TurnContext | undefined> {
  const { l10n } = deps;
  const slash = slashOf(asked.question);
  const isDefault = slash !== undefined && asked.refs.length === 0;
  const refs = isDefault ? await deps.defaults(aboutOf(slash.name)) : asked.refs;
  const gathered = await Promise.all(refs.map((ref) => gather(deps, ref)));
  // What nobody attached by hand may be missing, as long as there are words to work on.
  const usable = isDefault && slash.rest !== '' ? gathered.filter(isThere) : gathered;
  const troubles = usable.flatMap(({ trouble }) => trouble ?? []);
  if (troubles.length > 0) {
    deps.refuse(troubles.join(' '));
    return undefined;
  }
  const attached = await consented(deps, usable);
  if (attached === undefined) return undefined;
  const prompt = slash === undefined ? undefined : promptOf(slash, attached.length > 0);
  if (slash !== undefined && prompt === undefined) {
    deps.refuse(slashNeeds(slash.name, l10n));
    return undefined;
  }
  const instructions = await deps.instructions();
  const whole = { ...(prompt === undefined ? {} : { prompt }), attached, instructions };
  const fit = fitInto(deps, asked, whole);
  return { ...whole, attached: fit.attached, leftOutTurns: fit.leftOutTurns };
}

const isThere = ({ trouble }: Gathered): boolean => trouble === undefined;

/** Undefined: the person was asked about a possible secret, and sends nothing for now. */
export async function consented(
  { askSecrets }: Pick<PrepareDeps, 'askSecrets'>,
  gathered: readonly Gathered[],
): Promise<readonly AttachedRecord[] | undefined> {
  const suspects = gathered.flatMap(({ pieces }) => pieces.flatMap(({ suspect }) => suspect ?? []));
  const answer = suspects.length === 0 ? 'with' : await askSecrets([...new Set(suspects)]);
  if (answer === undefined) return undefined;
  return gathered.flatMap((one) => recordOf(one, answer === 'with') ?? []);
}

export function fitInto(
  { window, l10n }: Pick<PrepareDeps, 'window' | 'l10n'>,
  { earlier, question, conversationId }: Omit<Question, 'refs'>,
  context: TurnContext,
): Fitted {
  return fitted({ earlier, asked: { question, conversationId, ...context }, ...window() }, l10n);
}
