/*
 * The public face of protocol: views, messages and the reducer, shared by host and webview.
 */
export * from './applyOp.ts';
export * from './messages.ts';
export * from './view.ts';
