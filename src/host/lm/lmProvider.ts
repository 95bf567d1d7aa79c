/*
 * Models of other extensions (`vscode.lm`) behind the one interface that the engine knows: what
 * such an entry is. How it is asked is loaded when that is first wanted; most people never want it.
 * Where its words go is the other extension's affair, so it never counts as local.
 */
import { ChatError, type Provider, type Target } from '../../core/index.ts';
import { orAborted } from '../transport/fault.ts';
import type { LmAccess, LmAsking, LmDeps } from './lmApi.ts';
import { vendorOf } from './lmModels.ts';

type Config = { readonly id: string; readonly models: readonly string[] };

/** `access` is absent where there is no editor: then every question fails, and says so. */
export function createLmProvider(
  { id, models }: Config,
  { access, answered }: Pick<LmDeps, 'answered'> & { readonly access: LmAccess | undefined },
): Provider {
  const entry: Target = { providerId: id, modelId: models[0] ?? '' };
  const asking = async (target: Target, signal: AbortSignal): Promise<LmAsking & LmDeps> => {
    if (access === undefined) throw noEditor(target);
    const { askLm, listLm } = await orAborted(access.load(), signal);
    return { askLm, listLm, access, answered };
  };
  const list: Provider['listModels'] = async (signal) => {
    const own = await asking(entry, signal);
    return own.listLm(own, entry, signal);
  };
  return {
    id,
    // One extension is one failure domain, whoever runs the models behind it.
    family: familyOf([...new Set(models.map(vendorOf))].join('+')),
    isLocal: false,
    onlyWhenAsked: true,
    upstream: (modelId) => familyOf(vendorOf(modelId)),
    isLoaded: () => true,
    async *stream(call, signal) {
      const own = await asking(call.target, signal);
      yield* own.askLm(own, call, signal);
    },
    listModels: list,
    async reach(signal) {
      await list(signal);
    },
    // There is nothing to open ahead, and asking would be a question.
    warm: () => Promise.resolve(),
  };
}

const familyOf = (vendor: string): string => `vscode.lm/${vendor}`;

function noEditor(target: Target): ChatError {
  const vendorMessage = 'Models of other extensions can be asked inside VS Code only.';
  const message = `${target.modelId} at ${target.providerId} cannot be asked.`;
  return new ChatError({ kind: 'connect', message, vendorMessage, target });
}
