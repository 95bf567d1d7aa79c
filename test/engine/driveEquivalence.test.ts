// Stacks of layers told twice, for the driver and as plain nested generators: what comes out is the
// same, whatever the layers do and however they are mixed.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EngineEvent } from '../../src/core/index.ts';
import { drive, handOver, type Steps } from '../../src/engine/drive.ts';
import { ALIVE, text } from './byHand.ts';
import { drain } from './rig.ts';

type Open = () => AsyncIterable<EngineEvent>;

const layer = (steps: () => Steps): AsyncIterable<EngineEvent> => drive(steps)(undefined);

// Layers of a few kinds, told twice: for the driver, and as plain nested generators.
type Kind = 'pass' | 'shout' | 'retry' | 'refuse' | 'wait' | 'first';
const sources = fc.array(
  fc.record({
    words: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 }),
    breaks: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);
const kinds = fc.array(fc.constantFrom<Kind>('pass', 'shout', 'retry', 'refuse', 'wait', 'first'), {
  maxLength: 6,
});

describe('drive, against nested generators', () => {
  const plain = (kind: Kind, open: Open): Open =>
    async function* () {
      for (let tries = 0; ; tries += 1) {
        let count = 0;
        try {
          if (kind === 'wait') await drain();
          if (kind === 'first') yield ALIVE;
          for await (const event of open()) {
            count += 1;
            if (kind === 'refuse' && count === 3) throw new Error('third');
            yield kind === 'shout' ? loud(event) : event;
          }
          return;
        } catch (error) {
          if (kind !== 'retry' || tries === 2) throw error;
        }
      }
    };
  const driven = (kind: Kind, open: Open): Open => {
    return () =>
      layer(async function* () {
        for (let tries = 0; ; tries += 1) {
          let count = 0;
          try {
            if (kind === 'wait') await drain();
            if (kind === 'first') yield ALIVE;
            yield handOver(open, {
              see(event) {
                count += 1;
                if (kind === 'refuse' && count === 3) throw new Error('third');
                return kind === 'shout' ? loud(event) : undefined;
              },
            });
            return;
          } catch (error) {
            if (kind !== 'retry' || tries === 2) throw error;
          }
        }
      });
  };
  const loud = (event: EngineEvent): EngineEvent =>
    event.type === 'text-delta' ? text(event.text.toUpperCase()) : event;
  const told = async (open: Open): Promise<string> => {
    const words: string[] = [];
    try {
      for await (const event of open()) {
        words.push(event.type === 'text-delta' ? event.text : event.type);
      }
      return `${words.join(' ')}.`;
    } catch (error) {
      return `${words.join(' ')} ${String(error)}`;
    }
  };

  it('every stack of layers gives the same stream and the same end', async () => {
    await fc.assert(
      fc.asyncProperty(sources, kinds, fc.nat(), async (scripts, stack, mixed) => {
        const over = (make: (kind: Kind, at: number, open: Open) => Open): Open => {
          let nth = 0;
          const root: Open = async function* () {
            const script = scripts[nth % scripts.length];
            nth += 1;
            for (const word of script?.words ?? []) yield text(word);
            if (script?.breaks === true) throw new Error('broke');
          };
          return stack.reduce((open, kind, at) => make(kind, at, open), root);
        };
        const wanted = await told(over((kind, _, open) => plain(kind, open)));
        assert.equal(await told(over((kind, _, open) => driven(kind, open))), wanted);
        const some = over((kind, at, open) =>
          (mixed >> at) % 2 === 0 ? driven(kind, open) : plain(kind, open),
        );
        assert.equal(await told(some), wanted, 'also where some layers are plain generators');
      }),
      { numRuns: 300 },
    );
  });
});
