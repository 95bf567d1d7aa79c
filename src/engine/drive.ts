/*
 * One driver for all layers of a request. A layer is an async generator that yields events and,
 * where it only listens to what its inner layer says, a `handOver`: the driver then pulls from the
 * innermost stream itself and shows each event to the layers on the way, so that an event costs one
 * promise and not one for each layer. The layer goes on when that stream ends, or throws.
 * Laws: `fail` rejects the pending pull at once, whatever the stream does (law 3); a stream that is
 * left is told so (`left`) before its `return()` is called, and nobody waits for that.
 * Any other async iterable may stand among them; it is only slower.
 */
import type { EngineEvent } from '../core/index.ts';

export type Steps<R = void> = AsyncGenerator<EngineEvent | HandOver, R, undefined>;

/** What a layer wants to know of the stream that it handed over to. */
export type Watch = {
  /**
   * Each event, before the layers outside see it. What it gives back is passed on in its place;
   * what it throws is thrown into the layer as if the stream had failed.
   */
  readonly see?: (event: EngineEvent) => EngineEvent | void;
  /** Somebody waits for the next event. */
  readonly pulling?: () => void;
  readonly pulled?: () => void;
  /** Left before its end, by whoever reads it: the place to abort. */
  readonly left?: () => void;
};

export class HandOver {
  readonly open: () => AsyncIterable<EngineEvent>;
  readonly watch: Watch;
  /** Set by the driver while the hand-over is in force. */
  end: ((error: { readonly thrown: unknown } | undefined) => void) | undefined;
  /** Ended before it began. */
  early: { readonly thrown: unknown } | undefined;
  constructor(open: () => AsyncIterable<EngineEvent>, watch: Watch) {
    this.open = open;
    this.watch = watch;
  }
  /** Leave the stream and throw `error` into the layer, at once. The first error stands. */
  fail(error: unknown): void {
    if (this.end === undefined) this.early ??= { thrown: error };
    else this.end({ thrown: error });
  }
  /** Leave the stream; the layer goes on at the next pull. Idempotent. */
  stop(): void {
    this.end?.(undefined);
  }
}

/** The stream is opened when the driver has it, so that a failure to open is a failed pull. */
export function handOver(open: () => AsyncIterable<EngineEvent>, watch: Watch = {}): HandOver {
  return new HandOver(open, watch);
}

export function drive<C>(layer: (call: C) => Steps): (call: C) => AsyncIterable<EngineEvent> {
  return (call) => new Driven(layer(call));
}

type Result = IteratorResult<EngineEvent, undefined>;
type Frame = {
  readonly steps: Steps;
  /** Set while the layer waits for the stream inside it. */
  over: HandOver | undefined;
  /** What its stream ended with, while nobody pulls. */
  fault: { readonly thrown: unknown } | undefined;
};

const DONE: Result = { done: true, value: undefined };

class Driven implements AsyncIterableIterator<EngineEvent, undefined, undefined> {
  /** Outermost first. */
  readonly #frames: Frame[];
  #source: AsyncIterator<EngineEvent> | undefined;
  #resolve: ((result: Result) => void) | undefined;
  #reject: ((error: unknown) => void) | undefined;
  #pending: Promise<Result> | undefined;
  #isOver = false;
  /** How often a layer has ended its stream with an error. */
  #faults = 0;
  #hasBegun = false;

  constructor(steps: Steps) {
    this.#frames = [frameOf(steps)];
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<Result> {
    const before = this.#pending;
    if (before !== undefined) return before.then(this.#again, this.#again);
    if (this.#isOver) return Promise.resolve(DONE);
    this.#hasBegun = true;
    const pending = new Promise<Result>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#pending = pending;
    this.#pump();
    return pending;
  }

  return(): Promise<Result> {
    this.#isOver = true;
    this.#leave(0);
    this.#settle(DONE);
    return Promise.resolve(DONE);
  }

  readonly #again = (): Promise<Result> => this.next();

  #pump(): void {
    const source = this.#source;
    if (source === undefined) {
      const frame = this.#frames.at(-1);
      if (frame !== undefined) this.#resume(frame);
      return;
    }
    const frames = this.#frames;
    for (let at = 0; at < frames.length; at += 1) frames[at]?.over?.watch.pulling?.();
    // One of them may have ended it.
    if (this.#source !== source) return;
    source.next().then(
      (result) => {
        if (this.#source === source) this.#received(result);
      },
      (error: unknown) => {
        if (this.#source === source) this.#sourceEnded({ thrown: error });
      },
    );
  }

  #received(result: IteratorResult<EngineEvent>): void {
    if (result.done === true) this.#sourceEnded(undefined);
    else {
      this.#pulled();
      this.#deliver(result.value, this.#frames.length - 1);
    }
  }

  #pulled(): void {
    const frames = this.#frames;
    for (let at = 0; at < frames.length; at += 1) frames[at]?.over?.watch.pulled?.();
  }

  #sourceEnded(fault: Frame['fault']): void {
    this.#pulled();
    this.#source = undefined;
    const frame = this.#frames.at(-1);
    if (frame !== undefined) this.#innerEnded(frame, fault);
  }

  /** Shows an event to the layers from `from` outwards, and hands it out. */
  #deliver(given: EngineEvent, from: number): void {
    const faults = this.#faults;
    let event = given;
    for (let at = from; at >= 0; at -= 1) {
      const frame = this.#frames[at];
      const over = frame?.over;
      if (frame === undefined || over?.watch.see === undefined) continue;
      try {
        event = over.watch.see(event) ?? event;
      } catch (error) {
        this.#endAt(frame, over, { thrown: error });
        return;
      }
    }
    // Whoever saw it may have ended everything.
    if (this.#isOver || this.#faults !== faults) return;
    this.#settle({ done: false, value: event });
  }

  /** Lets the innermost layer go on. */
  #resume(frame: Frame): void {
    const { fault, steps } = frame;
    frame.fault = undefined;
    const going = fault === undefined ? steps.next() : steps.throw(fault.thrown);
    going.then(
      (result) => {
        if (this.#frames.at(-1) === frame) this.#stepped(frame, result);
      },
      (error: unknown) => {
        if (this.#frames.at(-1) === frame) this.#ended({ thrown: error });
      },
    );
  }

  #stepped(frame: Frame, { done, value }: IteratorResult<EngineEvent | HandOver, void>): void {
    if (done === true) this.#ended(undefined);
    else if (value instanceof HandOver) this.#handOver(frame, value);
    else this.#deliver(value, this.#frames.length - 2);
  }

  #handOver(frame: Frame, over: HandOver): void {
    if (over.early !== undefined) {
      this.#innerEnded(frame, over.early);
      return;
    }
    frame.over = over;
    over.end = (fault) => this.#endAt(frame, over, fault);
    try {
      const inner = over.open();
      // Opening may have ended it.
      if (frame.over !== over) return;
      const steps = inner instanceof Driven ? inner.#take() : undefined;
      if (steps === undefined) this.#source = inner[Symbol.asyncIterator]();
      else this.#frames.push(frameOf(steps));
    } catch (error) {
      over.fail(error);
      return;
    }
    this.#pump();
  }

  /** Its one layer, for another driver to drive; undefined once it runs by itself. */
  #take(): Steps | undefined {
    if (this.#hasBegun || this.#isOver) return undefined;
    this.#isOver = true;
    return this.#frames.pop()?.steps;
  }

  /** The innermost layer is over. */
  #ended(fault: Frame['fault']): void {
    this.#frames.pop();
    const outer = this.#frames.at(-1);
    if (outer !== undefined) this.#innerEnded(outer, fault);
    else {
      this.#isOver = true;
      if (fault === undefined) this.#settle(DONE);
      else this.#fail(fault.thrown);
    }
  }

  #innerEnded(frame: Frame, fault: Frame['fault']): void {
    if (frame.over !== undefined) frame.over.end = undefined;
    frame.over = undefined;
    frame.fault = fault;
    if (this.#pending !== undefined) this.#resume(frame);
  }

  /** A layer ends what it handed over to. */
  #endAt(frame: Frame, over: HandOver, fault: Frame['fault']): void {
    const at = this.#frames.indexOf(frame);
    if (at < 0) return;
    this.#leave(at + 1, over);
    frame.over = undefined;
    if (fault === undefined) return;
    this.#faults += 1;
    frame.fault = fault;
    if (this.#pending !== undefined) this.#resume(frame);
  }

  /** Leaves `outer`, the stream and every layer from `from` inwards; waits for none of them. */
  #leave(from: number, outer?: HandOver): void {
    const left = this.#frames.splice(from);
    const source = this.#source;
    this.#source = undefined;
    const overs = [outer, ...left.map(({ over }) => over)].filter((over) => over !== undefined);
    // First all of them: what one of them aborts must not end another a second time.
    for (const over of overs) over.end = undefined;
    for (const { watch } of overs) watch.left?.();
    if (source !== undefined) letGo(source);
    for (const { steps } of left.toReversed()) letGo(steps);
  }

  #settle(result: Result): void {
    const resolve = this.#resolve;
    this.#clear();
    resolve?.(result);
  }

  #fail(error: unknown): void {
    const reject = this.#reject;
    this.#clear();
    reject?.(error);
  }

  #clear(): void {
    this.#resolve = undefined;
    this.#reject = undefined;
    this.#pending = undefined;
  }
}

function frameOf(steps: Steps): Frame {
  return { steps, over: undefined, fault: undefined };
}

function letGo(stream: AsyncIterator<unknown>): void {
  try {
    stream.return?.(undefined).then(ignore, ignore);
  } catch {
    // An iterator whose return() throws at once has nothing left to release.
  }
}

function ignore(): void {
  // Nobody waits for a stream that was left.
}
