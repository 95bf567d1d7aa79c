/*
 * The dashboard in an editor tab, one of it: read when it is shown, kept up while it is seen, and
 * nothing at all while it is hidden or closed: no timer, no listener, no figure is held.
 * Its buttons run the commands of the Providers view. After a reload of the window it comes back.
 */
import * as vscode from 'vscode';
import type { ChainEntry, Disposable, SpendStore, SpendSum, TurnStore } from '../../core/index.ts';
import { DashboardMessage, type DashboardHostMessage } from '../../protocol/dashboard.ts';
import { targetViews, type StripInput } from '../chat/stripView.ts';
import { baseUrlOf } from '../commands/providerFacts.ts';
import type { Composition } from '../compose.ts';
import { realClock } from '../realClock.ts';
import { localDay } from '../spend/localDay.ts';
import { panelHtml } from '../views/panelHtml.ts';
import type { AskedTurn } from './askedTurn.ts';
import { dashboardData, SPAN_DAYS } from './dashboardData.ts';
import { dashboardView } from './dashboardView.ts';
import { createLiveTurns, type LiveTurns } from './liveTurns.ts';
import { DAY_MS } from './timeline.ts';

export type DashboardDeps = {
  readonly extensionUri: vscode.Uri;
  readonly composition: Composition;
  readonly store: Pick<TurnStore, 'journalsSince' | 'journalsOf'> & Pick<SpendStore, 'spendOf'>;
  /** Who is in the chain and who is answering: what the strip is drawn from. */
  readonly strip: () => StripInput;
  readonly log: (message: string) => void;
};

export type Dashboard = {
  readonly open: () => void;
  /** After a reload of the window. */
  readonly reopen: (panel: vscode.WebviewPanel) => void;
};

export function createDashboard(deps: DashboardDeps): Dashboard {
  let shown: vscode.WebviewPanel | undefined;
  const show = (panel: vscode.WebviewPanel): void => {
    shown = panel;
    fill(deps, panel);
    panel.onDidDispose(() => {
      if (shown === panel) shown = undefined;
    });
  };
  return {
    open() {
      if (shown !== undefined) return shown.reveal();
      const title = vscode.l10n.t('Provider Health');
      const { Active } = vscode.ViewColumn;
      show(vscode.window.createWebviewPanel('steadfast.dashboard', title, Active));
    },
    reopen: show,
  };
}

function fill(deps: DashboardDeps, panel: vscode.WebviewPanel): void {
  const { webview } = panel;
  const dist = vscode.Uri.joinPath(deps.extensionUri, 'dist');
  const uri = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
  const icon = (look: string): vscode.Uri =>
    vscode.Uri.joinPath(deps.extensionUri, 'media', `pulse-${look}.svg`);
  panel.iconPath = { light: icon('light'), dark: icon('dark') };
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  let watch: (Disposable & Pick<LiveTurns, 'soon'>) | undefined;
  const stop = (): void => {
    watch?.dispose();
    watch = undefined;
  };
  webview.onDidReceiveMessage(async (raw: unknown) => {
    const message = DashboardMessage.safeParse(raw);
    if (!message.success) return deps.log('The dashboard sent a message that is not known.');
    const { data } = message;
    switch (data.type) {
      case 'ready':
        stop();
        watch = watching(deps, panel);
        return undefined;
      case 'log':
        return deps.log(`dashboard: ${data.message}`);
      case 'add-provider':
        return void vscode.commands.executeCommand('steadfast.provider.add');
      case 'act': {
        const { what, providerId, targetKey } = data;
        if (!deps.composition.entries().some(({ id }) => id === providerId)) return undefined;
        const id = `steadfast.provider.${what}`;
        await vscode.commands.executeCommand(id, { providerId, targetKey });
        return watch?.soon();
      }
    }
  });
  // A hidden page is put away by the editor; it says `ready` when it is back.
  panel.onDidChangeViewState(() => {
    if (!panel.visible) stop();
  });
  panel.onDidDispose(stop);
  webview.html = panelHtml({
    view: 'dashboard',
    place: 'tab',
    cspSource: webview.cspSource,
    title: vscode.l10n.t('Provider Health'),
    language: vscode.env.language,
    scriptUri: uri('dashboard.js'),
    styleUris: [uri('codicon.css'), uri('dashboard.css')],
  });
}

function watching(
  deps: DashboardDeps,
  panel: vscode.WebviewPanel,
): Disposable & Pick<LiveTurns, 'soon'> {
  const { composition, store, log } = deps;
  let atEnd: Disposable | undefined;
  let isOver = false;
  const draw = async (turns: readonly AskedTurn[]): Promise<void> => {
    const spent = await spentOf(store).catch(() => []);
    if (isOver || !panel.visible) return;
    const strip = deps.strip();
    const message: DashboardHostMessage = { type: 'dashboard', view: viewOf(deps, turns, spent) };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window's
    void panel.webview.postMessage(message);
    atEnd?.dispose();
    const ends = strip.chain.flatMap(({ target }) => strip.engine.status(target).untilMs ?? []);
    const next = Math.min(...ends.filter((untilMs) => untilMs > realClock.nowMs()));
    atEnd = Number.isFinite(next)
      ? realClock.after(next - realClock.nowMs() + 5, live.soon)
      : undefined;
  };
  const live = createLiveTurns({ store, clock: realClock }, (turns) => void draw(turns));
  const parts = [
    live,
    composition.onJournal(live.note),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('steadfast')) live.soon();
    }),
  ];
  void live
    .load(realClock.wallMs() - SPAN_DAYS * DAY_MS)
    .catch((error: unknown) => log(`dashboard: ${String(error)}`));
  return {
    soon: live.soon,
    dispose() {
      isOver = true;
      for (const part of parts) part.dispose();
      atEnd?.dispose();
    },
  };
}

/** Of all windows, this one too; of every month that the last seven days touch. */
async function spentOf(store: DashboardDeps['store']): Promise<readonly SpendSum[]> {
  const now = realClock.wallMs();
  const months = new Set([now, now - 7 * DAY_MS].map((at) => localDay(at).slice(0, 7)));
  const sums = await Promise.all([...months].map((month) => store.spendOf(month, '')));
  return sums.flat();
}

function viewOf(
  { composition, strip }: DashboardDeps,
  turns: readonly AskedTurn[],
  spent: readonly SpendSum[],
): DashboardHostMessage['view'] {
  const { engine, knowledge, names, entries } = composition;
  const input = strip();
  const { chain } = input;
  const shown = targetViews(input);
  const wallMs = realClock.wallMs();
  const data = dashboardData({
    ...{ turns, spent, nowMs: wallMs, dayOf: localDay },
    chain: chain.map(({ target }) => ({ target, isPaused: isPaused(engine.status(target)) })),
    isSimulated: ({ providerId }) => names.isSimulated(providerId),
  });
  const isFree = ({ isLocal, target }: ChainEntry): boolean => {
    const { price } = knowledge.catalog.get(target);
    return isLocal || (price !== 'unknown' && isNothing(price));
  };
  const cards = chain.flatMap((entry, index) => {
    const view = shown[index];
    if (view === undefined) return [];
    const { target } = entry;
    const setting = entries().find(({ id }) => id === target.providerId);
    const host = setting === undefined ? undefined : hostOf(baseUrlOf(setting));
    const now = { status: engine.status(target), health: engine.health(target) };
    return [{ shown: view, ...now, host, isFree: isFree(entry) }];
  });
  const usualMs = knowledge.latency.usualMs.bind(knowledge.latency);
  const { l10n } = vscode;
  const context = { l10n, names, wallMs, usualMs, language: vscode.env.language };
  return dashboardView({ data, cards }, context);
}

const isPaused = ({ state }: { readonly state: string }): boolean =>
  state === 'paused' || state === 'locked';

function isNothing(price: {
  readonly inputUsdMicrosPerMillion: number;
  readonly outputUsdMicrosPerMillion: number;
}): boolean {
  return price.inputUsdMicrosPerMillion === 0 && price.outputUsdMicrosPerMillion === 0;
}

function hostOf(baseUrl: string | undefined): string | undefined {
  return baseUrl === undefined || !URL.canParse(baseUrl) ? undefined : new URL(baseUrl).host;
}
