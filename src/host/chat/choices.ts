/*
 * What the person chose for each conversation: a model, a privacy tier, *Local only*. It binds the
 * conversation, its history included, for as long as it is kept. A question asked under stricter
 * settings binds its conversation to them: what was said there does not travel further only because
 * a setting was changed later.
 * Promise: the binding is stored before the question is sent; a private conversation's nowhere.
 */
import {
  stricterBounds,
  type ConversationChoice,
  type ConversationId,
  type PrivacyBounds,
  type RequestLimits,
  type Target,
  type TurnStore,
} from '../../core/index.ts';

/** Nobody is preferred, and nothing is bound. */
export const NO_CHOICE: ConversationChoice = { tier: 'any', localOnly: false };

export type AskedLimits = PrivacyBounds & Pick<RequestLimits, 'only' | 'first'>;

export type Choices = {
  readonly of: (id: ConversationId) => ConversationChoice;
  /** As it was stored; nothing is written. */
  readonly take: (id: ConversationId, choice: ConversationChoice | undefined) => void;
  readonly choose: (id: ConversationId, choice: ConversationChoice) => Promise<void>;
  /** What holds for a question asked now; `first` was picked for this one alone. */
  readonly limits: (id: ConversationId, first?: Target) => AskedLimits;
  /** Keeps what the settings demand now with the conversation. */
  readonly bind: (id: ConversationId) => Promise<void>;
};

export type ChoicesDeps = {
  readonly store: Pick<TurnStore, 'keepChoice'>;
  /** What the settings allow. */
  readonly settings: () => PrivacyBounds;
  readonly isStored: (id: ConversationId) => boolean;
  readonly onStoreError: (error: unknown) => void;
};

export function createChoices(deps: ChoicesDeps): Choices {
  const kept = new Map<ConversationId, ConversationChoice>();
  const of = (id: ConversationId): ConversationChoice => kept.get(id) ?? NO_CHOICE;
  const bounds = (id: ConversationId): PrivacyBounds => stricterBounds(of(id), deps.settings());

  async function choose(id: ConversationId, choice: ConversationChoice): Promise<void> {
    kept.set(id, choice);
    if (deps.isStored(id)) await deps.store.keepChoice(id, choice).catch(deps.onStoreError);
  }

  return {
    of,
    take(id, choice) {
      if (choice !== undefined) kept.set(id, choice);
    },
    choose,
    limits(id, first) {
      const { model } = of(id);
      if (first !== undefined) return { ...bounds(id), first };
      return model === undefined ? bounds(id) : { ...bounds(id), [model.how]: model.target };
    },
    async bind(id) {
      const choice = of(id);
      const { tier, localOnly } = bounds(id);
      if (tier === choice.tier && localOnly === choice.localOnly) return;
      await choose(id, { ...choice, tier, localOnly });
    },
  };
}
