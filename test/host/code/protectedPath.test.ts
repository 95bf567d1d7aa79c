// Which files need a confirmation of their own, in every spelling that a disk may take for them.

import assert from 'node:assert/strict';
import { protectionOf } from '../../../src/host/code/protectedPath.ts';

describe('protected paths', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['.vscode/settings.json', 'editor'],
    ['.VSCode/Settings.json', 'editor'],
    ['packages/a/.vscode/tasks.json', 'editor'],
    ['team.code-workspace', 'editor'],
    ['Team.Code-Workspace', 'editor'],
    ['.devcontainer/devcontainer.json', 'editor'],
    ['.git/hooks/pre-commit', 'git'],
    ['.GIT/config', 'git'],
    ['.g\u200Cit/config', 'git'],
    ['.git./config', 'git'],
    ['.git /config', 'git'],
    ['.git::$INDEX_ALLOCATION/config', 'git'],
    ['.husky/pre-push', 'git'],
    ['.github/workflows/build.yml', 'ci'],
    ['.gitlab-ci.yml', 'ci'],
    ['sub/Jenkinsfile', 'ci'],
    ['azure-pipelines.release.yml', 'ci'],
    ['.env', 'secret'],
    ['.ENV.production', 'secret'],
    ['.env.example', 'secret'],
    ['api/service.env', 'secret'],
    ['.env::$DATA', 'secret'],
    ['\uFF0Eenv', 'secret'],
    ['keys/id_ed25519', 'secret'],
    ['AGENTS.md', 'instructions'],
    ['.vscode\\tasks.json', 'editor'],
    ['src/pool.ts', undefined],
    ['src/environment.ts', undefined],
    ['docs/vscode.md', undefined],
    ['git/config.ts', undefined],
    ['README.md', undefined],
  ];
  for (const [path, expected] of cases) {
    it(`${JSON.stringify(path)}: ${expected ?? 'none'}`, () => {
      assert.equal(protectionOf(path), expected);
    });
  }
});
