/*
 * The transport, loaded when the first byte is to leave: a start of the editor that asks nothing
 * pays nothing for it.
 * Like the transport itself it holds no key, and decides nothing.
 */
import type { Transport } from '../../core/index.ts';
import type { TransportOptions } from './transport.ts';

export function lazyTransport(options: TransportOptions): Transport {
  let loading: Promise<Transport> | undefined;
  return {
    async send(request, signal) {
      loading ??= import('./index.ts').then(({ createTransport }) => createTransport(options));
      return (await loading).send(request, signal);
    },
  };
}
