/*
 * The public face of the providers' room: make a provider from an entry of the settings, know the
 * presets, check an address; and what an adapter that lives elsewhere does in the same way.
 * Everything else in here is internal.
 */
export { API_VERSIONS } from './anthropicMessages/encode.ts';
export { checkBaseUrl } from './baseUrl.ts';
export { reportedError } from './errors/errorOf.ts';
export { isFreeHere, isRemoteModel, knownFacts } from './knownFacts.ts';
export {
  findLocalServers,
  LOCAL_PLACES,
  type LocalPlace,
  type LocalServer,
} from './localServers.ts';
export { textOf, wireIdsOf } from './parts.ts';
export { PRESET_KINDS, PRESETS, presetOf, type PresetKind } from './presets/index.ts';
export type { Preset } from './presets/preset.ts';
export { createProvider, type ProviderConfig } from './provider.ts';
