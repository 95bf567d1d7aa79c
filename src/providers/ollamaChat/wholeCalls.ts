/*
 * Tool calls of a wire on which they come whole and without ids: each gets an id of ours, is told
 * at once as progress, and leaves as a call only when the answer ends.
 * Arguments are an object here; some models send its text.
 */
import type { StreamEvent } from '../../core/index.ts';
import { isWholeArguments, type ClosedCalls } from '../ending.ts';
import { asArray, asObject, asText, type JsonObject } from '../json.ts';

type Call = { readonly id: string; readonly name: string; readonly argumentsJson: string };

export type WholeCalls = {
  /** What a message brings, as progress. */
  add(message: JsonObject): readonly StreamEvent[];
  close(isCutShort: boolean): ClosedCalls;
};

export function createWholeCalls(attemptId: string): WholeCalls {
  const calls: Call[] = [];
  return {
    add(message) {
      return asArray(message['tool_calls']).flatMap((item): readonly StreamEvent[] => {
        const called = asObject(asObject(item)?.['function']);
        if (called === undefined) return [];
        const id = `${attemptId}.${calls.length}`;
        const name = asText(called['name']) ?? '';
        const argumentsJson = argumentsOf(called['arguments']);
        calls.push({ id, name, argumentsJson });
        return [{ type: 'tool-call-delta', id, name, argumentsText: argumentsJson }];
      });
    },
    close(isCutShort) {
      const whole = calls.filter(
        ({ name, argumentsJson }) => name !== '' && isWholeArguments(argumentsJson, isCutShort),
      );
      return {
        calls: whole.map((call) => ({ type: 'tool-call', ...call })),
        isBroken: whole.length < calls.length,
      };
    },
  };
}

function argumentsOf(value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : '{}';
}
