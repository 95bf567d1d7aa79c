/*
 * Starts writers beside this process and collects what they say was saved.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type Writer = {
  /** Acknowledged turn ids so far. */
  acknowledged(): readonly string[];
  readonly over: Promise<number | null>;
  kill(): void;
};

export function startWriter(folder: string, name: string, count: number): Writer {
  const program = fileURLToPath(new URL('writer.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--no-warnings', '--import', 'tsx', program, folder, name, String(count)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return {
    acknowledged: () =>
      text
        .slice(0, text.lastIndexOf('\n') + 1)
        .split('\n')
        .slice(0, -1),
    over: once(child, 'close').then(([code]) => code as number | null),
    kill: () => void child.kill('SIGKILL'),
  };
}
