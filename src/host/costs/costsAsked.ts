/*
 * Looks whether a costly habit is set that was not agreed to, and has it asked: at the start, when
 * the settings change, and when the person comes back to this window. Each is asked once while it
 * is set, by the window that the person is in.
 * The question itself is loaded when there is one.
 */
import * as vscode from 'vscode';
import type { Composition } from '../compose.ts';
import type { SettingsBox } from '../settings/settingsBox.ts';
import {
  createCostlyHabits,
  type CostlyDeps,
  type CostlyHabits,
  type Habit,
} from './costlyHabits.ts';

export type Costs = Pick<CostlyHabits, 'tamed'> & {
  readonly follow: (
    composition: Composition,
    settings: Pick<SettingsBox, 'current' | 'onChange'>,
  ) => vscode.Disposable;
};

export function createCosts(deps: CostlyDeps): Costs {
  const habits = createCostlyHabits(deps);
  return {
    tamed: habits.tamed,
    follow(composition, { current, onChange }) {
      const told = new Set<Habit>();
      const look = async (isUrgent: boolean): Promise<void> => {
        await habits.refresh(current());
        const unasked = habits.unasked(current());
        for (const habit of told) if (!unasked.includes(habit)) told.delete(habit);
        if (!vscode.window.state.focused) return;
        for (const habit of unasked) {
          if (told.has(habit)) continue;
          told.add(habit);
          const { askCosts } = await import('./askCosts.ts');
          await askCosts({ habits, composition, settings: current }, habit, isUrgent);
        }
      };
      const looking = (isUrgent: boolean): void => {
        look(isUrgent).catch((error: unknown) => deps.log(`costs: ${String(error)}`));
      };
      looking(false);
      return vscode.Disposable.from(
        onChange(() => looking(true)),
        vscode.window.onDidChangeWindowState(({ focused }) => {
          if (focused) looking(false);
        }),
      );
    },
  };
}
