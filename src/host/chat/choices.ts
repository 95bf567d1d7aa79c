/*
 * What the person chose for a conversation: a model, a privacy tier, *Local only*. It binds all of
 * the conversation, its history included, for as long as it is kept. A question asked under
 * stricter settings binds its conversation to them: what was said there does not travel further
 * only because a setting was changed later.
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
  readonly choice: () => ConversationChoice;
  readonly choose: (choice: ConversationChoice) => Promise<void>;
  /** What holds for a question asked now; `first` was picked for this one alone. */
  readonly limits: (first?: Target) => AskedLimits;
  /** Keeps what the settings demand now with the conversation. */
  readonly bind: () => Promise<void>;
};

export type ChoicesDeps = {
  readonly store: Pick<TurnStore, 'keepChoice'>;
  readonly conversationId: ConversationId;
  readonly isPrivate: boolean;
  /** As it was stored. */
  readonly begun: ConversationChoice | undefined;
  /** What the settings allow. */
  readonly settings: () => PrivacyBounds;
  readonly onStoreError: (error: unknown) => void;
};

export function createChoices(deps: ChoicesDeps): Choices {
  let current = deps.begun ?? NO_CHOICE;
  const bounds = (): PrivacyBounds => stricterBounds(current, deps.settings());

  async function choose(choice: ConversationChoice): Promise<void> {
    current = choice;
    if (deps.isPrivate) return;
    await deps.store.keepChoice(deps.conversationId, choice).catch(deps.onStoreError);
  }

  return {
    choice: () => current,
    choose,
    limits(first) {
      const { model } = current;
      if (first !== undefined) return { ...bounds(), first };
      return model === undefined ? bounds() : { ...bounds(), [model.how]: model.target };
    },
    async bind() {
      const { tier, localOnly } = bounds();
      if (tier === current.tier && localOnly === current.localOnly) return;
      await choose({ ...current, tier, localOnly });
    },
  };
}
