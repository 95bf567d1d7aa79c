/*
 * Everything the panel shows, kept current: turns, strip, waiting bar, empty state, composer. Knows
 * no editor; a view (or a test) subscribes to its ops and asks for the whole view when it opens.
 * Promise: each part is sent only when it changed, and a closed panel costs nothing.
 */
import type { Clock, EngineEvent, Target, TurnRecord } from '../../core/index.ts';
import { errorRecord } from '../../core/index.ts';
import type { CauseView, ChatOp, ChatView, ComposerView, WaitView } from '../../protocol/index.ts';
import type { Composition } from '../compose.ts';
import type { L10n } from '../l10n.ts';
import { causeSentence } from '../words/causes.ts';
import { createReasons } from '../words/reasons.ts';
import { turnView, type ViewContext } from './answerView.ts';
import type { ChatSession } from './chatSession.ts';
import { emptyView, suggestions } from './emptyView.ts';
import { turnOps } from './sessionOps.ts';
import { stripView, type StripInput } from './stripView.ts';
import { waitView } from './waitView.ts';

export type PanelModelDeps = {
  readonly composition: Composition;
  readonly clock: Clock;
  readonly l10n: L10n;
  readonly isTrial: () => boolean;
  readonly notices: () => readonly CauseView[];
};

export type PanelModel = {
  view(): ChatView;
  /** The data behind the strip, for status bar and tree. */
  strip(): StripInput;
  /** To be given to the session as its `onTurn`. */
  onTurn(turn: TurnRecord, event: EngineEvent | undefined, before: TurnRecord): void;
  /** Settings, keys, engine state or the conversation changed: compare and send what differs. */
  refresh(): void;
  attach(session: ChatSession): void;
  subscribe(fn: (op: ChatOp) => void): void;
  dispose(): void;
};

export function createPanelModel(deps: PanelModelDeps): PanelModel {
  const { composition, clock, l10n } = deps;
  const reasons = createReasons(l10n, composition.names);
  let session: ChatSession | undefined;
  let wait: WaitView | undefined;
  let answering: Target | undefined;
  let emit: (op: ChatOp) => void = () => undefined;
  const last = new Map<string, string>();

  const context = (): ViewContext => ({
    l10n,
    names: composition.names,
    wallMs: clock.wallMs(),
    whyOf: reasons.of,
  });
  const strip = (): StripInput => ({
    chain: composition.chain(),
    engine: composition.engine,
    names: composition.names,
    l10n,
    wallMs: clock.wallMs(),
    answering,
    isTrial: deps.isTrial(),
    faults: composition.faults,
    notices: deps.notices(),
  });
  const hasTurns = (): boolean => (session?.turns().length ?? 0) > 0;
  const empty = (): ChatView['empty'] =>
    hasTurns() || composition.chain().length > 0 ? undefined : emptyView(l10n);

  const composer = (): ComposerView => {
    const names = composition
      .chain()
      .filter((entry) => entry.enabled && entry.armed)
      .map((entry) => composition.names.target(entry.target));
    const busyTurnId = session?.busyTurnId();
    return {
      placeholder: l10n.t('Ask anything…'),
      who: names.length === 0 ? l10n.t('No model yet') : l10n.t('Auto · {0}', names.join(', ')),
      canSend: names.length > 0,
      ...(busyTurnId === undefined ? {} : { busyTurnId }),
      suggestions: deps.isTrial() ? suggestions(l10n) : [],
    };
  };

  const sendIfChanged = (op: ChatOp): void => {
    const text = JSON.stringify(op);
    if (last.get(op.op) === text) return;
    last.set(op.op, text);
    emit(op);
  };
  const refresh = (): void => {
    sendIfChanged({ op: 'strip', strip: stripView(strip()) });
    sendIfChanged({ op: 'composer', composer: composer() });
    const nothing = empty();
    sendIfChanged({ op: 'empty', ...(nothing === undefined ? {} : { empty: nothing }) });
    sendIfChanged({ op: 'wait', ...(wait === undefined ? {} : { wait }) });
  };

  const journal = composition.onJournal((event) => reasons.note(event));

  return {
    view() {
      last.clear();
      const nothing = empty();
      return {
        conversationId: session?.conversationId() ?? '',
        turns: (session?.turns() ?? []).map((turn) => turnView(turn, context())),
        strip: stripView(strip()),
        ...(wait === undefined ? {} : { wait }),
        ...(nothing === undefined ? {} : { empty: nothing }),
        composer: composer(),
      };
    },
    strip,
    onTurn(turn, event, before) {
      if (event?.type === 'waiting-until') {
        const about = event.error;
        const cause =
          about === undefined
            ? undefined
            : causeSentence(errorRecord(about), context(), event.target);
        wait = waitView(turn.turnId, event, cause, context());
      } else if (event?.type === 'wait-ended' || event === undefined) {
        wait = undefined;
      }
      const isOpen = turn.answers.at(-1)?.state;
      answering =
        isOpen === 'streaming' || isOpen === 'asking' ? turn.answers.at(-1)?.target : undefined;
      for (const op of turnOps(turn, event, before, context())) emit(op);
      if (event?.type !== 'text-delta' && event?.type !== 'reasoning-delta') refresh();
    },
    refresh,
    attach: (own) => {
      session = own;
    },
    subscribe: (fn) => {
      emit = fn;
    },
    dispose: () => journal.dispose(),
  };
}
