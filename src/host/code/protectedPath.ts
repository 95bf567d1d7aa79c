/*
 * Files in which a few words run programs, reach keys or steer whoever works here next: settings of
 * the editor, Git's own, build servers, environments, instructions. A change to one of them needs a
 * confirmation of its own (CVE-2025-53773, CVE-2025-59944). Compared as disks do that know no
 * capitals: folded, without characters that are not seen. Pure; links are the caller's part.
 */
import { hasSecretName } from '../context/secretNames.ts';

export type Protection = 'editor' | 'git' | 'ci' | 'secret' | 'instructions';

const FOLDERS: Readonly<Record<string, Protection>> = {
  '.vscode': 'editor',
  '.vscode-server': 'editor',
  '.devcontainer': 'editor',
  '.idea': 'editor',
  '.fleet': 'editor',
  '.git': 'git',
  '.githooks': 'git',
  '.husky': 'git',
  '.lefthook': 'git',
  '.github': 'ci',
  '.gitlab': 'ci',
  '.gitea': 'ci',
  '.forgejo': 'ci',
  '.circleci': 'ci',
  '.buildkite': 'ci',
  '.teamcity': 'ci',
  '.azure-pipelines': 'ci',
  '.woodpecker': 'ci',
  '.ci': 'ci',
  '.ssh': 'secret',
  '.cursor': 'instructions',
  '.claude': 'instructions',
  '.clinerules': 'instructions',
  '.roo': 'instructions',
};

const FILES: readonly (readonly [RegExp, Protection])[] = [
  [/\.code-workspace$/, 'editor'],
  [/^\.?devcontainer\.json$|^\.?mcp\.json$/, 'editor'],
  [/^\.git(?:attributes|config|modules)?$|^\.?lefthook(?:-local)?\.ya?ml$/, 'git'],
  [/^\.pre-commit-config\.ya?ml$/, 'git'],
  [/^jenkinsfile(?:\..*)?$|^\.(?:gitlab-ci|travis|drone|woodpecker|cirrus|appveyor)\.ya?ml$/, 'ci'],
  [
    /^(?:azure-pipelines|bitbucket-pipelines|appveyor|cloudbuild|buildspec)(?:[-.].*)?\.ya?ml$/,
    'ci',
  ],
  [/^\.env(?:[.-].*)?$|^.+\.env$/, 'secret'],
  [/^(?:agents|claude|gemini)\.md$|^\.(?:cursor|windsurf|cline)rules$/, 'instructions'],
];

/** `path`: with the folders that lead to it, in any spelling; the gravest reason comes back. */
export function protectionOf(path: string): Protection | undefined {
  const segments = folded(path).split('/');
  const name = segments.at(-1) ?? '';
  const inFolder = segments.flatMap((segment) =>
    Object.hasOwn(FOLDERS, segment) ? [FOLDERS[segment]] : [],
  )[0];
  if (inFolder !== undefined) return inFolder;
  const byName = FILES.find(([pattern]) => pattern.test(name))?.[1];
  return byName ?? (hasSecretName(segments.join('/')) ? 'secret' : undefined);
}

/** Each segment as the least particular of file systems would take it. */
function folded(path: string): string {
  return path
    .replaceAll('\\', '/')
    .split('/')
    .map((segment) =>
      segment
        .replaceAll(/[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, '')
        .normalize('NFKC')
        .toLowerCase()
        // Windows: a stream of the file, and what it cuts off at the end.
        .replace(/(?<=.)::?[^:]*(?::\$data)?$/, '')
        .replace(/(?<=[^. ])[. ]+$/, ''),
    )
    .join('/');
}
