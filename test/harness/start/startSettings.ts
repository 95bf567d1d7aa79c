// Settings of the VS Code that `npm start` opens, browser-served or desktop: the person sees Steadfast
// at once, in the secondary side bar, and nothing that asks for a sign-in beside it.

import { type Settings, baseSettings } from '../sandbox.ts';

export const startSettings: Settings = {
  ...baseSettings,
  'workbench.secondarySideBar.defaultVisibility': 'visible',
  'chat.disableAIFeatures': true,
};
