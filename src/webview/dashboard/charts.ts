/*
 * The small charts of the dashboard as SVG that stretches with its place. A state is read from its
 * height as well as from its colour; what a chart says stands beside it in words, so the drawing
 * itself is decoration for a screen reader, or carries its words as a label.
 */
import { html, svg, type TemplateResult } from 'lit';
import type { DashboardCard, DashboardView } from '../../protocol/dashboard.ts';

const WIDE = 1000;
const HIGH = 24;
/** Bars and stretches stand a little apart. */
const GAP = 4;

type Stretch = DashboardCard['timeline'][number];

/** Well: a flat low line. Paused: half as high. Failed: all of it. Away: a hairline. */
const HEIGHTS: Readonly<Record<Stretch['state'], number>> = {
  well: 5,
  paused: 12,
  failed: 22,
  away: 1,
};

export function timelineChart(stretches: readonly Stretch[], label: string): TemplateResult {
  return html`<svg
    class="sf-chart sf-timeline"
    viewBox="0 0 ${WIDE} ${HIGH}"
    preserveAspectRatio="none"
    role="img"
    aria-label=${label}
  >
    ${stretches.map(({ state, from, to }) => {
      const high = HEIGHTS[state];
      const wide = Math.max(GAP, (to - from) * WIDE - GAP);
      const below = state === 'away' ? 2 : 0;
      return svg`<rect class="sf-day-${state}" x=${from * WIDE} y=${HIGH - high - below}
        width=${wide} height=${high}></rect>`;
    })}
  </svg>`;
}

/** What is usual and what is slow, by the hour; hours without a question leave a gap. */
export function lineChart({ usual, slow }: Pick<DashboardCard, 'usual' | 'slow'>): TemplateResult {
  return html`<svg
    class="sf-chart sf-lines"
    viewBox="0 0 ${WIDE} ${HIGH}"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    ${lines(slow, 'sf-line-slow')}${lines(usual, 'sf-line-usual')}
  </svg>`;
}

function lines(shares: readonly (number | null)[], name: string): TemplateResult {
  const step = WIDE / Math.max(1, shares.length);
  let isDown = false;
  const path = shares.flatMap((share, index) => {
    if (share === null) {
      isDown = false;
      return [];
    }
    const [x, y] = [index * step, HIGH - 2 - share * (HIGH - 4)];
    const move = isDown ? `H${x + step * 0.1}` : `M${x}`;
    const begin = isDown ? `L${x + step * 0.1} ${y}` : `${move} ${y}`;
    isDown = true;
    return [`${begin} H${x + step * 0.9}`];
  });
  return svg`<path class=${name} d=${path.join(' ')}></path>`;
}

export function barChart(shares: readonly number[]): TemplateResult {
  const step = WIDE / Math.max(1, shares.length);
  return html`<svg
    class="sf-chart sf-bars"
    viewBox="0 0 ${WIDE} ${HIGH}"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <rect class="sf-base" x="0" y=${HIGH - 1} width=${WIDE} height="1"></rect>
    ${shares.map((share, index) =>
      share === 0
        ? ''
        : svg`<rect class="sf-day-failed" x=${index * step} y=${(1 - share) * (HIGH - 1)}
            width=${step * 0.7} height=${share * (HIGH - 1)}></rect>`,
    )}
  </svg>`;
}

export function gauge(left: number | undefined, isLow: boolean): TemplateResult | string {
  if (left === undefined) return '';
  return html`<svg
    class="sf-gauge"
    viewBox="0 0 ${WIDE} 6"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <rect class="sf-gauge-all" x="0" y="0" width=${WIDE} height="6"></rect>
    <rect
      class=${isLow ? 'sf-gauge-low' : 'sf-gauge-left'}
      x="0"
      y="0"
      width=${left * WIDE}
      height="6"
    ></rect>
  </svg>`;
}

/** A share as a mark, a range as a stretch, on a scale that all of them have in common. */
export function shareChart({
  from,
  to,
  isSeen,
}: DashboardView['availability'][number]): TemplateResult {
  const wide = Math.max(12, (to - from) * WIDE);
  const x = Math.min(WIDE - wide, Math.max(0, from * WIDE - (isSeen ? wide / 2 : 0)));
  return html`<svg
    class="sf-chart sf-share"
    viewBox="0 0 ${WIDE} 10"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <rect class="sf-base" x="0" y="4.5" width=${WIDE} height="1"></rect>
    <rect
      class=${isSeen ? 'sf-share-seen' : 'sf-share-alone'}
      x=${x}
      y=${isSeen ? 0 : 2}
      width=${wide}
      height=${isSeen ? 10 : 6}
    ></rect>
  </svg>`;
}
