// Runs every tidy check on the repository and demands no problem, and on a planted tree per rule
// and demands exactly the planted problem: a rule that cannot be red is no rule. The check that
// is silent on the clean tree and loud on the plant has proven both halves.
// The walls that other tools hold (compiler, lint, dead code) are proven in walls.test.ts.

import assert from 'node:assert/strict';
import { checks } from './tidy/checks.ts';
import { checkMirrorExcept, holdsRuntimeValue } from './tidy/mirrorRules.ts';
import { cleanTree, repositoryRoot, withTree } from './tidy/plant.ts';
import { plants } from './tidy/plants.ts';
import { describeProblem, rules } from './tidy/problem.ts';
import type { Problem } from './tidy/problem.ts';
import { maskSource } from './tidy/sourceText.ts';

const checkAll = (root: string): readonly Problem[] => checks.flatMap((check) => check(root));
const named = (problems: readonly Problem[]): string[] => [
  ...new Set(problems.map(({ rule, file }) => `${rule} at ${file}`)),
];

describe('tidy: the repository', () => {
  it('has no problem', () => {
    const problems = checkAll(repositoryRoot).map(describeProblem);
    assert.equal(problems.join('\n'), '');
  });
});

describe('tidy: every rule can be red', () => {
  it('is silent on a clean tree', () => {
    withTree([cleanTree], (root) => assert.deepEqual(named(checkAll(root)), []));
  });

  for (const [index, { rule, at, files }] of plants.entries()) {
    it(`${rule} speaks at ${at} (plant ${index + 1})`, () => {
      withTree([cleanTree, files], (root) =>
        assert.deepEqual(named(checkAll(root)), [`${rule} at ${at}`]),
      );
    });
  }

  it('stale-exemption speaks when the file or its covering test is gone', () => {
    const exempt = [
      { path: 'src/host/gone.ts', coveredBy: 'test/host/view.test.ts', reason: 'planted' },
      { path: 'src/host/view.ts', coveredBy: 'test/inhost/gone.test.ts', reason: 'planted' },
    ];
    const wanted = [
      'stale-exemption at src/host/gone.ts',
      'stale-exemption at test/inhost/gone.test.ts',
    ];
    withTree([cleanTree], (root) =>
      assert.deepEqual(named(checkMirrorExcept(root, exempt)), wanted),
    );
  });

  it('leaves no rule without a plant', () => {
    const planted = new Set<string>([...plants.map(({ rule }) => rule), 'stale-exemption']);
    assert.deepEqual(
      rules.filter((rule) => !planted.has(rule)),
      [],
    );
  });
});

describe('tidy: reading source text', () => {
  it('blanks comments, strings, templates and regular expressions, and nothing else', () => {
    const text = "a('x // y'); /* b */ c = `d ${e ** 'f'} g`; h = /[/]i'/.test(j) / k; // l\n";
    const wanted = "a('      ');         c = `  ${e ** ' '}  `; h = /     /.test(j) / k;     \n";
    assert.equal(maskSource(text), wanted);
  });

  it('tells values from types', () => {
    assert.ok(!holdsRuntimeValue("import { a } from './a.ts';\nexport type B = () => void;\n"));
    assert.ok(!holdsRuntimeValue('export interface A {\n  readonly function: string;\n}\n'));
    assert.ok(!holdsRuntimeValue('/** const a = 1 */\nexport type { A } from "./a.ts";\n'));
    assert.ok(holdsRuntimeValue('export async function a() {}\n'));
    assert.ok(holdsRuntimeValue('export abstract class A {}\n'));
    assert.ok(holdsRuntimeValue('export const a = 1;\n'));
    assert.ok(holdsRuntimeValue('main();\n'));
  });
});
