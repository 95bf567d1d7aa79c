/*
 * The sizes that the composer shows: measured when typing rests or something around it changed,
 * one measuring at a time and the newest wish last. States: nothing measured yet, measured.
 * It reads exactly what sending would read, asks nothing and sends nothing.
 */
import type { ContextPiece, Target, TurnRecord } from '../../core/index.ts';
import { refKey, type ContextView, type KeptDraft } from '../../protocol/index.ts';
import { askedRequest } from '../chat/askedRequest.ts';
import { sentNow } from '../chat/leftOut.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import type { Knowledge } from '../catalog/createKnowledge.ts';
import type { Names } from '../words/names.ts';
import { gather, recordOf, type Gathered } from './gather.ts';
import type { Instructions } from './instructions.ts';
import { meterView } from './meterView.ts';
import { fitInto, type PrepareDeps } from './prepare.ts';
import { promptOf, slashOf } from './slashCommands.ts';

export type MeasuringDeps = Pick<PrepareDeps, 'look' | 'l10n' | 'window'> & {
  readonly session: () => Pick<ChatSession, 'turns' | 'conversationId' | 'busyTurnId'>;
  readonly knowledge: Pick<Knowledge, 'catalog' | 'estimator' | 'ready'>;
  readonly names: Names;
  readonly firstTarget: () => Target | undefined;
  readonly isFollowed: () => boolean;
  readonly readInstructions: () => Promise<Instructions>;
  readonly onChange: (view: ContextView) => void;
  readonly log: (message: string) => void;
};

export type Measuring = {
  readonly drafted: (draft: KeptDraft) => void;
  readonly again: () => void;
  /** As `again`, where anything that is counted has changed since. */
  readonly changed: () => void;
};

type Draft = Pick<KeptDraft, 'text' | 'chips' | 'edits'>;

export function createMeasuring(deps: MeasuringDeps): Measuring {
  let draft: Draft = { text: '' };
  /** As the page was told last; a page that tells of its draft is told again. */
  let last: string | undefined;
  let isRunning = false;
  let isWanted = false;
  let counted = '';

  const run = async (): Promise<void> => {
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      const view = await measured(deps, draft);
      const text = JSON.stringify(view);
      if (text === last) continue;
      last = text;
      deps.onChange(view);
    }
    isRunning = false;
  };
  const again = (): void => {
    isWanted = true;
    if (!isRunning) {
      void run().catch((error: unknown) => {
        isRunning = false; // What cannot be measured is told when it is sent.
        deps.log(`context: ${error instanceof Error ? error.message : String(error)}`);
      });
    }
  };
  return {
    again,
    changed() {
      const now = countedOf(deps);
      if (now === counted) return;
      counted = now;
      again();
    },
    drafted(next) {
      draft = next;
      last = undefined;
      again();
    },
  };
}

/** What sizes depend on, besides the files. */
function countedOf({ session: shown, firstTarget, knowledge }: MeasuringDeps): string {
  const session = shown();
  const target = firstTarget();
  const facts = target === undefined ? undefined : knowledge.catalog.get(target);
  const { contextTokensMax, windowTokens } = facts ?? {};
  const turns = session.turns().map(({ turnId }) => turnId);
  const around = [session.conversationId(), session.busyTurnId(), target];
  return JSON.stringify([...around, contextTokensMax, windowTokens, turns]);
}

async function measured(deps: MeasuringDeps, draft: Draft): Promise<ContextView> {
  const { l10n, look } = deps;
  await deps.knowledge.ready();
  const chips = draft.chips ?? [];
  const gathered = await Promise.all(chips.map(({ ref }) => gather({ look, l10n }, ref)));
  const found = await deps.readInstructions();
  const isOn = deps.isFollowed();
  const names = found.pieces.map(({ name }) => name).join(', ');
  const what = isOn
    ? l10n.t('Instructions of this project, sent with every question: {0}', names)
    : l10n.t('Instructions of this project, not sent in this chat: {0}', names);
  const hint = [what, ...found.notes];
  const label = isOn ? names : l10n.t('{0} off', names);
  const meter = meterOf(deps, draft, gathered, isOn ? found.pieces : []);
  return {
    ...(names === '' ? {} : { instructions: { label, hint: hint.join('\n'), isOn } }),
    ...(meter === undefined ? {} : { meter }),
    chips: gathered.map(({ trouble, notes }, index) => ({
      key: refKey(chips[index]?.ref ?? { kind: 'editors' }),
      ...(trouble === undefined ? {} : { trouble }),
      notes: [...notes],
    })),
  };
}

/** Nothing where nothing is asked yet, or nobody could be. */
function meterOf(
  deps: MeasuringDeps,
  { text, edits }: Draft,
  gathered: readonly Gathered[],
  instructions: readonly ContextPiece[],
): ContextView['meter'] {
  const { knowledge, l10n } = deps;
  const session = deps.session();
  const target = deps.firstTarget();
  const turns = session.turns();
  const at = turns.findIndex(({ turnId }) => turnId === edits?.turnId);
  const earlier = sentNow(at < 0 ? turns : turns.slice(0, at)).filter(isAnswered);
  const isBlank = text.trim() === '' && gathered.length === 0 && earlier.length === 0;
  if (target === undefined || isBlank) return undefined;
  const records = gathered.map((one) => recordOf(one, true));
  const attached = records.flatMap((record) => record ?? []);
  const slash = slashOf(text);
  const prompt = slash === undefined ? undefined : promptOf(slash, true);
  const own = { attached, instructions, ...(prompt === undefined ? {} : { prompt }) };
  const conversationId = session.conversationId();
  const asked = { question: text, conversationId };
  const fit = fitInto(deps, { ...asked, earlier }, own);
  const sizeOf = (words: string): number => knowledge.estimator.textTokens(words, target);
  const textOf = (pieces: readonly ContextPiece[]): string =>
    pieces.map((piece) => `${piece.name}\n${piece.text}`).join('\n');
  const { windowTokens, contextTokensMax } = knowledge.catalog.get(target);
  const whole = askedRequest(earlier, { ...asked, ...own });
  const bare = askedRequest([], { ...asked, ...own });
  const all = knowledge.estimator.inputTokens(whole, target).tokens;
  const parts = [
    {
      label: l10n.t('Conversation'),
      tokens: all - knowledge.estimator.inputTokens(bare, target).tokens,
    },
    { label: l10n.t('Instructions'), tokens: sizeOf(textOf(instructions)) },
    ...attached.map(({ label, pieces }) => ({ label, tokens: sizeOf(textOf(pieces)) })),
    { label: l10n.t('Question'), tokens: sizeOf(prompt ?? text) },
  ];
  return meterView(
    {
      parts,
      tokens: all,
      windowTokens: windowTokens === 'unknown' ? contextTokensMax : windowTokens,
      leftOut: fit.sentences,
      isOver: fit.isOver,
      name: deps.names.target(target),
    },
    l10n,
  );
}

/** What is being answered just now is not yet part of what is sent. */
const isAnswered = ({ answers }: TurnRecord): boolean =>
  answers.every(({ state }) => state !== 'asking');
