/*
 * The first box of adding a provider: every preset, what runs on this computer as soon as it is
 * found, and models of other extensions. Looking for servers begins when the box opens and ends
 * when it closes; nothing else moves under the person's hand but the rows that were found.
 */
import * as vscode from 'vscode';
import type { LocalServer, Preset } from '../../providers/index.ts';
import { modelCount } from '../local/localWords.ts';
import type { CommandDeps } from './commandDeps.ts';
import { baseUrlOf, hostOf, originOf, presetGroups } from './providerFacts.ts';

export type PickedKind =
  | { readonly what: 'preset'; readonly preset: Preset }
  | { readonly what: 'found'; readonly server: LocalServer }
  | { readonly what: 'extensions' };

type Item = vscode.QuickPickItem & { readonly leadsTo?: PickedKind };

export function pickKind(deps: CommandDeps): Promise<PickedKind | undefined> {
  const { l10n } = vscode;
  const pick = vscode.window.createQuickPick<Item>();
  const abort = new AbortController();
  pick.title = l10n.t('Add a provider');
  pick.placeholder = l10n.t('Whose key do you have?');
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  pick.busy = true;
  pick.items = usualItems();
  void deps.findLocal(abort.signal).then((servers) => {
    if (abort.signal.aborted) return;
    pick.busy = false;
    const fresh = servers.filter((server) => !isThere(deps, server));
    if (fresh.length === 0) return;
    // The row that the person stands on stays theirs.
    const [active] = pick.activeItems;
    const isMoved = active !== undefined && active !== pick.items[0];
    pick.items = [...foundItems(fresh), ...pick.items];
    if (isMoved) pick.activeItems = [active];
  });
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const picked = pick.activeItems[0]?.leadsTo;
      if (picked === undefined) return;
      resolve(picked);
      pick.hide();
    });
    pick.onDidHide(() => {
      abort.abort();
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function usualItems(): readonly Item[] {
  const { l10n } = vscode;
  const { services, onThisComputer, others } = presetGroups();
  return [
    ...services.map(presetItem),
    heading(l10n.t('On this computer')),
    ...onThisComputer.map(presetItem),
    heading(l10n.t('In VS Code')),
    {
      label: l10n.t('Models of other extensions'),
      detail: l10n.t('What GitHub Copilot and others offer inside VS Code'),
      leadsTo: { what: 'extensions' },
    },
    heading(l10n.t('Anything else')),
    ...others.map(presetItem),
  ];
}

function presetItem(preset: Preset): Item {
  return {
    label: preset.label,
    description: preset.baseUrl === 'ask' ? '' : hostOf(preset.baseUrl),
    detail:
      preset.kind === 'compatible'
        ? vscode.l10n.t('Any endpoint that speaks the OpenAI Chat Completions format')
        : '',
    leadsTo: { what: 'preset', preset },
  };
}

function foundItems(servers: readonly LocalServer[]): readonly Item[] {
  return [
    heading(vscode.l10n.t('Found on this computer')),
    ...servers.map((server): Item => ({
      label: server.label,
      description: `${hostOf(server.baseUrl)} · ${modelCount(server, vscode.l10n)}`,
      iconPath: new vscode.ThemeIcon('device-desktop'),
      leadsTo: { what: 'found', server },
    })),
    heading(vscode.l10n.t('Services')),
  ];
}

const heading = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator });

function isThere({ settings }: CommandDeps, { baseUrl }: LocalServer): boolean {
  const origins = settings.current().providers.map((entry) => baseUrlOf(entry));
  return origins.some((other) => other !== undefined && originOf(other) === originOf(baseUrl));
}
