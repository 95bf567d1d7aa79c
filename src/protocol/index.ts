/*
 * The public face of protocol: views, messages and the reducer, shared by host and webview.
 * Both sides parse with these schemas and reduce with this reducer, so that they cannot differ.
 * Nothing here knows the editor, the network or the page.
 */
export * from './applyOp.ts';
export * from './context.ts';
export * from './messages.ts';
export * from './view.ts';
