/*
 * What the answers of a turn used and cost, written into its record once it has ended: as reported
 * where the vendor says it, else by its counts and the price that is known now, else by our own
 * estimates. Prices change; what an answer cost does not, so it is never worked out again.
 * An answer of a model that reasons is not estimated: what it thought is not seen. Of a question
 * that was too long it is written how long it was.
 */
import {
  costOf,
  type AnswerRecord,
  type ChatRequest,
  type Cost,
  type ErrorRecord,
  type Target,
  type TokenUsage,
  type TurnRecord,
} from '../../core/index.ts';
import type { Knowledge } from '../catalog/createKnowledge.ts';

export type Bill = (turn: TurnRecord, request: ChatRequest) => Promise<TurnRecord>;

export function createBill(knowledge: Pick<Knowledge, 'catalog' | 'estimator' | 'ready'>): Bill {
  return async (turn, request) => {
    await knowledge.ready();
    const answers = turn.answers.map((answer) =>
      billed(measured(answer, request, knowledge), request, knowledge),
    );
    return { ...turn, answers };
  };
}

function billed(
  answer: AnswerRecord,
  request: ChatRequest,
  { catalog, estimator }: Pick<Knowledge, 'catalog' | 'estimator'>,
): AnswerRecord {
  const { target, usage } = answer;
  // What is stored was paid for when it was new.
  if (target === undefined || answer.stored !== undefined) return answer;
  const { price, reasoning } = catalog.get(target);
  const estimated =
    usage === undefined && reasoning !== 'yes' && answer.blocks.length > 0
      ? estimate(answer, request, target, estimator)
      : undefined;
  const counted = usage ?? estimated;
  const listed = price === 'unknown' || counted === undefined ? undefined : costOf(price, counted);
  const cost: Cost | undefined =
    usage?.costUsdMicros === undefined
      ? listed && { ...listed, isEstimated: listed.isEstimated || estimated !== undefined }
      : { usdMicros: usage.costUsdMicros, isEstimated: false };
  return {
    ...answer,
    ...(estimated === undefined ? {} : { estimatedUsage: estimated }),
    ...(cost === undefined ? {} : { cost }),
  };
}

/** What was too long, and by how much; only where the figures agree with what was refused. */
function measured(
  answer: AnswerRecord,
  request: ChatRequest,
  { catalog, estimator }: Pick<Knowledge, 'catalog' | 'estimator'>,
): AnswerRecord {
  const of = (error: ErrorRecord): ErrorRecord => {
    const causes = error.causes?.map(of);
    const own = causes === undefined ? error : { ...error, causes };
    const target = error.target ?? answer.target;
    if (error.kind !== 'context-length' || target === undefined) return own;
    const windowTokens = catalog.get(target).contextTokensMax;
    const neededTokens = estimator.inputTokens(request, target).tokens;
    if (windowTokens === 'unknown' || neededTokens <= windowTokens) return own;
    return { ...own, tooLong: { neededTokens, windowTokens } };
  };
  return answer.error === undefined ? answer : { ...answer, error: of(answer.error) };
}

function estimate(
  { blocks }: AnswerRecord,
  request: ChatRequest,
  target: Target,
  estimator: Knowledge['estimator'],
): TokenUsage {
  const said = blocks
    .map((block) => (block.type === 'tool-call' ? block.argumentsText : block.text))
    .join('');
  return {
    inputTokens: estimator.inputTokens(request, target).tokens,
    outputTokens: estimator.textTokens(said, target),
  };
}
