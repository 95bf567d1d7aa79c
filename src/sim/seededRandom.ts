/*
 * Chance that repeats itself: xoshiro128** 1.1 by Blackman and Vigna (public domain,
 * https://prng.di.unimi.it/xoshiro128starstar.c), its state filled from the seed by splitmix32.
 * 32-bit integer arithmetic only, so every Node version draws the same numbers.
 * Good for simulation; it is no source of secrets.
 */
import type { Random } from '../core/index.ts';

export interface SeededRandom extends Random {
  /** A whole number in [0, below). */
  below(below: number): number;
  /** A stream of its own, drawn from this one: what it is used for later changes nothing here. */
  fork(): SeededRandom;
}

export function createSeededRandom(seed: number): SeededRandom {
  const fill = splitmix32(seed);
  const state = Uint32Array.of(fill(), fill(), fill(), fill());
  const draw = (): number => step(state);
  const next = (): number => {
    // 53 bits from two draws, as Math.random has.
    const high = draw() >>> 5;
    const low = draw() >>> 6;
    return (high * 67_108_864 + low) / 9_007_199_254_740_992;
  };
  return {
    next,
    below: (below) => Math.floor(next() * below),
    fork: () => createSeededRandom(draw()),
  };
}

function step(state: Uint32Array): number {
  const [a = 0, b = 0, c = 0, d = 0] = state;
  const result = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
  const e = c ^ a;
  const f = d ^ b;
  state.set([a ^ f, b ^ e, e ^ (b << 9), rotated(f, 11)]);
  return result;
}

function rotated(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

/** Sebastiano Vigna's splitmix64 in its 32-bit form: spreads a small seed over the whole state. */
function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e37_79b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0_aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a_2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}
