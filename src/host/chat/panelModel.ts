/*
 * Everything the panel shows, kept current: turns, strip, waiting bar, empty state, composer. Knows
 * no editor; a view (or a test) subscribes to its ops and asks for the whole view when it opens.
 * Promise: each part is sent only when it changed, and a closed panel costs nothing.
 */
import type { Clock, EngineEvent, TurnRecord } from '../../core/index.ts';
import type {
  CauseView,
  ChatOp,
  ChatView,
  ContextView,
  EmptyView,
  TurnView,
  WaitView,
} from '../../protocol/index.ts';
import type { LocalServer } from '../../providers/index.ts';
import type { Composition } from '../compose.ts';
import type { L10n } from '../l10n.ts';
import { createReasons } from '../words/reasons.ts';
import { turnView, type ViewContext } from './answerView.ts';
import type { ChatSession } from './chatSession.ts';
import { composerView } from './composerView.ts';
import { emptyView, trialEmptyView } from './emptyView.ts';
import { offerView } from './offerView.ts';
import { turnOps } from './sessionOps.ts';
import { stripView, type StripInput } from './stripView.ts';
import { createTurnWatch } from './turnWatch.ts';

export type PanelModelDeps = {
  readonly composition: Composition;
  readonly clock: Clock;
  readonly l10n: L10n;
  readonly isTrial: () => boolean;
  readonly notices: () => readonly CauseView[];
  /** The file that a change is shown for and not yet decided. */
  readonly proposedFor: () => string | undefined;
  /** Servers found on this computer, while there is no provider. */
  readonly found: () => readonly LocalServer[];
  /** What goes with the next question. */
  readonly context: () => ContextView | undefined;
};

/** All but the turns, which are sent as they change. */
type Around = Omit<ChatView, 'conversationId' | 'turns'>;

export type PanelModel = {
  readonly view: () => ChatView;
  /** The data behind the strip, for status bar and tree. */
  readonly strip: () => StripInput;
  /** To be given to the session as its `onTurn`. */
  readonly onTurn: (turn: TurnRecord, event: EngineEvent | undefined, before: TurnRecord) => void;
  /** Likewise as its `onTurns`. */
  readonly onTurns: () => void;
  /** Settings, keys, engine state or the conversation changed: compare and send what differs. */
  readonly refresh: () => void;
  readonly attach: (session: ChatSession) => void;
  readonly subscribe: (fn: (op: ChatOp) => void) => void;
  readonly dispose: () => void;
};

/** These come many times a second and change nothing around the answer. */
const FLOWING: ReadonlySet<EngineEvent['type']> = new Set([
  'text-delta',
  'reasoning-delta',
  'tool-call-delta',
  'opaque',
  'alive',
]);

export function createPanelModel(deps: PanelModelDeps): PanelModel {
  const { composition, clock, l10n } = deps;
  const { names } = composition;
  const reasons = createReasons(l10n, names);
  const context = (): ViewContext => ({
    l10n,
    names,
    wallMs: clock.wallMs(),
    whyOf: reasons.of,
    versionOf: (turnId) => session?.versionOf(turnId),
  });
  const watch = createTurnWatch(context);
  const journal = composition.onJournal(reasons.note);
  let session: ChatSession | undefined;
  let emit: (op: ChatOp) => void = () => undefined;
  const last = new Map<string, string>();

  const strip = (): StripInput => ({
    chain: composition.chain(),
    engine: composition.engine,
    names,
    l10n,
    wallMs: clock.wallMs(),
    answering: watch.answering(),
    isTrial: deps.isTrial(),
    faults: composition.faults,
    notices: deps.notices(),
  });
  const around = (): Around => aroundOf(strip(), deps, watch.wait(), session);
  const refresh = (): void => {
    for (const op of opsOf(around())) if (isNews(last, op)) emit(op);
  };

  const turns = (): TurnView[] => turnViews(session?.turns() ?? [], context());

  return {
    view() {
      last.clear();
      return { conversationId: session?.conversationId() ?? '', turns: turns(), ...around() };
    },
    onTurns() {
      emit({ op: 'turns', turns: turns() });
      refresh();
    },
    strip,
    onTurn(turn, event, before) {
      watch.note(turn, event);
      for (const op of turnOps(turn, event, before, context())) emit(op);
      const isFlowing = before.answers.at(-1)?.state === turn.answers.at(-1)?.state;
      if (!isFlowing || event === undefined || !FLOWING.has(event.type)) refresh();
    },
    refresh() {
      if ((session?.turns().length ?? 0) === 0) watch.forget();
      refresh();
    },
    attach: (own) => {
      session = own;
    },
    subscribe: (fn) => {
      emit = fn;
    },
    dispose: () => journal.dispose(),
  };
}

function turnViews(turns: readonly TurnRecord[], context: ViewContext): TurnView[] {
  return turns.map((turn) => turnView(turn, context));
}

function aroundOf(
  input: StripInput,
  deps: PanelModelDeps,
  wait: WaitView | undefined,
  session: ChatSession | undefined,
): Around {
  const isUnused = (session?.turns().length ?? 0) === 0;
  const empty = isUnused ? emptyOf(input, deps.found()) : undefined;
  const removedCount = session?.rework.removedCount() ?? 0;
  const offer = offerView({ removedCount, proposedFor: deps.proposedFor() }, deps.l10n);
  const busyTurnId = session?.busyTurnId();
  return {
    strip: stripView(input),
    composer: composerView({
      ...input,
      busyTurnId,
      isPrivate: session?.isPrivate() ?? false,
      context: deps.context(),
    }),
    ...(empty === undefined ? {} : { empty }),
    ...(wait === undefined ? {} : { wait }),
    ...(offer === undefined ? {} : { offer }),
  };
}

function emptyOf(
  { chain, l10n, isTrial }: StripInput,
  found: readonly LocalServer[],
): EmptyView | undefined {
  if (chain.length === 0) return emptyView(l10n, found);
  return isTrial ? trialEmptyView(l10n) : undefined;
}

/** Whether `op` differs from the last one of its sort; remembers it. */
function isNews(last: Map<string, string>, op: ChatOp): boolean {
  const text = JSON.stringify(op);
  if (last.get(op.op) === text) return false;
  last.set(op.op, text);
  return true;
}

function opsOf(view: Around): readonly ChatOp[] {
  return [
    { op: 'strip', strip: view.strip },
    { op: 'composer', composer: view.composer },
    { op: 'empty', ...(view.empty === undefined ? {} : { empty: view.empty }) },
    { op: 'offer', ...(view.offer === undefined ? {} : { offer: view.offer }) },
    { op: 'wait', ...(view.wait === undefined ? {} : { wait: view.wait }) },
  ];
}
