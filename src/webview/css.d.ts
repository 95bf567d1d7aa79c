/*
 * Lets the compiler accept style sheets imported for the bundler, which collects them into
 * `dist/webview.css`. Nothing is exported: the page links the sheet, scripts never read
 * it.
 */
declare module '*.css';
