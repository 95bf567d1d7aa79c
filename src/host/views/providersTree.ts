/*
 * The native tree of providers: every target of the chain in the order it will be asked, with its
 * state in words. Icon, word and colour together say how it is; the actions are in its menu.
 * It decides no order and no state: both come from the chain and the engine.
 */
import * as vscode from 'vscode';
import type { TargetView } from '../../protocol/index.ts';
import { targetViews, type StripInput } from '../chat/stripView.ts';
import { stateIcon } from './stateIcon.ts';

export class ProvidersTree implements vscode.TreeDataProvider<TargetView> {
  static readonly id = 'steadfast.providers';
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly input: () => StripInput;
  private readonly takesKey: (providerId: string) => boolean;

  constructor(input: () => StripInput, takesKey: (providerId: string) => boolean) {
    this.input = input;
    this.takesKey = takesKey;
  }

  refresh(): void {
    this.changed.fire();
  }

  getChildren(element?: TargetView): TargetView[] {
    return element === undefined ? [...targetViews(this.input())] : [];
  }

  getTreeItem(view: TargetView): vscode.TreeItem {
    const item = new vscode.TreeItem(view.name, vscode.TreeItemCollapsibleState.None);
    const entry = this.input().chain.find((other) => keyOf(other.target) === view.targetKey);
    item.id = view.targetKey;
    item.description = view.simulated
      ? vscode.l10n.t('simulated, {0}', view.word)
      : `${entry?.target.modelId ?? ''} · ${view.word}`;
    item.iconPath = stateIcon(view.state);
    item.tooltip = `${view.name}: ${view.word}`;
    item.accessibilityInformation = { label: `${view.name}, ${view.word}` };
    item.contextValue = [
      'provider',
      view.simulated ? 'simulated' : 'real',
      view.state === 'off' ? 'off' : 'on',
      this.takesKey(view.providerId) ? 'keyed' : 'keyless',
      ...(view.state === 'needs-key' ? ['lacking'] : []),
    ].join(' ');
    return item;
  }
}

const keyOf = (target: { providerId: string; modelId: string }): string =>
  `${target.providerId}/${target.modelId}`;
