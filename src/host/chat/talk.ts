/*
 * One open conversation, put together: its session and the model that pages draw it from.
 * They know each other only through what is joined here.
 * It is made by `talks.ts`, which sees to it that there is one of each conversation.
 */
import { createChatSession, type Begun, type SessionDeps } from './chatSession.ts';
import { createPanelModel, type PanelModelDeps } from './panelModel.ts';
import type { Talk } from './talks.ts';

export type TalkDeps = Omit<PanelModelDeps, 'journalOf'> &
  Omit<SessionDeps, 'engine' | 'onTurn' | 'onTurns'>;

export function createTalk(deps: TalkDeps, begun: Begun): Talk {
  const model = createPanelModel({ ...deps, journalOf: deps.journals.of });
  const { engine } = deps.composition;
  const { onTurn, onTurns } = model;
  const session = createChatSession({ ...deps, engine, onTurn, onTurns }, begun);
  model.attach(session);
  return { session, model };
}
