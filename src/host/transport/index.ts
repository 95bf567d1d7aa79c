/*
 * The public face of the transport: the port with the key behind it.
 * Whoever gets an answer reads its body to the end, leaves the loop, or aborts: a body that is
 * never begun keeps its connection. The other files of this folder are its own affair.
 */
export { FETCH_SILENCE_MAX_MS, createTransport } from './transport.ts';
