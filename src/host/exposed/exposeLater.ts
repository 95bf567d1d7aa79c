/*
 * The door for other extensions: shut unless the person opened it (`steadfast.exposeToVSCode`), and
 * shut again at once when they close it. Its code is loaded when the editor first asks for it, so a
 * start pays for nothing.
 * What is offered, and who may be asked, is decided behind it.
 */
import * as vscode from 'vscode';
import type { FactStore } from '../../core/index.ts';
import type { Composition } from '../compose.ts';
import type { SettingsBox } from '../settings/settingsBox.ts';

type Deps = {
  readonly composition: Composition;
  readonly settings: SettingsBox;
  readonly facts: FactStore;
  readonly windowId: string;
  readonly log: (message: string) => void;
};

type Living = Awaited<ReturnType<typeof living>>;

export type ExposeLater = vscode.Disposable & {
  /** Keys, settings or health changed: what is offered may be something else now. */
  readonly changed: () => void;
};

export function exposeLater(deps: Deps): ExposeLater {
  const { settings } = deps;
  const changes = new vscode.EventEmitter<void>();
  let registered: vscode.Disposable | undefined;
  let loading: Promise<Living> | undefined;
  let offered = '';
  const room = (): Promise<Living> => (loading ??= living(deps));
  const provider: vscode.LanguageModelChatProvider = {
    onDidChangeLanguageModelChatInformation: changes.event,
    provideLanguageModelChatInformation: async (options, token) =>
      (await room()).provider.provideLanguageModelChatInformation(options, token),
    provideLanguageModelChatResponse: async (...asked) =>
      (await room()).provider.provideLanguageModelChatResponse(...asked),
    provideTokenCount: async (...asked) => (await room()).provider.provideTokenCount(...asked),
  };
  const follow = (): void => {
    const isWanted = settings.current().exposeToVSCode;
    if (isWanted === (registered !== undefined)) return;
    registered?.dispose();
    registered = isWanted
      ? vscode.lm.registerLanguageModelChatProvider('steadfast', provider)
      : undefined;
  };
  const listening = settings.onChange(follow);
  follow();
  return {
    changed() {
      if (registered === undefined) return;
      // Told only where it makes a difference: the editor asks anew each time.
      const now = JSON.stringify(deps.composition.chain());
      if (now === offered) return;
      offered = now;
      changes.fire();
    },
    dispose() {
      listening.dispose();
      registered?.dispose();
      changes.dispose();
      void loading?.then(({ budget }) => budget.dispose());
    },
  };
}

async function living({ composition, settings, facts, windowId, log }: Deps) {
  const [{ createExposedProvider }, { createExposedBudget }, { isExternalTurn }] =
    await Promise.all([
      import('./exposedProvider.ts'),
      import('./exposedBudget.ts'),
      import('./exposedAnswer.ts'),
    ]);
  const { realClock: clock } = await import('../realClock.ts');
  const limitUsdMicros = (): number =>
    Math.round(settings.current()['budget.otherExtensions'] * 1_000_000);
  const { onJournal } = composition;
  const ports = { clock, facts, windowId, limitUsdMicros, onJournal, log, isOurs: isExternalTurn };
  const budget = createExposedBudget(ports);
  const current = settings.current;
  return {
    budget,
    provider: createExposedProvider({ composition, settings: current, budget, log }),
  };
}
