// Leases in memory keep the contract of all leases.

import { createMemoryLeases, type LeaseGround } from '../../src/core/index.ts';
import { leaseContract } from '../store/leaseContract.ts';

describe('memory leases', () => {
  leaseContract(async () => {
    let atMs = 0;
    const ground: LeaseGround = new Map();
    const clock = { nowMs: () => atMs };
    return {
      one: createMemoryLeases(clock, ground),
      two: createMemoryLeases(clock, ground),
      advance: async (ms) => void (atMs += ms),
    };
  });
});
