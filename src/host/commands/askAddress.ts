/*
 * The box for the address of an endpoint: refuses with a sentence what could not be sent to or
 * would give a key away, and hands back the address as it will be asked. It asks nobody whether
 * somebody answers there, and writes nothing.
 */
import * as vscode from 'vscode';
import { checkBaseUrl, type Preset } from '../../providers/index.ts';

type AddressQuestion = {
  readonly title: string;
  readonly preset: Preset;
  /** What stands in the box at first; default the preset's own address. */
  readonly value?: string | undefined;
};

/** Undefined when the person left. */
export async function askAddress(question: AddressQuestion): Promise<string | undefined> {
  const { title, preset, value } = question;
  const text = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('The base URL of the endpoint, usually ending in /v1'),
    placeHolder: preset.baseUrlExample ?? preset.baseUrl,
    value: value ?? (preset.baseUrl === 'ask' ? '' : preset.baseUrl),
    ignoreFocusOut: true,
    validateInput: (typed) => {
      const checked = checkBaseUrl(typed);
      return checked.ok ? undefined : checked.problem;
    },
  });
  if (text === undefined) return undefined;
  const checked = checkBaseUrl(text);
  return checked.ok ? checked.url : undefined;
}
