/*
 * The public face of the providers' room, small enough to be there from the start of the editor:
 * the presets, what is known without asking, and what a configured provider is.
 * What asks and reads (`provider.ts`, `localServers.ts`, all wires) is loaded when it is wanted, by
 * whoever is loaded later himself; an import from here would load it at the start.
 */
export { addressOf, type ProviderConfig } from './address.ts';
export { checkBaseUrl } from './baseUrl.ts';
export { isFreeHere, isRemoteModel, knownFacts } from './knownFacts.ts';
export type { LocalPlace, LocalServer } from './localServers.ts';
export { PRESET_KINDS, PRESETS, presetOf, type PresetKind } from './presets/index.ts';
export { API_VERSIONS, upstreamOf, type Preset } from './presets/preset.ts';
