/*
 * Everything that pages show of one conversation, kept current: turns, strip, waiting bar, empty
 * state, composer. Knows no editor; a page (or a test) asks for the whole view when it opens and
 * subscribes to the ops that follow; several pages may show the same.
 * Promise: each part is sent only when it changed, and where nobody listens nothing is drawn.
 */
import type {
  Clock,
  Disposable,
  EngineEvent,
  PrivacyBounds,
  Target,
  TurnJournal,
  TurnRecord,
} from '../../core/index.ts';
import type {
  CauseView,
  ChatOp,
  ChatView,
  EmptyView,
  TurnView,
  WaitView,
} from '../../protocol/index.ts';
import type { Composition } from '../compose.ts';
import type { FoundHere } from '../firstRun/firstLook.ts';
import type { L10n } from '../l10n.ts';
import { reasonsOf } from '../words/reasons.ts';
import { spentToday } from '../words/spendWords.ts';
import { turnView, type ViewContext } from './answerView.ts';
import { askedRungs } from './asked.ts';
import type { ChatSession } from './chatSession.ts';
import type { AskedLimits } from './choices.ts';
import { composerView } from './composerView.ts';
import { emptyView, trialEmptyView } from './emptyView.ts';
import { sentBefore } from './leftOut.ts';
import { nextTarget, type NextDeps } from './nextTarget.ts';
import { offerViews } from './offerView.ts';
import { turnOps } from './sessionOps.ts';
import { stripView, type StripInput } from './stripView.ts';
import { createTurnWatch } from './turnWatch.ts';

export type PanelModelDeps = {
  readonly composition: Composition;
  readonly clock: Clock;
  readonly l10n: L10n;
  readonly isTrial: () => boolean;
  /** Standing troubles, and hints for a chat in which somebody has answered. */
  readonly notices: (hasAnswer: boolean) => readonly CauseView[];
  /** What was noted while a turn was asked. */
  readonly journalOf: (turnId: string) => TurnJournal | undefined;
  /** The file that a change is shown for and not yet decided. */
  readonly proposedFor: () => string | undefined;
  /** What was found for a newcomer, while there is no provider. */
  readonly found: () => FoundHere;
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
  readonly subscribe: (fn: (op: ChatOp) => void) => Disposable;
};

/** Before there is a conversation. */
const ANYWHERE: AskedLimits = { tier: 'any', localOnly: false };

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
  const whyOf = (turnId: string): readonly string[] =>
    reasonsOf(deps.journalOf(turnId)?.events ?? [], l10n, names).map(({ line }) => line);
  const context = (): ViewContext => ({
    l10n,
    names,
    wallMs: clock.wallMs(),
    whyOf,
    usualMs: (target) => composition.knowledge.latency.usualMs(target),
    versionOf: (turnId) => session?.versionOf(turnId),
    sentBefore: (turnId) => sentBefore(session?.turns() ?? [], turnId),
    nextFor: (tried, wanted) => nextFor(deps, limits(), tried, wanted),
  });
  const watch = createTurnWatch(context);
  let session: ChatSession | undefined;
  const listeners = new Set<(op: ChatOp) => void>();
  const emit = (op: ChatOp): void => listeners.forEach((fn) => fn(op));
  const last = new Map<string, string>();

  const hasAnswer = (): boolean =>
    session?.turns().some(({ answers }) => answers.at(-1)?.state === 'whole') ?? false;
  const limits = (): AskedLimits => session?.limits() ?? ANYWHERE;
  const strip = (): StripInput => stripInput(deps, limits(), watch.answering(), hasAnswer());
  const around = (): Around => aroundOf(strip(), deps, watch.wait(), session);
  const refresh = (): void => {
    if (listeners.size === 0) return;
    for (const op of opsOf(around())) if (isNews(last, op)) emit(op);
  };

  const turns = (): TurnView[] => turnViews(session?.turns() ?? [], context());

  return {
    view() {
      last.clear();
      return {
        conversationId: session?.conversationId() ?? '',
        ...(session?.isPrivate() === true ? { isPrivate: true } : {}),
        turns: turns(),
        ...around(),
      };
    },
    onTurns() {
      if (listeners.size > 0) emit({ op: 'turns', turns: turns() });
      refresh();
    },
    strip,
    onTurn(turn, event, before) {
      watch.note(turn, event);
      if (listeners.size === 0) return;
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
    subscribe(fn) {
      listeners.add(fn);
      return { dispose: () => void listeners.delete(fn) };
    },
  };
}

function nextFor(
  { composition }: PanelModelDeps,
  limits: PrivacyBounds,
  tried: readonly Target[],
  wanted: 'any' | 'larger',
): ReturnType<ViewContext['nextFor']> {
  const { chain, engine, knowledge, names } = composition;
  const from: NextDeps = {
    chain: chain(),
    status: (target) => engine.status(target),
    factsOf: (target) => knowledge.catalog.get(target),
    limits,
  };
  const target = nextTarget(from, tried, wanted);
  return target === undefined ? undefined : { target, name: names.target(target) };
}

function stripInput(
  deps: PanelModelDeps,
  limits: AskedLimits,
  answering: Target | undefined,
  hasAnswer: boolean,
): StripInput {
  const { composition, clock, l10n } = deps;
  return {
    chain: composition.chain(),
    asked: askedRungs(composition.engine, limits),
    spend: spentToday(composition.spend?.book.today(), l10n),
    engine: composition.engine,
    names: composition.names,
    l10n,
    wallMs: clock.wallMs(),
    answering,
    isTrial: deps.isTrial(),
    faults: composition.faults,
    notices: deps.notices(hasAnswer),
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
  const offers = offerViews({ removedCount, proposedFor: deps.proposedFor() }, deps.l10n);
  const busyTurnId = session?.busyTurnId();
  return {
    strip: stripView(input),
    composer: composerView({
      ...input,
      limits: session?.limits() ?? ANYWHERE,
      busyTurnId,
      isPrivate: session?.isPrivate() ?? false,
    }),
    offers,
    ...(empty === undefined ? {} : { empty }),
    ...(wait === undefined ? {} : { wait }),
  };
}

function emptyOf({ chain, l10n, isTrial }: StripInput, found: FoundHere): EmptyView | undefined {
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
    { op: 'offers', offers: view.offers },
    { op: 'wait', ...(view.wait === undefined ? {} : { wait: view.wait }) },
  ];
}
