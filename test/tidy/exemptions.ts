// Source files without a unit test of their own: the few whose every line needs the real editor
// or a real browser, with the test that covers them instead. Files that hold only types need no
// entry, they are recognised. An entry whose source or whose covering test is gone is a problem,
// so the list cannot rot. It is no place for "later".

export interface Exemption {
  readonly path: string;
  /** The test file that runs this code for real. */
  readonly coveredBy: string;
  readonly reason: string;
}

/** Components of the panel: they are custom elements or need a page, and run in a real one. */
const inBrowser = (name: string, test: string): Exemption => ({
  path: `src/webview/${name}.ts`,
  coveredBy: `test/webview/${test}.browser.ts`,
  reason: 'needs a page; the browser tests press and read it in Chromium',
});

/** Host files whose every line speaks to the editor: the journeys use them in a real one. */
const inEditor = (name: string, journey: string): Exemption => ({
  path: `src/host/${name}.ts`,
  coveredBy: `test/workbench/${journey}.test.ts`,
  reason: 'needs the editor; the journeys press and read it in a real workbench',
});

export const exemptions: readonly Exemption[] = [
  inEditor('extension', 'crash'),
  inEditor('code/codeActions', 'messages'),
  inEditor('code/lastEditor', 'messages'),
  inEditor('code/proposal', 'messages'),
  inEditor('commands/askAgain', 'messages'),
  inEditor('commands/addFound', 'foundHere'),
  inEditor('commands/addLm', 'otherExtensions'),
  inEditor('commands/addProvider', 'addProvider'),
  inEditor('commands/askAddress', 'addProvider'),
  inEditor('commands/changeProvider', 'addKinds'),
  inEditor('commands/addSteps', 'addProvider'),
  inEditor('commands/consent', 'addProvider'),
  inEditor('commands/exportChat', 'history'),
  inEditor('commands/history', 'history'),
  inEditor('commands/openLink', 'failover'),
  inEditor('commands/openSetting', 'settings'),
  inEditor('commands/pickModel', 'addProvider'),
  inEditor('commands/panelMessages', 'trial'),
  inEditor('commands/pickKind', 'foundHere'),
  inEditor('commands/providerCommands', 'tree'),
  inEditor('commands/registerCommands', 'tree'),
  inEditor('commands/slowProgress', 'addProvider'),
  inEditor('commands/verdict', 'addKinds'),
  inEditor('settings/settingsBox', 'settings'),
  inEditor('views/chatView', 'crash'),
  inEditor('views/providersTree', 'tree'),
  inEditor('views/statusItem', 'tree'),
  {
    path: 'src/host/chat/runTurn.ts',
    coveredBy: 'test/host/chat/chatSession.test.ts',
    reason: 'is the inside of a session; its tests drive it through `send`',
  },
  inBrowser('answer', 'streaming'),
  inBrowser('answerBlocks', 'streaming'),
  inBrowser('answerFooter', 'composer'),
  inBrowser('buttons', 'composer'),
  inBrowser('cause', 'hostile'),
  inBrowser('chatApp', 'streaming'),
  inBrowser('composer', 'composer'),
  inBrowser('emptyState', 'composer'),
  inBrowser('find/conversationSearch', 'longSearch'),
  inBrowser('find/drawnText', 'longSearch'),
  inBrowser('find/findBar', 'messages'),
  inBrowser('find/findRanges', 'messages'),
  inBrowser('icon', 'composer'),
  inBrowser('lightElement', 'composer'),
  inBrowser('list/listWindow', 'longList'),
  inBrowser('list/rowElements', 'longList'),
  inBrowser('list/selectedText', 'longList'),
  inBrowser('list/turnRow', 'messages'),
  inBrowser('main', 'composer'),
  inBrowser('markdown/codeBlock', 'hostile'),
  inBrowser('markdown/gradual', 'longList'),
  inBrowser('markdown/markdownElement', 'streaming'),
  inBrowser('markdown/openCode', 'streaming'),
  inBrowser('markdown/safeFragment', 'hostile'),
  inBrowser('messageList', 'longList'),
  inBrowser('offerBar', 'messages'),
  inBrowser('seam', 'composer'),
  inBrowser('stickyScroll', 'streaming'),
  inBrowser('strip', 'composer'),
  inBrowser('targetLine', 'composer'),
  inBrowser('trialPanel', 'composer'),
  inBrowser('vscodeApi', 'composer'),
  inBrowser('waitBar', 'composer'),
];
