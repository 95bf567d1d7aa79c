/*
 * What the dashboard shows, and the few messages between its page and the host. Sentences and
 * figures arrive ready and in the person's language; the page only draws, sorts and counts down.
 * Names are untrusted: they are drawn as text. Shares go from 0 to 1.
 */
import * as z from 'zod/mini';
import { TargetView } from './view.ts';

const Share = z.number().check(z.minimum(0), z.maximum(1));
const Line = z.object({ at: z.string(), line: z.string() });
const Id = z.string().check(z.maxLength(512));

export const DashboardCard = z.object({
  targetKey: z.string(),
  providerId: z.string(),
  name: z.string(),
  /** Model and host. */
  detail: z.string(),
  state: TargetView.shape.state,
  word: z.string(),
  reason: z.string(),
  /** While it is ahead, the time until then is counted down. */
  untilWallMs: z.optional(z.number()),
  /** The last 24 hours, the earliest first. */
  timeline: z.array(
    z.object({ state: z.enum(['well', 'paused', 'failed', 'away']), from: Share, to: Share }),
  ),
  /** The same in words, for who does not see it. */
  timelineWords: z.string(),
  axis: z.array(z.string()),
  firstWord: z.string(),
  slowest: z.string(),
  /** By the hour, in shares of the slowest; null where nothing was asked. */
  usual: z.array(z.nullable(Share)),
  slow: z.array(z.nullable(Share)),
  errors: z.string(),
  errorBars: z.array(Share),
  headroom: z.string(),
  left: z.optional(Share),
  isLow: z.boolean(),
  verdicts: z.array(z.object({ is: z.enum(['good', 'bad', 'unknown']), word: z.string() })),
  spent: z.string(),
  lastErrors: z.array(Line),
  lastErrorsLabel: z.string(),
  isOn: z.boolean(),
  isSimulated: z.boolean(),
});
export type DashboardCard = z.infer<typeof DashboardCard>;

const Bar = z.object({
  span: z.string(),
  label: z.string(),
  value: z.string(),
  detail: z.string(),
  from: Share,
  to: Share,
  isSeen: z.boolean(),
});

/** `sort` is what a cell is sorted by; null stands last, whichever way. */
const Cell = z.object({ text: z.string(), sort: z.nullable(z.union([z.number(), z.string()])) });

export const DashboardView = z.object({
  summary: z.string(),
  notes: z.array(z.string()),
  cards: z.array(DashboardCard),
  availability: z.array(Bar),
  /** What the scale of availability begins with, and its marks. */
  scale: z.array(z.string()),
  availabilityNote: z.string(),
  costs: z.array(z.object({ label: z.string(), value: z.string() })),
  together: z.string(),
  costNotes: z.array(z.string()),
  columns: z.array(z.string()),
  models: z.array(z.object({ key: z.string(), cells: z.array(Cell) })),
  changes: z.array(Line),
  words: z.record(z.string(), z.string()),
});
export type DashboardView = z.infer<typeof DashboardView>;

export const DashboardHostMessage = z.object({
  type: z.literal('dashboard'),
  view: DashboardView,
});
export type DashboardHostMessage = z.infer<typeof DashboardHostMessage>;

export const DashboardMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({
    type: z.literal('act'),
    what: z.enum(['test', 'reset', 'enable', 'disable']),
    providerId: Id,
    targetKey: Id,
  }),
  z.object({ type: z.literal('add-provider') }),
  z.object({ type: z.literal('log'), message: z.string().check(z.maxLength(4096)) }),
]);
export type DashboardMessage = z.infer<typeof DashboardMessage>;
