// Proves the walls that other tools hold: each room's compiler refuses what the room may not
// know, oxlint refuses every forbidden door, package, global and habit, knip finds what is dead.
// Every proof plants violations in a copy and demands red at exactly those files; what is not
// planted, or planted as allowed, has to stay green. The real tree itself is judged by the
// scripts `types`, `lint` and `knip`, not here.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { compilerPlants } from './tidy/compilerPlants.ts';
import { deadPlants } from './tidy/deadPlants.ts';
import { lintPlants } from './tidy/lintPlants.ts';
import { copyRepository, writeTree } from './tidy/plant.ts';
import { isRoom, roomNames } from './tidy/rooms.ts';
import type { Room } from './tidy/rooms.ts';
import { compileErrors, knipIssues, lintFindings } from './tidy/tools.ts';

const copies: string[] = [];
function copy(...paths: string[]): string {
  const root = copyRepository(paths);
  copies.push(root);
  return root;
}

describe('walls', function () {
  this.timeout(60_000);
  after(() => {
    for (const root of copies) rmSync(root, { recursive: true, force: true });
  });

  describe('the compiler', () => {
    let root = '';
    before(() => {
      root = copy('src', 'tsconfig.json');
      for (const room of roomNames) writeTree(root, compilerTree(room));
    });

    for (const room of roomNames) {
      it(`keeps ${room} within its platform`, async () => {
        const errors = await compileErrors(root, `src/${room}`);
        const planted = Object.keys(compilerPlants[room].refused);
        const wanted = planted.map((name) => `src/${room}/planted/${name}.ts`).toSorted();
        const found = errors.filter((file) => file.includes('/planted/') || !file.endsWith('.ts'));
        assert.deepEqual([...new Set(found)].toSorted(), wanted);
      });
    }
  });

  it('oxlint refuses every planted file for its reason, and no other', async () => {
    const root = copy('.oxlintrc.json', 'tsconfig.json', ...roomFiles());
    for (const { path, text } of lintPlants) writeTree(root, { [path]: text });
    const findings = await lintFindings(root);
    const wrong = lintPlants.flatMap(({ path, rule }) => {
      const found = findings.get(path) ?? [];
      if (rule === undefined ? found.length === 0 : found.includes(rule)) return [];
      return [`${path}: wanted ${rule ?? 'nothing'}, found ${found.join(', ') || 'nothing'}`];
    });
    assert.equal(wrong.join('\n'), '');
  });

  it('knip finds the dead file, the dead export and the unused package', async () => {
    const root = copy('.knip.jsonc', 'tsconfig.json', ...roomFiles());
    writeTree(root, deadPlants.tree);
    assert.deepEqual(await knipIssues(root), deadPlants.issues);
  });
});

function compilerTree(room: Room): Record<string, string> {
  const { refused, accepted } = compilerPlants[room];
  const files = Object.entries({ ...refused, accepted });
  return Object.fromEntries(files.map(([name, text]) => [`src/${room}/planted/${name}.ts`, text]));
}

function roomFiles(): string[] {
  assert.ok(roomNames.every(isRoom));
  return [...roomNames.map((room) => `src/${room}/tsconfig.json`), 'src/core/ambient.d.ts'];
}
