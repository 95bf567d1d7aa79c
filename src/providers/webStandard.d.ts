/*
 * The few names of the web platform that this room may use, the same in an extension host, in a web
 * worker and in Node. Everything else (fetch, timers, process, crypto) stays an unknown name here,
 * so the compiler keeps bytes on the `Transport` port and time on the `Clock` port.
 */
interface TextDecoder {
  decode(input?: Uint8Array, options?: { stream?: boolean }): string;
}
declare var TextDecoder: {
  new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder;
};
interface URLSearchParams {
  keys(): IterableIterator<string>;
  set(name: string, value: string): void;
}
interface URL {
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly hostname: string;
  readonly port: string;
  readonly origin: string;
  readonly href: string;
  readonly searchParams: URLSearchParams;
  pathname: string;
  search: string;
  hash: string;
}
declare var URL: { new (url: string, base?: string): URL };
