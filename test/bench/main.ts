/*
 * `npm run bench -- NAME [--json]`: measures the product as it is built and prints each figure
 * beside its goal, `met` or `missed`. Without a name it lists what there is. A missed goal is a
 * result, not a failure: the exit code is 1 only when a bench breaks, 2 for a wrong name.
 * With `--json` standard output is one JSON document, and progress goes to standard error.
 */
import { cpus } from 'node:os';
import { linesOf, told, type Section } from './figure.ts';

export type Say = (line: string) => void;

const BENCHES: Readonly<
  Record<string, { readonly what: string; readonly run: (say: Say) => Promise<Section[]> }>
> = {
  engine: {
    what: 'the engine: a request, an event, a thousand stops, beside cockatiel and opossum',
    run: async (say) => (await import('./engine/bench.ts')).benchEngine(say),
  },
  activation: {
    what: 'the start of the editor: what loading and activating the extension costs (package first)',
    run: async (say) => (await import('./activation/bench.ts')).benchActivation(say),
  },
  dashboard: {
    what: 'the dashboard with thirty days of questions: read, folded, drawn',
    run: async (say) => (await import('./dashboard/bench.ts')).benchDashboard(say),
  },
  webview: {
    what: 'the chat panel in a browser: streaming, a long answer, a long conversation, its size',
    run: async (say) => (await import('./webview/bench.ts')).benchWebview(say),
  },
};

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const isJson = args.includes('--json');
  const names = args.filter((arg) => arg !== '--json');
  const bench = names.length === 1 ? BENCHES[names[0] ?? ''] : undefined;
  if (bench === undefined) {
    const all = Object.entries(BENCHES).map(([name, { what }]) => `  ${name}  ${what}`);
    const text = ['npm run bench -- NAME [--json], where NAME is one of', ...all].join('\n');
    (names.length === 0 ? process.stdout : process.stderr).write(`${text}\n`);
    process.exitCode = names.length === 0 ? 0 : 2;
    return;
  }
  const say: Say = (line) => void (isJson ? process.stderr : process.stdout).write(`${line}\n`);
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.version}`;
  say(`${names[0]} on ${machine}`);
  const sections = await bench.run(say);
  if (!isJson) for (const section of sections) say(['', ...linesOf(section)].join('\n'));
  else {
    const all = sections.map(({ title, figures }) => ({ title, figures: figures.map(told) }));
    process.stdout.write(`${JSON.stringify({ bench: names[0], machine, sections: all })}\n`);
  }
}

await main();
