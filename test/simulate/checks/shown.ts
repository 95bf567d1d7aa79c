// What people were shown against what servers said: nothing dropped, doubled or mixed up, and what
// is replaced is taken back first. Every word of a stand-in is said once in a whole run.

import { keyOf, type MakeCheck } from './check.ts';

type Attempt = { readonly requestId: string; said: string; isFinished: boolean };
type Page = {
  attemptId: string;
  shown: string;
  text: string;
  hasReasoning: boolean;
  isCommitted: boolean;
  kept: Set<string>;
};

/** (3, 4, 17) */
export const pages: MakeCheck = (report) => {
  const attempts = new Map<string, Attempt>();
  const open = new Map<string, Page>();
  const seal = (requestId: string, page: Page, isWhole: boolean): void => {
    const said = attempts.get(page.attemptId)?.said ?? '';
    if (isWhole && page.text !== said && !endsLike(said, page.text))
      report(3, `${page.attemptId} said ${said.length} characters, shown are ${page.text.length}`);
    if (!said.includes(page.text))
      report(17, `${requestId} shows what ${page.attemptId} never said`);
  };
  return {
    asked({ requestId }) {
      const kept = new Set<string>();
      const blank = { attemptId: '', shown: '', text: '', hasReasoning: false };
      open.set(requestId, { ...blank, isCommitted: false, kept });
    },
    seen(seen) {
      if (seen.what === 'reached') return;
      const { attemptId, requestId } = seen.call;
      if (seen.what === 'asked') {
        if (attempts.has(attemptId)) report(12, `${attemptId} was sent twice`);
        attempts.set(attemptId, { requestId, said: '', isFinished: false });
        return;
      }
      const attempt = attempts.get(attemptId);
      if (attempt === undefined || !('event' in seen.step)) return;
      const { event } = seen.step;
      if (event.type === 'finish') attempt.isFinished = true;
      if (event.type === 'text-delta' && !attempt.isFinished) attempt.said += event.text;
    },
    shown(requestId, event) {
      const page = open.get(requestId);
      if (page === undefined) return;
      if (event.type === 'attempt-started') {
        if (page.isCommitted) report(3, `${requestId} began again in silence: ${event.attemptId}`);
        if (page.hasReasoning) report(4, `${requestId}: reasoning was left standing`);
        page.attemptId = event.attemptId;
        page.text = '';
      }
      if (event.type === 'text-delta') page.text += event.text;
      if (event.type === 'text-delta' || event.type === 'tool-call-delta') page.isCommitted = true;
      if (event.type === 'reasoning-delta') page.hasReasoning = true;
      if (event.type === 'retracted') {
        if (page.isCommitted) report(4, `${requestId}: shown text was taken back`);
        page.hasReasoning = false;
      }
      if (event.type === 'switched' && page.isCommitted)
        report(3, `${requestId} switched from ${keyOf(event.from)} behind shown text`);
      if (event.type === 'seam-started') {
        if (event.keptChars !== page.text.length)
          report(3, `${requestId} keeps ${event.keptChars} of ${page.text.length} characters`);
        seal(requestId, page, false);
        page.isCommitted = false;
        page.hasReasoning = false;
      }
      if (event.type === 'finish') seal(requestId, page, true);
    },
    over(requestId) {
      open.delete(requestId);
    },
    noted(event) {
      if (event.type === 'attempt-ended' && event.outcome === 'finished')
        if (attempts.get(event.attemptId)?.isFinished === false)
          report(3, `${event.attemptId} counts as whole though its server never ended it`);
      if (event.type !== 'request-ended') return;
      // Late streams of deaf servers are still heard of by their attempts' ids: kept a while.
      if (attempts.size < 2_000) return;
      for (const [id, attempt] of attempts) {
        if (attempts.size < 1_000) break;
        if (!open.has(attempt.requestId)) attempts.delete(id);
      }
    },
  };
};

/** A continuation may leave out what was said twice at its beginning. */
function endsLike(said: string, text: string): boolean {
  return text !== '' && said.endsWith(text);
}
