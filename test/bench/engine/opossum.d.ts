// What the bench uses of opossum, which brings no types of its own.
declare module 'opossum' {
  export default class CircuitBreaker<Given extends unknown[], Result> {
    constructor(action: (...given: Given) => Promise<Result>, options: object);
    fire(...given: Given): Promise<Result>;
    shutdown(): void;
  }
}
