/*
 * The public face of core: the vocabulary and the ports, nothing that runs by itself.
 * Other rooms import from here.
 * Types of one idea stand in one file; nothing is renamed on the way out.
 */
export * from './answerCache.ts';
export * from './breakerRecord.ts';
export * from './call.ts';
export * from './catalog.ts';
export * from './chatError.ts';
export * from './clock.ts';
export * from './contextRecord.ts';
export * from './conversation.ts';
export * from './cost.ts';
export * from './disposition.ts';
export * from './engine.ts';
export * from './engineEvent.ts';
export * from './health.ts';
export * from './ids.ts';
export * from './journal.ts';
export * from './linkAbort.ts';
export * from './memoryLeases.ts';
export * from './message.ts';
export * from './ownSeals.ts';
export * from './pauseRecord.ts';
export * from './privacy.ts';
export * from './probing.ts';
export * from './provider.ts';
export * from './rateLimits.ts';
export * from './requestPart.ts';
export * from './skip.ts';
export * from './spend.ts';
export * from './spendSums.ts';
export * from './storePorts.ts';
export * from './streamEvent.ts';
export * from './target.ts';
export * from './targetNote.ts';
export * from './timeLimit.ts';
export * from './tokenEstimator.ts';
export * from './transport.ts';
export * from './turnJournal.ts';
export * from './turnRecord.ts';
