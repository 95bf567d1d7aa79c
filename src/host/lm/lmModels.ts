/*
 * Which models other extensions offer, and what they are called in settings: `vendor/id`, because
 * an id alone is only its vendor's. Our own vendor is left out everywhere: Steadfast asking itself
 * would never end. Listing asks no model and shows no consent question.
 */
import type { ModelInfo } from '../../core/index.ts';
import type { LmApi, LmModel } from './lmApi.ts';

const OWN_VENDOR = 'steadfast';
/** As long as a model's name may be in the settings, see `schema.ts`. */
const NAME_MAX = 200;

type LmName = { readonly vendor: string; readonly id: string };

/** Undefined where the name is not `vendor/id`; the id may hold further slashes. */
export function lmNameOf(modelId: string): LmName | undefined {
  const slash = modelId.indexOf('/');
  const vendor = modelId.slice(0, slash);
  const id = modelId.slice(slash + 1);
  return slash > 0 && id !== '' ? { vendor, id } : undefined;
}

/** Whose model it is; for a name without a vendor, that name. */
export function vendorOf(modelId: string): string {
  return lmNameOf(modelId)?.vendor ?? modelId;
}

export function lmModelId({ vendor, id }: LmName): string {
  return `${vendor}/${id}`;
}

export function lmModelInfo(model: LmModel): ModelInfo {
  const { name, maxInputTokens } = model;
  const known = maxInputTokens > 0 ? { contextTokensMax: maxInputTokens } : {};
  return { id: lmModelId(model), ...(name === '' ? {} : { name }), ...known };
}

export function isOwnVendor(vendor: string): boolean {
  return vendor.toLowerCase() === OWN_VENDOR;
}

/** In the order of the editor. */
export async function offeredModels(api: LmApi): Promise<readonly LmModel[]> {
  const all = await api.lm.selectChatModels();
  return all.filter(
    (model) => !isOwnVendor(model.vendor) && lmModelId(model).length <= NAME_MAX && model.id !== '',
  );
}
