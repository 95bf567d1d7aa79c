/*
 * The chat panel as a person uses it: ask, wait, read. Each step finds the panel's frame anew, so a
 * reload in between does not matter.
 */
import type { Page } from 'playwright-core';
import { webviewFrame } from '../harness/chatFrame.ts';
import { runCommand } from '../harness/palette.ts';
import { pickRow, readQuickInput } from '../harness/quickInput.ts';

export interface ShownAnswer {
  readonly who: string;
  readonly state: string;
  /** Visible words, without reasoning. */
  readonly text: string;
  /** The line above (seam) or beside the name (chip), if there is one. */
  readonly seam: string;
}

/**
 * Types the question and sends it; returns at once. Seldom, under full load, the editor drops a page
 * that was just drawn, with what was typed into it: then it is typed again, and the run says so.
 */
export async function ask(page: Page, question: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const frame = await webviewFrame(page);
    const box = frame.locator('.sf-composer textarea');
    // Of a long chat only what is near is drawn: the last one tells, not their number.
    const before = await frame.evaluate(lastTurnId);
    await box.fill(question);
    await box.press('Enter');
    const isNew = (old: string | undefined): boolean => {
      const last = [...document.querySelectorAll<HTMLElement>('.sf-turn')].at(-1);
      return last !== undefined && last.dataset['turn'] !== old;
    };
    const timeout = tries < 3 ? 7_000 : 15_000;
    const problem = await frame.waitForFunction(isNew, before, { timeout }).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    if (problem === undefined) return;
    const left = await (await webviewFrame(page)).locator('.sf-composer textarea').inputValue();
    if (tries === 3 || left !== '') throw problem;
    console.error(`"${question}" vanished from field and chat; typed again.`);
  }
}

function lastTurnId(): string | undefined {
  return [...document.querySelectorAll<HTMLElement>('.sf-turn')].at(-1)?.dataset['turn'];
}

/** A new chat, once the old one is off the screen. */
export async function newChat(page: Page): Promise<void> {
  await runCommand(page, 'Steadfast: New Chat');
  const frame = await webviewFrame(page);
  await frame.locator('.sf-bubble').first().waitFor({ state: 'detached' });
}

/** By the palette: all that can be done to a provider; an only one is not asked for. */
export async function manage(page: Page, name: string | RegExp, action: string): Promise<void> {
  await runCommand(page, 'Steadfast: Manage Provider…');
  const { title } = await readQuickInput(page, /^Manage /);
  if (title === 'Manage Provider') await pickRow(page, name, title);
  await pickRow(page, action, /^Manage (?!Provider$)/);
}

/** Waits until nothing is under way. */
export async function untilAnswered(page: Page, withinMs = 40_000): Promise<void> {
  const frame = await webviewFrame(page);
  await frame.locator('.sf-send').waitFor({ timeout: withinMs });
}

export async function answers(page: Page): Promise<readonly ShownAnswer[]> {
  const frame = await webviewFrame(page);
  return await frame.locator('.sf-answer').evaluateAll((articles) => {
    // What stands on buttons is no part of what was said; innerText leaves out what is not drawn.
    const buttons = document.querySelectorAll<HTMLElement>('.sf-answer sf-markdown button');
    for (const button of buttons) button.style.display = 'none';
    const shown = articles.map((article) => ({
      who: article.querySelector<HTMLElement>('.sf-who')?.innerText.trim() ?? '',
      state: article.getAttribute('data-state') ?? '',
      text: [...article.querySelectorAll<HTMLElement>('.sf-blocks > sf-markdown')]
        .map((block) => block.innerText.trim())
        .join('\n'),
      seam: [...article.querySelectorAll<HTMLElement>('.sf-seam, .sf-answer-head .sf-why')]
        .map((element) => element.innerText.trim())
        .join(' '),
    }));
    for (const button of buttons) button.style.display = '';
    return shown;
  });
}

export async function lastAnswer(page: Page): Promise<ShownAnswer> {
  const all = await answers(page);
  const last = all.at(-1);
  if (last === undefined) throw new Error('The panel shows no answer.');
  return last;
}

/** Asks and waits for the end. */
export async function askAndWait(page: Page, question: string): Promise<ShownAnswer> {
  await ask(page, question);
  await untilAnswered(page);
  return await lastAnswer(page);
}

/** All words of the strip that are seen, on one line. */
export async function stripText(page: Page): Promise<string> {
  const frame = await webviewFrame(page);
  // The icon's word for screen readers is no second name for the eye.
  const words = await frame.locator('.sf-strip *').evaluateAll((elements) =>
    elements
      .filter((element) => element.children.length === 0)
      .filter((element) => element.closest('.sf-hidden, .codicon') === null)
      .map((element) => element.textContent.trim()),
  );
  return words.filter((word) => word !== '').join(' ');
}

export async function waitForStrip(page: Page, wanted: RegExp, withinMs = 15_000): Promise<string> {
  const stopAtMs = performance.now() + withinMs;
  for (;;) {
    const text = await stripText(page);
    if (wanted.test(text)) return text;
    if (performance.now() > stopAtMs) {
      throw new Error(`The strip says "${text}", not ${String(wanted)}.`);
    }
    await page.waitForTimeout(100);
  }
}

/** Waits until the last answer shows at least this many characters. */
export async function untilSaid(page: Page, chars: number, withinMs = 20_000): Promise<string> {
  const stopAtMs = performance.now() + withinMs;
  for (;;) {
    const text = (await answers(page)).at(-1)?.text ?? '';
    if (text.length >= chars) return text;
    if (performance.now() > stopAtMs) throw new Error(`The answer says only "${text}".`);
    await page.waitForTimeout(50);
  }
}

/** What the waiting bar says, once it says this. */
export async function waitText(page: Page, wanted: RegExp): Promise<string> {
  const frame = await webviewFrame(page);
  const sentence = frame.locator('.sf-wait-sentence').filter({ hasText: wanted });
  await sentence.waitFor();
  return (await sentence.innerText()).trim();
}
