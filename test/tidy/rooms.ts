// The room table of src/README.md as data: which rooms a room may look into and which packages it
// may import. The oxlint overrides say the same for the editor; the proof plants every pair that
// this table forbids and every pair that it allows, so the two cannot drift apart.
// A new package enters here, in .oxlintrc.json and in the table of src/README.md, or nowhere.

export const roomNames = [
  'core',
  'engine',
  'providers',
  'store',
  'protocol',
  'webview',
  'sim',
  'host',
] as const;

export type Room = (typeof roomNames)[number];

export interface RoomLaw {
  readonly rooms: readonly Room[];
  /** Exact specifiers; a trailing `/*` allows everything below, `node:*` every node module. */
  readonly packages: readonly string[];
}

export const roomLaws: Readonly<Record<Room, RoomLaw>> = {
  core: { rooms: [], packages: [] },
  engine: { rooms: ['core'], packages: [] },
  providers: { rooms: ['core'], packages: ['eventsource-parser', 'zod', 'zod/mini'] },
  store: { rooms: ['core'], packages: ['node:*'] },
  protocol: { rooms: ['core'], packages: ['zod/mini'] },
  webview: {
    rooms: ['protocol', 'core'],
    packages: [
      'zod/mini',
      'lit',
      'lit/*',
      'marked',
      'dompurify',
      'remend',
      'highlight.js',
      'highlight.js/*',
      '@vscode-elements/*',
    ],
  },
  sim: { rooms: ['core', 'engine'], packages: [] },
  host: {
    rooms: ['core', 'engine', 'providers', 'store', 'protocol', 'sim'],
    packages: ['node:*', 'vscode', 'ignore', 'yaml', 'zod', 'zod/mini'],
  },
};

/** Rooms whose time and chance come from ports alone, and which therefore replay byte for byte. */
export const deterministicRooms: readonly Room[] = [
  'core',
  'engine',
  'providers',
  'sim',
  'protocol',
];

/** Rooms that see no platform but the ES library and what these two files declare. */
export const ambientFiles = ['src/core/ambient.d.ts', 'src/providers/webStandard.d.ts'];

export function isRoom(name: string): name is Room {
  return (roomNames as readonly string[]).includes(name);
}

export function allowsPackage(room: Room, specifier: string): boolean {
  return roomLaws[room].packages.some(
    (allowed) =>
      allowed === specifier ||
      (allowed.endsWith('*') && specifier.startsWith(allowed.slice(0, -1))),
  );
}
